/// What one column of a table holds.
public struct ColumnProfile: Hashable, Sendable, Encodable {
  /// What kind of values.
  public enum Kind: String, Hashable, Sendable, Encodable {
    case number
    case wholeNumber = "whole"
    /// Two values: `true` and `false`, 0 and 1, or yes and no.
    case yesNo = "yes/no"
    case time
    case category
    case text
    /// Nothing at all.
    case empty
  }

  /// What an audit takes it for.
  public enum Role: String, Hashable, Sendable, Encodable {
    case unit, time, target, split
    /// One value for each row, all different: a number of rows, a serial number.
    case identifier
    case feature
  }

  /// The name.
  public var name: String
  /// The unit, as it is written.
  public var unit: String?
  /// What kind of values.
  public var kind: Kind
  /// What the audit takes it for.
  public var role: Role
  /// How many values there are.
  public var count: Int
  /// How many are missing.
  public var missing: Int
  /// How many different ones there are.
  public var distinct: Int
  /// The value that is met most often, as text, and how often.
  public var commonest: String?
  /// How often it is met.
  public var commonestCount: Int = 0
  /// Of numbers: the least.
  ///
  /// Moments are in seconds since 1970-01-01 00:00.
  public var minimum: Double?
  /// Of numbers: the quantile of 25 %, between neighbors in a straight line.
  public var lowerQuartile: Double?
  /// Of numbers: the quantile of 50 %.
  public var median: Double?
  /// Of numbers: the quantile of 75 %.
  public var upperQuartile: Double?
  /// Of numbers: the greatest.
  public var maximum: Double?
  /// Of numbers: the mean.
  public var mean: Double?
  /// Of numbers: the standard deviation, by n - 1.
  public var standardDeviation: Double?
  /// Of numbers: the autocorrelation at lag 1 within units; `nil` without units or time.
  public var lagOne: Double?
  /// Of numbers: the most rows of a unit with the same value, one after the other.
  public var longestRun: Int?
  /// Words that stood for a missing value, with how often each did.
  public var missingWords: [String: Int] = [:]
}
