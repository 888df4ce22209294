/// What is known of one life.
public struct LifeObservation: Hashable, Sendable {
  /// What was seen of the end.
  public enum End: Hashable, Sendable {
    /// It failed at this age.
    case failed(at: Double)
    /// It had not failed at this age (right-censored).
    case survived(to: Double)
    /// It was found failed at this age, at the first look (left-censored).
    case failedBefore(Double)
    /// It was found failed at the second age and not at the first (interval-censored).
    case failedBetween(Double, Double)
  }

  /// What was seen of the end, in any one unit of time.
  public var end: End
  /// The age at which it came under observation (left truncation), in the same unit; 0 where it was
  /// seen from the beginning.
  ///
  /// A life that had ended before would not be in the sample.
  public var entry: Double
  /// How many lives like this there are.
  public var weight: Double

  /// Describes a life.
  ///
  /// - Parameters:
  ///   - end: What was seen of the end.
  ///   - entry: The age at which it came under observation.
  ///   - weight: How many such lives there are; not only whole numbers.
  public init(_ end: End, entry: Double = 0, weight: Double = 1) {
    self.end = end
    self.entry = entry
    self.weight = weight
  }
}
