import DistributionFitting
import Distributions
import RandomVariates

/// How orders of a product come.
struct ArrivalFit: Hashable, Sendable {
  /// Time between orders, in seconds of the plant's open time.
  var interval: TimeFit
  /// How many orders that is fitted to.
  var count: Int

  /// Fits the intervals between orders.
  ///
  /// The exponential distribution is taken unless another is better by more than 4 in AIC and the data do
  /// not contradict it: orders that come independently come so. Its mean is the period per order.
  ///
  /// - Parameters:
  ///   - product: What the scenario calls the product.
  ///   - moments: When orders began, in seconds.
  ///   - from: When counting began.
  ///   - to: When it ended.
  ///   - hours: The plant's hours: orders begin while it is open.
  ///   - seed: The seed of the samples behind p-values.
  init(
    of product: String, _ moments: [Double], from: Double, to: Double, hours: WorkHours,
    seed: UInt64
  ) {
    let sorted = moments.sorted()
    // A product of which no order seems to have begun comes once a period.
    let mean = hours.time(from: from, to: to) / Double(max(1, sorted.count))
    let intervals = zip(sorted, sorted.dropFirst()).map { hours.time(from: $0, to: $1) }
      .filter { $0 > 0 }
    count = sorted.count
    interval = TimeFit(
      what: "orders of \(product)", name: "interval_\(product)", count: sorted.count, mean: mean,
      distribution: Distribution(.exponential(mean: mean)), choice: .fewValues)
    guard intervals.count >= TimeFitter.leastValues else { return }
    let families: [FittedFamily] = [.exponential, .gamma, .weibull, .lognormal]
    let ranking = FitRanking(
      of: FitSample(intervals), FitRequest(families: families, bootstraps: 99, seed: seed))
    let plain = ranking.fits.first { $0.family == .exponential }
    interval.fit = plain
    interval.choice = plain?.isRejected() == false ? .fitted : .values
    guard let best = ranking.best, let plain, best.family != .exponential,
      best.aic < plain.aic - 4,
      case .some(let own) = ArrivalFit.scaled(best.distribution.family, to: mean)
    else { return }
    interval.fit = best
    interval.choice = .fitted
    interval.distribution = Distribution(own)
  }

  /// A family of the same shape with another mean.
  private static func scaled(
    _ family: Distribution.Family, to mean: Double
  ) -> Distribution.Family? {
    guard let own = try? Distribution(family).mean else { return nil }
    let factor = mean / own
    return switch family {
    case .gamma(let shape, let scale): .gamma(shape: shape, scale: scale * factor)
    case .weibull(let shape, let scale): .weibull(shape: shape, scale: scale * factor)
    case .logNormal(_, let deviation):
      .logNormal(mean: mean, standardDeviation: deviation * factor)
    default: nil
    }
  }
}
