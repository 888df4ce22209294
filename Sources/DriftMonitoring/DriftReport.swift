/// Which monitor alarmed, when, and what it takes the change to be.
public struct DriftReport: Hashable, Sendable, CustomStringConvertible {
  /// What was watched, in the caller's words: an input, a prediction, an error.
  public var subject: String
  /// The monitor.
  public var monitor: String
  /// The observation at which it alarmed, the first being 0.
  public var observation: Int
  /// The statistic then.
  public var statistic: Double
  /// What the statistic had to reach.
  public var threshold: Double
  /// The first observation that is taken to lie behind the change; `nil` where nothing says.
  public var changedAt: Int?
  /// How far the mean moved, in the unit that the monitor is given.
  public var shift: Double?
  /// Standard deviation behind the change, divided by the one before.
  public var spreadRatio: Double?

  /// The report of a monitor as it stands.
  ///
  /// - Parameters:
  ///   - monitor: The monitor, just after it said drift.
  ///   - subject: What it watches.
  ///   - observation: The number of the observation that it was given last, the first being 0.
  public init(_ monitor: some DriftMonitor, of subject: String, at observation: Int) {
    self.subject = subject
    self.monitor = type(of: monitor).name
    self.observation = observation
    statistic = monitor.statistic
    threshold = monitor.threshold
    let change = monitor.change
    changedAt = change.map { max(0, observation + 1 - $0.count) }
    shift = change?.shift
    spreadRatio = change?.spreadRatio
  }

  /// The report as one line.
  public var description: String {
    func rounded(_ number: Double) -> String { "\((number * 1000).rounded() / 1000)" }
    var text = "\(subject): \(monitor) alarmed at observation \(observation)"
    text += " (\(rounded(statistic)), threshold \(rounded(threshold)))"
    if let changedAt { text += "; changed at about \(changedAt)" }
    if let shift { text += ", mean moved by \(rounded(shift))" }
    if let spreadRatio { text += ", standard deviation × \(rounded(spreadRatio))" }
    return text
  }
}
