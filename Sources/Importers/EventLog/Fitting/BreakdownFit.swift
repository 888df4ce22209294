import RandomVariates

/// How a station breaks down.
struct BreakdownFit: Hashable, Sendable {
  /// Mean work between breakdowns, in seconds.
  var meanBetween: Double
  /// How many breakdowns that is fitted to.
  var count: Int
  /// The name of the repair's time.
  var repair: String
}
