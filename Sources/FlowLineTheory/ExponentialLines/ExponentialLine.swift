/// A saturated serial line with exponential times and finite buffers.
///
/// The first station never lacks parts and the last one always gets rid of them. Each station has
/// one machine or several alike, behind a buffer of so many places, the machines' own places not
/// counted. Processing times, times to failure and repair times are exponential and independent;
/// every machine has a repairer of its own. The units of time are the user's.
public struct ExponentialLine: Hashable, Sendable {
  /// One station.
  public struct Station: Hashable, Sendable {
    /// μ: parts in a unit of time, of each machine while it works.
    public var processingRate: Double
    /// The machines alike; at least 1.
    public var machines: Int
    /// λ: failures of each machine in a unit of time on the line's failure clock; 0 for none.
    public var failureRate: Double
    /// r: repairs in a unit of time, of each machine that is down.
    public var repairRate: Double

    /// Describes a station; it is checked when it becomes part of a line.
    ///
    /// - Parameters:
    ///   - processingRate: μ, finite and > 0.
    ///   - machines: At least 1.
    ///   - failureRate: λ, finite and at least 0.
    ///   - repairRate: r, finite and > 0.
    public init(
      processingRate: Double, machines: Int = 1, failureRate: Double = 0, repairRate: Double = 1
    ) {
      self.processingRate = processingRate
      self.machines = machines
      self.failureRate = failureRate
      self.repairRate = repairRate
    }
  }

  /// What a machine does when there is no place for its part.
  public enum Blocking: Hashable, Sendable {
    /// It finishes the part and keeps it; the part that has waited longest moves first.
    case afterService
    /// It does not begin before a place is sure to be free.
    case beforeService
  }

  /// On which clock a machine's time to failure runs.
  public enum FailureClock: Hashable, Sendable {
    /// While the machine works on a part; the interrupted part goes on after the repair.
    case operating
    /// Always while the machine is not down. A machine that is down while it holds a finished part
    /// may still pass it on, and one that is down and empty still takes a part.
    case always
  }

  /// The stations in the order of flow; at least two.
  public let stations: [Station]
  /// The places between one station and the next.
  public let buffers: [Int]
  /// What a machine does when there is no place for its part.
  public let blocking: Blocking
  /// On which clock the times to failure run.
  public let failureClock: FailureClock

  /// Describes a line.
  ///
  /// - Parameters:
  ///   - stations: At least two.
  ///   - buffers: One less than stations, each at least 0.
  ///   - blocking: What a machine does when there is no place for its part.
  ///   - failureClock: On which clock the times to failure run; ``FailureClock/always`` for single
  ///     machines only.
  /// - Throws: ``LineError``.
  public init(
    stations: [Station], buffers: [Int], blocking: Blocking = .afterService,
    failureClock: FailureClock = .operating
  ) throws(LineError) {
    guard stations.count >= 2 else {
      throw .wrongCount(name: "stations", count: stations.count, expected: "at least 2")
    }
    guard buffers.count == stations.count - 1 else {
      throw .wrongCount(
        name: "buffers", count: buffers.count, expected: "\(stations.count - 1)")
    }
    for station in stations {
      try checkPositive(station.processingRate, "processing rate")
      try checkPositive(station.repairRate, "repair rate")
      guard station.failureRate >= 0, station.failureRate < .infinity else {
        throw .outOfRange(
          name: "failure rate", value: station.failureRate,
          requirement: "finite and at least 0")
      }
      // Beyond this the states of one station alone are too many.
      guard (1...1_000_000).contains(station.machines) else {
        throw .outOfRange(
          name: "machines", value: Double(station.machines), requirement: "from 1 to 1000000")
      }
      if failureClock == .always, station.failureRate > 0, station.machines > 1 {
        throw .notCovered(
          what: "a station of several machines that may fail at any time",
          reason: "its machines would not be alike; let them fail while operating")
      }
    }
    for buffer in buffers where !(0...1_000_000).contains(buffer) {
      throw .outOfRange(
        name: "buffer", value: Double(buffer), requirement: "from 0 to 1000000")
    }
    self.stations = stations
    self.buffers = buffers
    self.blocking = blocking
    self.failureClock = failureClock
  }

  /// Whether the line and the line with reversed flow are known to have the same throughput.
  ///
  /// So for single machines that block after service: a machine that fails while it works merely
  /// has other, still independent processing times.
  ///
  /// Source: E. J. Muth, "The Reversibility Property of Production Lines", *Management Science*
  /// 25 (2), 1979, 152–158.
  public var isReversible: Bool {
    blocking == .afterService
      && stations.allSatisfy { station in
        station.machines == 1 && (failureClock == .operating || station.failureRate == 0)
      }
  }
}
