public import DistributionFitting
import Distributions
public import RandomVariates

/// A time found in a log: what it was fitted to, what came of it, and how well it fits.
public struct TimeFit: Hashable, Sendable {
  /// How a time is given.
  public enum Choice: String, Hashable, Sendable {
    /// By a family that the data do not contradict.
    case fitted
    /// By the values themselves, since the data contradict every family.
    case values
    /// By the values themselves, since they are too few to tell.
    case fewValues = "few values"
  }

  /// What it is, for people.
  public var what: String
  /// The name by which the scenario knows it.
  public var name: String
  /// How many values there were.
  public var count: Int
  /// Their mean, in seconds.
  public var mean: Double
  /// The distribution, in seconds.
  public var distribution: Distribution
  /// How it is given.
  public var choice: Choice
  /// The fit that was taken, or the best of those that were not.
  public var fit: DistributionFit?
}

/// Fits times.
struct TimeFitter {
  /// From how many values on families are fitted.
  static let leastValues = 8
  /// The most values that are written down.
  private static let mostValues = 50
  /// The largest difference of the fitted mean from that of the data, as a share of it.
  private static let mostDeviation = 0.2

  var seed: UInt64 = 1

  /// Fits a time.
  ///
  /// The values themselves are taken where they are few, where the data contradict every family, and
  /// where the mean of the best is another than theirs: what a model does over weeks hangs on means.
  ///
  /// - Parameters:
  ///   - what: What it is, for people.
  ///   - name: The name by which the scenario knows it.
  ///   - values: The values, in seconds, at least one; zeros only where the time may be zero.
  /// - Returns: The time.
  func fit(_ what: String, name: String, _ values: [Double]) -> TimeFit {
    let sample = FitSample(values)
    let own = Distribution(
      .empirical(
        values: sample.representatives(most: TimeFitter.mostValues), interpolated: false))
    var made = TimeFit(
      what: what, name: name, count: values.count, mean: sample.mean, distribution: own,
      choice: .fewValues)
    if let first = sample.values.first, first == sample.values.last {
      made.distribution = .constant(first)
      made.choice = .fitted
      return made
    }
    guard values.count >= TimeFitter.leastValues else { return made }
    let ranking = FitRanking(of: sample, FitRequest(bootstraps: 99, seed: seed))
    made.choice = .values
    made.fit = ranking.best ?? ranking.fits.first
    guard let best = ranking.best,
      let mean = try? best.distribution.mean,
      abs(mean - sample.mean) <= TimeFitter.mostDeviation * sample.mean
    else { return made }
    made.distribution = best.distribution
    made.choice = .fitted
    return made
  }
}
