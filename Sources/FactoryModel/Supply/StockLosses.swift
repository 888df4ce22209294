public import RandomVariates

/// Thefts, fires and floods: at times a part of what is on hand is lost.
public struct StockLosses: Hashable, Sendable {
  /// Time from one to the next, in seconds.
  public var every: Distribution
  /// The part of what is on hand, from 0 to 1.
  public var share: Distribution

  /// Creates losses.
  public init(every: Distribution, share: Distribution) {
    self.every = every
    self.share = share
  }
}

/// Orders in a hurry, where stock runs low.
public struct RushOrders: Hashable, Sendable {
  /// Whom they go to.
  public var link: SupplyLink
  /// One is placed when what is on hand and in such orders, less what is owed, is at or below this.
  public var below: Int
  /// To this.
  public var upTo: Int

  /// Creates a rule.
  public init(link: SupplyLink, below: Int, upTo: Int) {
    self.link = link
    self.below = below
    self.upTo = upTo
  }
}
