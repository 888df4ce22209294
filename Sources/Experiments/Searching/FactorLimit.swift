public import Optimization
import Scenarios

/// A bound on a sum of factors: `stations.a.buffer + stations.b.buffer <= 40`.
///
/// Summands may have a number before them (`2 * stations.a.buffer`); the bound is in the unit of the
/// factors' ranges, which all summands share.
public struct FactorLimit: Hashable, Sendable, CustomStringConvertible {
  /// The constraint on the search space.
  public let constraint: LinearConstraint
  /// As it was written.
  public let description: String

  /// Reads a bound.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - factors: What is looked for.
  /// - Throws: ``RequestError`` where it cannot be understood.
  init(_ text: String, among factors: [TuningFactor]) throws(RequestError) {
    let relations: [(String, LinearConstraint.Relation)] = [
      ("<=", .atMost), (">=", .atLeast), ("=", .equal),
    ]
    var parts: (left: String, relation: LinearConstraint.Relation, right: String)?
    if let (sign, relation) = relations.first(where: { text.contains($0.0) }) {
      let sides = FactorLimit.sides(of: text, sign)
      if sides.count == 2 { parts = (sides[0], relation, sides[1]) }
    }
    guard let parts else {
      throw RequestError(
        text, "is no bound; write one such as 'stations.a.buffer + stations.b.buffer <= 40'")
    }
    var terms: [LinearConstraint.Term] = []
    var units: Set<String> = []
    for summand in FactorLimit.sides(of: parts.left, " + ") {
      let pieces = FactorLimit.sides(of: summand, "*")
      let path = pieces.last ?? ""
      var number = 1.0
      if summand.contains("*") {
        guard pieces.count == 2, let value = Double(pieces[0]), value.isFinite else {
          throw RequestError(
            text, "'\(summand)' needs one number before '*' and a factor behind it")
        }
        number = value
      }
      guard let factor = factors.first(where: { $0.path == path }) else {
        let hint = NearestName.of(path, among: factors.map(\.path)).map {
          "; did you mean '\($0)'?"
        }
        throw RequestError(text, "'\(path)' is none of the factors under 'vary'" + (hint ?? ""))
      }
      guard let unit = factor.unit else {
        throw RequestError(text, "'\(path)' is a list; only ranges can be summed")
      }
      guard !terms.contains(where: { $0.dimension == path }) else {
        throw RequestError(text, "has '\(path)' twice; write '2 * \(path)'")
      }
      units.insert(unit)
      terms.append(LinearConstraint.Term(number, path))
    }
    guard units.count == 1, let unit = units.first else {
      let names = units.sorted().map { $0.isEmpty ? "none" : $0 }
      throw RequestError(text, "sums factors in different units (\(names.joined(separator: ", ")))")
    }
    guard let bound = FactorLimit.number(parts.right, unit: unit) else {
      throw RequestError(
        text, "'\(parts.right)' is no amount" + (unit.isEmpty ? "" : " in \(unit)"))
    }
    constraint = LinearConstraint(text, terms, parts.relation, bound)
    description = text
  }

  private static func sides(of text: String, _ separator: String) -> [String] {
    text.split(separator: separator).map { withoutBlanks($0[...]) }
  }

  private static func number(_ text: String, unit: String) -> Double? {
    if unit.isEmpty { return Double(text).flatMap { $0.isFinite ? $0 : nil } }
    guard let value = try? Quantity.parse(text), let none = try? Quantity.parse("0 \(unit)"),
      let one = try? Quantity.parse("1 \(unit)"), value.dimension == one.dimension,
      value.currency == one.currency, one.value > none.value
    else { return nil }
    return (value.value - none.value) / (one.value - none.value)
  }
}
