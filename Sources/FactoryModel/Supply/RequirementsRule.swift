/// Material requirements planning: orders so that what will be wanted is there in time.
///
/// What is wanted is foretold, or follows from the orders that are planned for what is made of it. At each look a plan is
/// made for the time ahead, and what it orders now is ordered.
///
/// Source: J. Orlicky, *Material Requirements Planning*, McGraw-Hill, 1975.
public struct RequirementsRule: Hashable, Sendable {
  /// How much is ordered at a time.
  public var lots: Lots
  /// The time from an order to its delivery that is planned with, in seconds; longer than it is by what the planner
  /// wants to be early.
  public var leadTime: Double
  /// How many of the next orders no longer move.
  public var frozenPeriods: Int
  /// What is kept beside what is wanted, in the smallest amounts.
  public var safetyStock: Int
  /// How the demand of customers is foretold; `nil` where nothing but plans is looked at.
  public var forecast: ForecastRule.Method?

  /// How much is ordered at a time.
  public enum Lots: Hashable, Sendable {
    /// What is missing in each period.
    case lotForLot
    /// The economic order quantity, or what is missing where that is more.
    case economicOrder
    /// What costs least over the time that is planned.
    case wagnerWhitin
  }

  /// Creates a rule.
  public init(
    lots: Lots, leadTime: Double, frozenPeriods: Int = 0, safetyStock: Int = 0,
    forecast: ForecastRule.Method? = nil
  ) {
    self.lots = lots
    self.leadTime = leadTime
    self.frozenPeriods = frozenPeriods
    self.safetyStock = safetyStock
    self.forecast = forecast
  }
}
