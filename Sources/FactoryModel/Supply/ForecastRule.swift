/// Orders up to the demand that is foretold until what is ordered at the next look has come, and some safety.
///
/// With the time R between looks, the mean time L from an order to its delivery and the time C that stock should
/// last beside, the stock has to last for n = (L + R + C) / R periods. The safety stock is a given amount, or k σ √n
/// with σ the root of the mean squared error of forecasts for one period.
///
/// Source: E. A. Silver, D. F. Pyke, D. J. Thomas, *Inventory and Production Management in Supply Chains*, 4th ed.,
/// CRC Press, 2017, ch. 6.
public struct ForecastRule: Hashable, Sendable {
  /// How demand is foretold, from that of past periods between looks.
  public var method: Method
  /// C, in seconds.
  public var cover: Double
  /// What is kept beside the forecast.
  public var safety: Safety

  /// How demand is foretold.
  public enum Method: Hashable, Sendable {
    /// The mean of the last so many periods.
    case movingAverage(periods: Int)
    /// Each period's demand counts with this weight, what was foretold with the rest.
    case exponentialSmoothing(weight: Double)
    /// What it was so many periods ago.
    case seasonalNaive(season: Int)
    /// A method of the library of forecasts, by its name there, fitted anew at each look to all demand that was seen; what repeats
    /// itself after `season` periods, if anything does.
    case fitted(name: String, season: Int?)
    /// A model that was made before, asked at each look.
    case model(DemandModel)
  }

  /// What is kept beside the forecast.
  public enum Safety: Hashable, Sendable {
    /// So much of the smallest amounts.
    case stock(Int)
    /// k is the quantile of the normal distribution: the wanted chance to get from one delivery to the next.
    case service(Double)
    /// k is such that this share of the mean demand is served, where errors are normal.
    case fillRate(Double)
  }

  /// Creates a rule.
  public init(method: Method, cover: Double = 0, safety: Safety = .stock(0)) {
    self.method = method
    self.cover = cover
    self.safety = safety
  }
}
