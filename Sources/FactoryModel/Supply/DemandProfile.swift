/// How much more or less is wanted at a time than usually: a factor that is constant from one time to the next.
///
/// Orders come in the time of the profile, which runs faster where more is wanted: with the intensity f(t) the
/// k-th order comes when ∫ f has reached the sum of k intervals. Exponential intervals so give a Poisson process
/// with the rate f(t) / mean.
///
/// Source: E. Çinlar, *Introduction to Stochastic Processes*, Prentice-Hall, 1975, ch. 4.7.
public struct DemandProfile: Hashable, Sendable {
  /// When a factor begins to hold, in seconds from the start of the simulation; the first is 0, and they rise.
  public var times: [Double]
  /// The factors, at least 0, one for each time; the last holds on.
  public var factors: [Double]
  /// Whether the factor multiplies what is ordered, and not how often.
  public var scalesQuantity: Bool

  /// Creates a profile.
  public init(times: [Double], factors: [Double], scalesQuantity: Bool = false) {
    self.times = times
    self.factors = factors
    self.scalesQuantity = scalesQuantity
  }
}
