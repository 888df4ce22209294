public import FactorySimulation

/// A metric as a user names it: `throughput`, or `throughput.diff` for its difference from the
/// baseline.
public struct MetricReference: Hashable, Sendable, CustomStringConvertible {
  /// What is meant.
  public var definition: MetricDefinition
  /// Whether the difference from the baseline is meant.
  public var isDifference: Bool

  /// What marks a difference.
  static let mark = ".diff"

  /// Looks a metric up.
  ///
  /// - Parameters:
  ///   - name: The metric's name, `.diff` behind it where the difference is meant.
  ///   - request: The whole text in which the name stands, for the error.
  ///   - definitions: The metrics there are.
  ///   - hasBaseline: Whether there is a baseline to differ from.
  /// - Throws: ``RequestError``, with the nearest name where one is near.
  public init(
    _ name: String, in request: String, among definitions: [MetricDefinition], hasBaseline: Bool
  ) throws(RequestError) {
    let isDifference = name.hasSuffix(MetricReference.mark)
    let path = isDifference ? String(name.dropLast(MetricReference.mark.count)) : name
    guard let definition = definitions.first(where: { $0.name == path }) else {
      guard !path.isEmpty else {
        throw RequestError(request, "begin with the name of a metric, such as throughput")
      }
      let hint = MetricReference.nearest(path, among: definitions.map(\.name))
        .map { "; did you mean '\($0)\(isDifference ? MetricReference.mark : "")'?" }
      throw RequestError(request, "unknown metric '\(path)'" + (hint ?? ""))
    }
    guard hasBaseline || !isDifference else {
      throw RequestError(
        request,
        "there is no baseline to differ from; give run --compare-to-base, or leave out '.diff'")
    }
    self.definition = definition
    self.isDifference = isDifference
  }

  /// The name, with `.diff` where the difference is meant.
  public var description: String {
    definition.name + (isDifference ? MetricReference.mark : "")
  }

  /// The name that was probably meant: one that ends so, or that differs in few letters.
  static func nearest(_ name: String, among names: [String]) -> String? {
    if let whole = names.first(where: { $0.hasSuffix("." + name) }) { return whole }
    let letters = Array(name.lowercased().utf8)
    var best: (name: String, distance: Int)?
    for candidate in names {
      let distance = distance(letters, Array(candidate.utf8))
      guard distance <= max(1, candidate.utf8.count / 3) else { continue }
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Levenshtein's distance: insertions, deletions and substitutions of letters.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    guard !left.isEmpty else { return right.count }
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        current.append(
          min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1)))
      }
      last = current
    }
    return last[right.count]
  }
}
