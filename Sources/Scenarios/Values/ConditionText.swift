/// Statements about metrics as they are written: `stations.press.oee >= 60 %`.
enum ConditionText {
  /// Longer ones first, so that `<=` is not read as `<`.
  static let comparisons = ["<=", ">=", "<", ">"]

  static func read(_ text: String) throws(ValueProblem) -> TreeValue.Meaning {
    guard
      let comparison = comparisons.first(where: { text.contains($0) }),
      let range = text.firstRange(of: comparison)
    else {
      throw ValueProblem(
        "\(quoted(text)) compares nothing; expected \(Shape.condition.what)")
    }
    if text[range.upperBound...].allSatisfy(\.isWhitespace) {
      throw ValueProblem(
        "\(quoted(text)) has nothing after '\(comparison)'; expected \(Shape.condition.what)")
    }
    let metric = trimmed(String(text[..<range.lowerBound]))
    let bound = trimmed(String(text[range.upperBound...]))
    if metric.isEmpty || metric.contains(" ")
      || metric.split(
        separator: ".", omittingEmptySubsequences: false
      ).contains("")
    {
      throw ValueProblem("\(quoted(metric)) is no metric; expected \(Shape.condition.what)")
    }
    return .condition(
      metric: metric, comparison: comparison, bound: try Expectation.anyQuantity.quantity(bound))
  }
}

/// Texts of values.
enum DocumentText {
  /// A text with a single blank wherever it has some.
  static func singleBlanks(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) || text.contains("  ")
    else { return text }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
