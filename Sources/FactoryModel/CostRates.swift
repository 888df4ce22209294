/// What things cost, in the scenario's currency.
public struct CostRates: Hashable, Sendable {
  /// The currency's ISO 4217 code; `nil` where the scenario names no money.
  public var currency: String?
  /// Cost of a machine's unplanned downtime within its calendar, in currency per second, by index
  /// of the station.
  public var downtime: [Int: Double]
  /// Cost of a machine's planned stops within its calendar, in currency per second, by index of
  /// the station.
  public var plannedStops: [Int: Double]
  /// Cost of a scrapped part, in currency per part.
  public var scrap: Double
  /// Cost of a part that leaves as good with a defect on it, in currency per part.
  public var escape: Double
  /// Cost of a part that was turned away because the first buffer was full, in currency per part.
  public var turnedAway: Double
  /// Price of energy, in currency per joule.
  public var energy: Double
  /// Prices of energy while calendars are open; the first that is open holds, else ``energy``.
  public var tariffs: [Tariff]
  /// What a part costs that is finished after its due date, in currency per second.
  public var late = 0.0
  /// What each operator costs while on shift, in currency per second, by index of the resource.
  public var operatorWages: [Int: Double] = [:]
  /// What each person of a crew costs while on shift, in currency per second, by index of the crew.
  public var wages: [Int: Double]

  /// Creates cost rates.
  public init(
    currency: String? = nil, downtime: [Int: Double] = [:], plannedStops: [Int: Double] = [:],
    scrap: Double = 0, escape: Double = 0, turnedAway: Double = 0, energy: Double = 0,
    tariffs: [Tariff] = [], wages: [Int: Double] = [:]
  ) {
    self.currency = currency
    self.downtime = downtime
    self.plannedStops = plannedStops
    self.scrap = scrap
    self.escape = escape
    self.turnedAway = turnedAway
    self.energy = energy
    self.tariffs = tariffs
    self.wages = wages
  }
}

/// A price of energy that holds while a calendar is open.
public struct Tariff: Hashable, Sendable {
  /// Index of the calendar in ``Factory/calendars``.
  public var calendar: Int
  /// In currency per joule.
  public var price: Double

  /// Creates a tariff.
  public init(calendar: Int, price: Double) {
    self.calendar = calendar
    self.price = price
  }
}
