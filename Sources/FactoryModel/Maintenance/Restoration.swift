public import Degradation
public import RandomVariates

/// What it takes to replace or to repair a component, and what that restores.
///
/// Work before a failure begins when the people and the spares are there, and the machine works on until
/// then. After a failure the machine stands from the failure on.
public struct Restoration: Hashable, Sendable {
  /// Time of work before it has failed, in seconds; `nil` where that is not done.
  public var planned: Distribution?
  /// Time of work after it has failed, in seconds; `nil` where that is not done.
  public var failed: Distribution?
  /// Cost of each before a failure, beside wages and spares, in currency.
  public var plannedCost: Double
  /// Cost of each after a failure, beside wages and spares, in currency.
  public var failedCost: Double
  /// Indices of the crews that may do it, the first that is free goes; empty where somebody is
  /// always there.
  public var crews: [Int]
  /// Which of the waiting work a crew does first: that with the highest number.
  public var priority: Int
  /// The spares that it takes.
  public var spares: [SpareUse]
  /// The share of the wear that is gone afterwards, from 0 (a minimal repair) to 1.
  public var share: RestoredShare
  /// Of which wear that is the share.
  public var of: RepairedWear

  /// Creates one that restores everything and takes neither people nor spares.
  public init(
    planned: Distribution? = nil, failed: Distribution? = nil, plannedCost: Double = 0,
    failedCost: Double = 0, crews: [Int] = [], priority: Int = 0, spares: [SpareUse] = [],
    share: RestoredShare = .constant(1), of: RepairedWear = .all
  ) {
    self.planned = planned
    self.failed = failed
    self.plannedCost = plannedCost
    self.failedCost = failedCost
    self.crews = crews
    self.priority = priority
    self.spares = spares
    self.share = share
    self.of = of
  }
}

/// The share of its wear that a component loses in a repair.
public enum RestoredShare: Hashable, Sendable {
  /// Always the same.
  case constant(Double)
  /// A formula whose one input is the component's wear before the repair; cut to 0…1.
  case formula(FormulaProgram)
}

/// Spares that are taken from a store.
public struct SpareUse: Hashable, Sendable {
  /// Index of the store in ``Factory/stores``.
  public var store: Int
  /// How many pieces.
  public var count: Int

  /// Creates a use of spares.
  public init(store: Int, count: Int = 1) {
    self.store = store
    self.count = count
  }
}
