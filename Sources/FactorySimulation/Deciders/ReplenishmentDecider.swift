/// What answers up to which position a store orders, each time somebody looks at it.
///
/// A store names its decider (``FactoryModel/Store/Replenishment/decided(by:)``); the simulation is given deciders by
/// these names, and each store has a copy of its own. A decider is a value and part of the state of a simulation: what it
/// remembers belongs into stored properties.
///
/// ```swift
/// struct LastDemand: ReplenishmentDecider {
///   mutating func level(for store: StoreObservation) -> Int { 3 * (store.demand ?? 0) }
/// }
/// ```
public protocol ReplenishmentDecider: Sendable {
  /// Says up to which inventory position a store that is looked at orders.
  ///
  /// - Parameter store: What can be observed of the store.
  /// - Returns: The position, in the smallest amounts of the item; nothing is ordered where it is reached.
  mutating func level(for store: StoreObservation) -> Int
}

/// What can be observed of a store that is looked at; amounts are the smallest ones of its item.
public struct StoreObservation: Hashable, Sendable {
  /// When, in seconds since the start of the simulation.
  public var time: Double
  /// What is on hand.
  public var onHand: Int
  /// What has been ordered and has not come.
  public var onOrder: Int
  /// What is owed to customers and other stores.
  public var owed: Int
  /// The inventory position.
  public var position: Int
  /// What was wanted since the last look; `nil` at the first.
  public var demand: Int?

  /// Creates an observation.
  public init(
    time: Double, onHand: Int, onOrder: Int, owed: Int, position: Int, demand: Int?
  ) {
    self.time = time
    self.onHand = onHand
    self.onOrder = onOrder
    self.owed = owed
    self.position = position
    self.demand = demand
  }
}
