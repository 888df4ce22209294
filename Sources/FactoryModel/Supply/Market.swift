public import RandomVariates

/// What lets the demand of several customers rise and fall together: a level that is drawn anew from time to time.
///
/// With the level X of mean 1 and variance v in a period, a customer whose demand it multiplies by 1 + w (X - 1) and
/// who orders at the mean rate λ in a Poisson process wants N in a period of length T, with
///
///     var N = λ T + (w λ T)² v,   cov(N₁, N₂) = w₁ λ₁ T · w₂ λ₂ T · v
public struct Market: Hashable, Sendable {
  /// The market's name.
  public var name: String
  /// The level, at least 0; its mean should be 1.
  public var level: Distribution
  /// How long a level lasts, in seconds.
  public var lasts: Double

  /// Creates a market.
  public init(name: String, level: Distribution, lasts: Double) {
    self.name = name
    self.level = level
    self.lasts = lasts
  }
}

/// How a customer follows a market.
public struct MarketShare: Hashable, Sendable {
  /// Index in ``Factory/markets``.
  public var market: Int
  /// w: 1 for demand that moves with it, less for one that moves less, below 0 for one that moves against it.
  public var weight: Double

  /// Creates a share.
  public init(market: Int, weight: Double = 1) {
    self.market = market
    self.weight = weight
  }
}
