/// Why a family is not fitted to a sample.
public enum FitRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  /// The sample has fewer observed values that differ than this.
  case tooFewValues(least: Int)
  /// All values are equal: a constant says all.
  case allEqual
  /// Values differ, so that they are no constant.
  case notConstant
  /// So many values are negative, or zero where only values above zero have a density.
  case outsideSupport(count: Int)
  /// The likelihood of censored values has no maximum, or says nothing of the upper end.
  case censored
  /// The likelihood rises to the edge of what parameters may be.
  case noMaximum

  /// One phrase for people.
  public var description: String {
    switch self {
    case .tooFewValues(let least): "needs \(least) different values"
    case .allEqual: "all values are equal"
    case .notConstant: "values differ"
    case .outsideSupport(let count):
      count == 1 ? "1 value lies outside its range" : "\(count) values lie outside its range"
    case .censored: "not fitted to censored values"
    case .noMaximum: "the likelihood has no maximum"
    }
  }
}
