/// Demand-driven material requirements planning: a buffer of three zones that follow the demand.
///
/// With the mean demand u of a time, the lead time L, the lead-time factor a and the variability factor b,
///
///     yellow = u L,   red = a u L (1 + b),   green = max(a u L, u c, the least order)
///
/// where c is the wanted time between orders. What is on hand and on order less what is owed is the net flow
/// position. When it is at or below red and yellow together, the store orders up to the sum of all three.
///
/// Source: C. Ptak, C. Smith, *Demand Driven Material Requirements Planning (DDMRP)*, Industrial Press, 2016,
/// ch. 7–9.
public struct BufferRule: Hashable, Sendable {
  /// Over how many periods between looks the demand is averaged.
  public var periods: Int
  /// a: 20 to 40 % for long, 41 to 60 % for medium, 61 to 100 % for short lead times.
  public var leadTimeFactor: Double
  /// b: 0 to 40 % for little, 41 to 60 % for medium, 61 to 100 % for great variability.
  public var variabilityFactor: Double
  /// c, in seconds.
  public var cycle: Double

  /// Creates a rule.
  public init(
    periods: Int, leadTimeFactor: Double = 0.5, variabilityFactor: Double = 0.5, cycle: Double = 0
  ) {
    self.periods = periods
    self.leadTimeFactor = leadTimeFactor
    self.variabilityFactor = variabilityFactor
    self.cycle = cycle
  }
}
