import EventKernel
import SpecialFunctions

/// Thresholds from streams of the monitor's own, where no theory gives them.
enum SimulatedThreshold {
  /// The threshold at which a monitor alarms falsely about once in a number of observations.
  ///
  /// 500 streams of independent normal numbers are watched, each with a reference part of its own. Alarms are rare
  /// and so about a Poisson process: the largest statistic of a stream of length n stays below the threshold with
  /// chance exp(-n/ARL). Where the statistic knows only ranks, as those of Kolmogorov-Smirnov and of the stability index do, this holds for
  /// observations of any continuous distribution.
  ///
  /// - Parameters:
  ///   - monitor: The monitor with an endless threshold.
  ///   - learning: How many observations it needs before it judges.
  ///   - averageRunLength: The mean number of observations to a false alarm.
  ///   - seed: Of the streams; the same one gives the same threshold.
  /// - Returns: The threshold.
  static func find(
    for monitor: some DriftMonitor, learning: Int, averageRunLength: Double, seed: UInt64
  ) -> Double {
    let streams = 500
    let length = Int(min(max(averageRunLength / 5, 300), 4_000))
    let key = StreamKey(seed: seed, replication: 0, path: "drift", purpose: "threshold")
    var largest: [Double] = []
    largest.reserveCapacity(streams)
    for ordinal in 0..<streams {
      var draws = RandomStream(key, ordinal: UInt64(ordinal))
      var copy = monitor
      for _ in 0..<learning { _ = copy.observe(StandardNormal.quantile(draws.uniform())) }
      var most = -Double.infinity
      for _ in 0..<length {
        _ = copy.observe(StandardNormal.quantile(draws.uniform()))
        most = max(most, copy.statistic)
      }
      largest.append(most)
    }
    largest.sort()
    let below = Reproducible.exp(-Double(length) / averageRunLength)
    let rank = min(Int(below * Double(streams)), streams - 1)
    return largest[rank]
  }
}
