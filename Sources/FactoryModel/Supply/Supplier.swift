public import RandomVariates

/// Somebody outside who has all that is ordered, and may be late with it or unable to send it.
///
/// Outages follow each other whatever is ordered. What is to be sent at a limited rate waits through all that fall into its
/// time.
public struct Supplier: Hashable, Sendable {
  /// The supplier's name.
  public var name: String
  /// When nothing is sent, or less; `nil` where that never happens.
  public var outage: Outage?
  /// What is sent at most, in units of the items per second; infinite where there is no limit.
  public var rate: Double
  /// The part of an order that comes, from 0 to 1.
  public var delivered: Distribution
  /// The part of what comes that is of no use and is thrown away, from 0 to 1.
  public var defective: Distribution
  /// Whether a delivery never comes before one that was ordered earlier.
  public var keepsOrder: Bool

  /// Times in which nothing is sent; what is ordered meanwhile is sent at the end.
  public struct Outage: Hashable, Sendable {
    /// Time from the end of one to the next, in seconds.
    public var every: Distribution
    /// How long it lasts, in seconds.
    public var lasts: Distribution
    /// What is left of ``Supplier/rate`` meanwhile, from 0 to 1.
    public var leaves: Double

    /// Creates outages.
    public init(every: Distribution, lasts: Distribution, leaves: Double = 0) {
      self.every = every
      self.lasts = lasts
      self.leaves = leaves
    }
  }

  /// Creates a supplier.
  public init(
    name: String, outage: Outage? = nil, rate: Double = .infinity,
    delivered: Distribution = .constant(1), defective: Distribution = .constant(0),
    keepsOrder: Bool = false
  ) {
    self.name = name
    self.outage = outage
    self.rate = rate
    self.delivered = delivered
    self.defective = defective
    self.keepsOrder = keepsOrder
  }
}

/// A way on which a store is filled: from a supplier or another store.
public struct SupplyLink: Hashable, Sendable {
  /// Index of the supplier in ``Factory/suppliers``; `nil` for one of whom nothing more is known, or a store.
  public var supplier: Int?
  /// The part of all that is ordered, where there are several.
  public var share: Double
  /// Time from an order to its delivery, or on the way from a store, in seconds.
  public var leadTime: Distribution
  /// Time that an order takes to reach the source, in seconds.
  public var orderDelay: Distribution
  /// The mean time from an order to its delivery, in seconds; what forecasts go by.
  public var meanLeadTime = 0.0
  /// What one costs, in currency per smallest amount.
  public var price: Double
  /// Prices of the whole of an order from an amount on, rising in the amount.
  public var discounts: [Discount]
  /// What it costs to bring one, in currency per smallest amount.
  public var transportCost: Double
  /// What an order costs, in currency.
  public var orderCost: Double
  /// The properties of deliveries that differ from those of the item, by index in ``Factory/lotProperties``.
  public var lotProperties: [Int: Distribution] = [:]
  /// How things travel.
  public var transport = Transport()
  /// The least amount of an order.
  public var least: Int
  /// Orders are whole multiples of it, rounded up.
  public var multiple: Int

  /// A price from an amount on.
  public struct Discount: Hashable, Sendable, BitwiseCopyable {
    /// The least amount.
    public var from: Int
    /// In currency per smallest amount.
    public var price: Double

    /// Creates a price break.
    public init(from: Int, price: Double) {
      self.from = from
      self.price = price
    }
  }

  /// Creates a link.
  public init(
    supplier: Int? = nil, share: Double = 1, leadTime: Distribution = .constant(0),
    orderDelay: Distribution = .constant(0), price: Double = 0, discounts: [Discount] = [],
    transportCost: Double = 0, orderCost: Double = 0, least: Int = 0, multiple: Int = 1
  ) {
    self.supplier = supplier
    self.share = share
    self.leadTime = leadTime
    self.orderDelay = orderDelay
    self.price = price
    self.discounts = discounts
    self.transportCost = transportCost
    self.orderCost = orderCost
    self.least = least
    self.multiple = multiple
  }
}
