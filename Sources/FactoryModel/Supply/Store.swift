public import RandomVariates

/// A store of one item, filled by suppliers, by another store or by the item's route.
///
/// The inventory position is what is there and what has been ordered and not come less what is owed to
/// customers and other stores and what work asks for that waits. So a base stock of 0 buys when there is need.
public struct Store: Hashable, Sendable {
  /// The store's name.
  public var name: String
  /// Index of the item in ``Factory/items``.
  public var item: Int
  /// Who fills it.
  public var source = Source.supplier
  /// The ways on which it is filled; one where ``source`` is another store or the route.
  public var links: [SupplyLink]
  /// What is there at the start.
  public var initial: Int
  /// What is on its way at the start.
  public var onTheWay: [Coming] = []
  /// When it orders, and how much.
  public var replenishment: Replenishment
  /// What is ordered is a whole multiple of it, rounded up.
  public var multiple = 1
  /// The most that it can hold; orders are cut to what fits beside what is there and has been ordered.
  public var capacity: Int?
  /// Whether what is owed counts in the inventory position; with kanban cards it does not.
  public var countsOwed = true
  /// What is lost of the stock; `nil` for nothing.
  public var losses: StockLosses?
  /// Orders in a hurry; `nil` for none.
  public var rush: RushOrders?
  /// Time from one look at the stock to the next, in seconds, from the start on; `nil` where each demand
  /// is looked at.
  public var review: Double?
  /// Whether the position counts all stock from here to the customers, and what is on the way in between.
  public var countsEchelon = false
  /// Whether work that waits for a spare counts in the inventory position only when it takes it, and not
  /// when it asks.
  public var countsWhenTaken = false
  /// What holding the smallest amount costs, in currency per second.
  public var holdingCost = 0.0
  /// What owing the smallest amount costs, in currency per second.
  public var backorderCost = 0.0

  /// Creates a store that one supplier fills.
  public init(
    name: String, item: Int, leadTime: Distribution = .constant(0), price: Double = 0,
    initial: Int = 0, replenishment: Replenishment = .never
  ) {
    self.name = name
    self.item = item
    links = [SupplyLink(leadTime: leadTime, price: price)]
    self.initial = initial
    self.replenishment = replenishment
  }

  /// The lead time on its first link, in seconds.
  public var leadTime: Distribution {
    get { links[0].leadTime }
    set { links[0].leadTime = newValue }
  }

  /// The price on its first link, in currency per smallest amount.
  public var price: Double { links[0].price }

  /// A delivery that was ordered before the start.
  public struct Coming: Hashable, Sendable {
    /// When it comes, in seconds from the start.
    public var time: Double
    /// How much it is.
    public var amount: Int

    /// Creates a delivery.
    public init(time: Double, amount: Int) {
      self.time = time
      self.amount = amount
    }
  }

  /// Who fills a store.
  public enum Source: Hashable, Sendable {
    /// Somebody outside, who has all that is ordered.
    case supplier
    /// Another store, by its index in ``Factory/stores``; what it lacks it sends when it has it.
    case store(Int)
    /// Products or operations.
    case route
  }

  /// When a store orders, and how much.
  public enum Replenishment: Hashable, Sendable {
    /// It does not.
    case never
    /// At every demand whatever is missing to this inventory position.
    case baseStock(Int)
    /// When the inventory position is at or below a level, what is missing to another.
    case upTo(Int, below: Int)
    /// When the inventory position is at or below a level, so much, as often as needed.
    case lots(Int, below: Int)
    /// At each look what is missing to the demand that is foretold and some safety.
    case forecast(ForecastRule)
    /// At each look, where stock is low, what is missing to the top of a buffer that follows the demand.
    case demandDriven(BufferRule)
    /// At each look what a plan says.
    case planned(RequirementsRule)
    /// At each look what is missing to the position that a decider of this name asks for.
    case decided(by: String)
  }
}

extension Factory {
  /// The names of the deciders that stores ask, each once, in the order of the stores.
  public var replenisherNames: [String] {
    var names: [String] = []
    for case .decided(let name) in stores.map(\.replenishment) where !names.contains(name) {
      names.append(name)
    }
    return names
  }
}
