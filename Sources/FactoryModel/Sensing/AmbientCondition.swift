/// Something that surrounds all machines and changes with the time of day and of the year: the temperature of the hall.
///
///     x(t) = mean + daily · cos(2π (t − 15 h) / 1 d) + yearly · cos(2π (t − 196 d) / 365 d) + chance
///
/// Times are those of the plant's clock and calendar. Chance is normal, and its correlation falls to 1/e in
/// ``lasts``.
public struct AmbientCondition: Hashable, Sendable {
  /// The condition's name.
  public var name: String
  /// The mean over the year, in SI units.
  public var mean: Double
  /// How far it rises above its mean each day at 15:00, in SI units.
  public var daily: Double
  /// How far it rises above its mean each year on July 16, in SI units.
  public var yearly: Double
  /// Standard deviation of what chance adds, in SI units.
  public var deviation: Double
  /// Time in which the correlation of what chance adds falls to 1/e, in seconds; above 0.
  public var lasts: Double

  /// Creates a condition; see the properties for units.
  public init(
    name: String, mean: Double, daily: Double = 0, yearly: Double = 0, deviation: Double = 0,
    lasts: Double = 21_600
  ) {
    self.name = name
    self.mean = mean
    self.daily = daily
    self.yearly = yearly
    self.deviation = deviation
    self.lasts = lasts
  }
}
