import EventKernel
import SpecialFunctions

/// A monitor that is given where each observation stands among those before it, instead of the observation.
///
///     p_t = (b + u (e + 1)) / t        b below and e equal to it, of the t - 1 before; u uniform on (0, 1)
///     z_t = Φ⁻¹(p_t)
///
/// While nothing changes, the z are independent and normal, exactly, whatever the distribution of the observations, be it
/// skewed, heavy-tailed or full of ties: only their order need say nothing. So a promised rate of false alarms holds where no
/// reference part could show the shape. What it costs is some speed: ranks do not say how far out an observation is.
///
/// Source: V. Vovk, "Testing randomness online", *Statistical Science* 36, 2021, 595–611, section 2 (smoothed conformal
/// p-values); D. McDonald, "A CUSUM procedure based on sequential ranks", *Naval Research Logistics* 37, 1990, 627–646.
public struct Ranked<Monitor: DriftMonitor>: DriftMonitor {
  /// The name of the monitor inside.
  public static var name: String { Monitor.name }

  /// The monitor that is given the scores.
  public private(set) var monitor: Monitor
  /// How many observations are collected before one is judged.
  public let reference: Int

  /// What was observed, in order of size.
  private var sorted: [Double] = []
  private var draws: RandomStream
  private var state = DriftState.learning

  /// Observations are compared with so many at most: then their order says all.
  static var most: Int { 5_000 }
  /// Scores farther out count as these, as with ``Whitened``.
  private static var farthest: Double { 3.5 }

  /// Creates a monitor that has seen nothing.
  ///
  /// - Parameters:
  ///   - monitor: Which one gets the scores.
  ///   - reference: How many observations are collected before one is judged; 10 to 5,000.
  ///   - seed: Of what parts equal observations; the same one gives the same states.
  /// - Throws: ``DriftSettingError`` where the reference is out of range.
  public init(
    _ monitor: Monitor, reference: Int = 30, seed: UInt64 = 1
  ) throws(DriftSettingError) {
    try DriftSettingError.check(
      Double(reference), "reference", "from 10 to \(Self.most)",
      (10...Self.most).contains(reference))
    self.monitor = monitor
    self.reference = reference
    draws = RandomStream(
      StreamKey(seed: seed, replication: 0, path: "drift", purpose: "ranks"), ordinal: 0)
    sorted.reserveCapacity(Self.most)
  }

  /// How strongly the scores speak for a change.
  public var statistic: Double { monitor.statistic }
  /// Where drift begins.
  public var threshold: Double { monitor.threshold }
  /// The change in standard deviations of the scores; ranks know no unit.
  public var change: ChangeEstimate? { monitor.change }

  /// Takes the next observation.
  public mutating func observe(_ value: Double) -> DriftState {
    guard value.isFinite else { return state }
    let below = place { $0 < value }
    let notAbove = place { $0 <= value }
    let uniform = draws.uniform()
    let count = sorted.count
    // What may be another state must not become usual before somebody has said so.
    if state != .drift, count < Self.most { sorted.insert(value, at: notAbove) }
    guard count >= reference else { return state }
    let share = (Double(below) + uniform * Double(notAbove - below + 1)) / Double(count + 1)
    let score = StandardNormal.quantile(share)
    state = monitor.observe(min(max(score, -Self.farthest), Self.farthest))
    return state
  }

  /// How many of the observations, from the smallest on, are as a condition says.
  private func place(_ isBefore: (Double) -> Bool) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(sorted[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Forgets the evidence, and keeps what was observed.
  public mutating func clear() {
    monitor.clear()
    if state == .drift { state = .steady }
  }

  /// Forgets everything: the next observations are what is usual.
  public mutating func relearn() {
    monitor.clear()
    sorted.removeAll(keepingCapacity: true)
    state = .learning
  }
}
