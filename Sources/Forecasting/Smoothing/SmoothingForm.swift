/// Which form of exponential smoothing: how errors, trend and season enter.
///
/// Written ETS(error, trend, season), each N (none), A (additive), Ad (additive, damped) or M (multiplicative).
///
/// Fifteen of the thirty forms are used. A multiplicative trend runs away over longer horizons, and additive errors with
/// a multiplicative season have no finite variance, so both are left out.
///
/// Source: R. J. Hyndman, A. B. Koehler, J. K. Ord, R. D. Snyder, *Forecasting with Exponential Smoothing: The State
/// Space Approach*, Springer, 2008, ch. 2.
public struct SmoothingForm: Hashable, Sendable, CustomStringConvertible {
  /// How errors enter: added, or as shares of the value.
  public enum ErrorKind: String, Hashable, Sendable { case additive = "A", multiplicative = "M" }
  /// How the level moves.
  public enum Trend: String, Hashable, Sendable { case none = "N", additive = "A", damped = "Ad" }
  /// How the season enters.
  public enum Season: String, Hashable, Sendable {
    case none = "N"
    case additive = "A"
    case multiplicative = "M"
  }

  /// How errors enter.
  public let error: ErrorKind
  /// How the level moves.
  public let trend: Trend
  /// How the season enters.
  public let season: Season

  /// Creates a form; `nil` for additive errors with a multiplicative season.
  ///
  /// - Parameters:
  ///   - error: How errors enter.
  ///   - trend: How the level moves.
  ///   - season: How the season enters.
  public init?(error: ErrorKind, trend: Trend, season: Season) {
    if error == .additive, season == .multiplicative { return nil }
    self.error = error
    self.trend = trend
    self.season = season
  }

  /// All forms, the simplest first.
  public static let all: [SmoothingForm] = {
    var forms: [SmoothingForm] = []
    for season in [Season.none, .additive, .multiplicative] {
      for trend in [Trend.none, .additive, .damped] {
        for error in [ErrorKind.additive, .multiplicative] {
          if let form = SmoothingForm(error: error, trend: trend, season: season) {
            forms.append(form)
          }
        }
      }
    }
    return forms
  }()

  /// `ETS(M,Ad,N)` and the like.
  public var description: String {
    "ETS(\(error.rawValue),\(trend.rawValue),\(season.rawValue))"
  }

  /// The forecast of such a form has the same variance whatever the level, and its parts add up.
  var isLinear: Bool { season != .multiplicative }

  /// The number of smoothing parameters and initial states that are estimated.
  func parameterCount(period: Int) -> Int {
    let smoothing = 1 + (trend == .none ? 0 : 1) + (season == .none ? 0 : 1)
    let states = 1 + (trend == .none ? 0 : 1) + (season == .none ? 0 : period - 1)
    return smoothing + states + (trend == .damped ? 1 : 0)
  }
}
