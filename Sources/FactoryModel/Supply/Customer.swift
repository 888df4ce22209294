public import RandomVariates

/// Somebody who takes an item from a store, one order after the other.
public struct Customer: Hashable, Sendable {
  /// The customer's name.
  public var name: String
  /// Index of the store in ``Factory/stores``.
  public var store: Int
  /// When orders come.
  public var arrivals: Arrivals
  /// What an order is for, in the smallest amounts of the item times ``quantityScale``, rounded to whole ones.
  public var quantity: Distribution
  /// How many of the smallest amounts one of ``quantity`` is.
  public var quantityScale = 1.0
  /// What becomes of an order that finds too little.
  public var shortage = Shortage.waits
  /// Whether an order may be delivered in parts.
  public var inParts = true
  /// Who comes first where stock is short; the higher number.
  public var priority = 0
  /// Time from an order to the wanted delivery, in seconds.
  public var wantsWithin = Distribution.constant(0)

  /// What lets the demand rise and fall with that of others; `nil` for nothing.
  public var market: MarketShare?
  /// What is taken instead of what is missing; `nil` for nothing.
  public var substitute: Substitute?

  /// What losing the smallest amount costs, in currency.
  public var lostSaleCost = 0.0
  /// What the smallest amount costs while it is late, in currency per second.
  public var lateCost = 0.0

  /// When orders come.
  public enum Arrivals: Hashable, Sendable {
    /// After each interval, in seconds; where there is a profile, in its time.
    case every(Distribution, profile: DemandProfile? = nil)
    /// As recorded.
    case recorded(DemandRecord)
  }

  /// What becomes of an order that finds too little.
  public enum Shortage: Hashable, Sendable {
    /// It is delivered later.
    case waits
    /// What is missing is lost.
    case lost
    /// It is delivered later, but what has not come after a time, in seconds, is lost.
    case waitsFor(Distribution)
  }

  /// Another item that is taken instead of what is missing, as far as it is there.
  public struct Substitute: Hashable, Sendable {
    /// Index of the store in ``Factory/stores``.
    public var store: Int
    /// The chance that the customer takes it, 0…1, for each order.
    public var chance: Double

    /// Creates a substitute.
    public init(store: Int, chance: Double = 1) {
      self.store = store
      self.chance = chance
    }
  }

  /// Creates a customer who comes after each interval.
  public init(
    name: String, store: Int, interval: Distribution, quantity: Distribution = .constant(1)
  ) {
    self.init(name: name, store: store, arrivals: .every(interval), quantity: quantity)
  }

  /// Creates a customer.
  public init(
    name: String, store: Int, arrivals: Arrivals, quantity: Distribution = .constant(1)
  ) {
    self.name = name
    self.store = store
    self.arrivals = arrivals
    self.quantity = quantity
  }
}

/// Orders that were recorded.
public struct DemandRecord: Hashable, Sendable {
  /// When they came, in seconds from the start of the simulation, rising.
  public var times: [Double]
  /// What they were for, in the smallest amounts of the item.
  public var quantities: [Int]
  /// After how many seconds the record begins anew; `nil` where it does not.
  public var repeats: Double?
  /// Whether each order takes its quantity from one of the record that is drawn.
  public var isDrawn: Bool

  /// Creates a record.
  public init(
    times: [Double], quantities: [Int], repeats: Double? = nil, isDrawn: Bool = false
  ) {
    self.times = times
    self.quantities = quantities
    self.repeats = repeats
    self.isDrawn = isDrawn
  }
}
