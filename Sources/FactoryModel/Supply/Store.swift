public import RandomVariates

/// Something that is stocked, in pieces.
public struct Item: Hashable, Sendable {
  /// The item's name.
  public var name: String
  /// What one of it is worth, in currency.
  public var value: Double

  /// Creates an item.
  public init(name: String, value: Double = 0) {
    self.name = name
    self.value = value
  }
}

/// A store of one item, filled by one supplier.
///
/// The inventory position is what is there and what is on the way less what is owed to customers and
/// what work asks for that waits. So a base stock of 0 buys when there is need.
public struct Store: Hashable, Sendable {
  /// The store's name.
  public var name: String
  /// Index of the item in ``Factory/items``.
  public var item: Int
  /// Whether products or operations fill it, and no supplier does.
  public var isFilledFromRoute = false
  /// Time from an order to its delivery, in seconds; orders do not wait for one another.
  public var leadTime: Distribution
  /// What one piece costs, in currency.
  public var price: Double
  /// Pieces at the start.
  public var initial: Int
  /// When it orders, and how much.
  public var replenishment: Replenishment
  /// Whether work that waits for a spare counts in the inventory position only when it takes it, and not
  /// when it asks.
  public var countsWhenTaken = false

  /// Creates a store.
  public init(
    name: String, item: Int, leadTime: Distribution = .constant(0), price: Double = 0,
    initial: Int = 0, replenishment: Replenishment = .never
  ) {
    self.name = name
    self.item = item
    self.leadTime = leadTime
    self.price = price
    self.initial = initial
    self.replenishment = replenishment
  }

  /// When a store orders, and how much.
  public enum Replenishment: Hashable, Sendable {
    /// It does not.
    case never
    /// At every demand whatever is missing to this inventory position.
    case baseStock(Int)
    /// When the inventory position is at or below a level, what is missing to another.
    case upTo(Int, below: Int)
    /// When the inventory position is at or below a level, so many pieces, as often as needed.
    case lots(Int, below: Int)
  }
}

/// Somebody who takes pieces from a store, one order after the other; what is missing is delivered later.
public struct Customer: Hashable, Sendable {
  /// The customer's name.
  public var name: String
  /// Index of the store in ``Factory/stores``.
  public var store: Int
  /// Time from one order to the next, in seconds.
  public var interval: Distribution
  /// Pieces of an order, rounded to whole ones.
  public var quantity: Distribution

  /// Creates a customer.
  public init(
    name: String, store: Int, interval: Distribution, quantity: Distribution = .constant(1)
  ) {
    self.name = name
    self.store = store
    self.interval = interval
    self.quantity = quantity
  }
}
