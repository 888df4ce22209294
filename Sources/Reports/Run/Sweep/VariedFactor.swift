import Experiments

/// A factor of a sweep: its value at each point, as number where all of them are alike but for one.
struct VariedFactor: Sendable {
  /// The factor's path.
  var path: String
  /// The values, one a point, as written.
  var texts: [String]
  /// The numbers in them; `nil` where the texts differ in more than a number.
  var numbers: [Double]?
  /// What stands around the number: `exponential … s`; empty where nothing does.
  var unit = ""

  /// Reads the values of a factor.
  init(path: String, texts: [String]) {
    self.path = path
    self.texts = texts
    let parts = texts.map { VariedFactor.parts(of: $0) }
    guard let first = parts.first ?? nil else { return }
    var found: [Double] = []
    for part in parts {
      guard let part, part.before == first.before, part.after == first.after else { return }
      found.append(part.number)
    }
    numbers = found
    unit = first.before.isEmpty ? first.after : first.before + " …"
    if !first.before.isEmpty, !first.after.isEmpty { unit += " " + first.after }
  }

  /// What it is called beside an axis: `stations.press.time, s`.
  var title: String { unit.isEmpty ? path : path + ", " + unit }

  /// The different values, by their numbers, or in the order in which they come.
  var levels: [String] {
    var seen: Set<String> = []
    let places = texts.indices.filter { seen.insert(texts[$0]).inserted }
    guard let numbers else { return places.map { texts[$0] } }
    return places.sorted { (numbers[$0], $0) < (numbers[$1], $1) }.map { texts[$0] }
  }

  /// A text in three: what is before its first number, the number, what is after it, without blanks.
  private static func parts(
    of text: String
  ) -> (before: String, number: Double, after: String)? {
    guard let match = text.firstMatch(of: /[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?/),
      let number = Double(match.output.0), number.isFinite
    else { return nil }
    // A digit in a name is no value.
    if let before = text[..<match.range.lowerBound].last, before.isLetter || before == "_" {
      return nil
    }
    func trimmed(_ part: Substring) -> String {
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    return (
      trimmed(text[..<match.range.lowerBound]), number, trimmed(text[match.range.upperBound...])
    )
  }
}
