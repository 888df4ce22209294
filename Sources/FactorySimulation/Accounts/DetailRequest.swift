/// A figure that is not kept unless it is asked for: a moment, a tail, a share of time at a level.
public struct DetailRequest: Hashable, Sendable {
  /// What is looked at.
  public enum Subject: Hashable, Sendable, BitwiseCopyable {
    /// Time from entering to leaving as good, in seconds; of one product, or of all.
    case cycleTime(product: Int?)
    /// Time from coming to a station until a machine takes the part, in seconds.
    case waitingTime(station: Int)
    /// Parts at a station, waiting or on a machine.
    case number(station: Int)
    /// Parts that wait at a station.
    case queue(station: Int)
    /// Parts in the factory.
    case workInProcess
    /// Machines that are failed.
    case machinesDown

    /// Whether it is a level that lasts for a time, and not a time that is observed part by part.
    public var isLevel: Bool {
      switch self {
      case .cycleTime, .waitingTime: false
      case .number, .queue, .workInProcess, .machinesDown: true
      }
    }
  }

  /// What is asked about it.
  public enum Statistic: Hashable, Sendable, BitwiseCopyable {
    /// The mean of the squares.
    case secondMoment
    /// The standard deviation, of the times or over time.
    case standardDeviation
    /// The time below which a share of the times lie, 0…1; within 0.1 %.
    case quantile(Double)
    /// The share of the times, or of time, above a value.
    case shareOver(Double)
    /// The share of time at exactly a level.
    case shareAt(Int)
    /// How often a level rises above a value, per second.
    case risesAbove(Int)
    /// The level at the end.
    case atEnd
  }

  /// What is looked at.
  public var subject: Subject
  /// What is asked about it.
  public var statistic: Statistic

  /// Creates a request.
  public init(_ subject: Subject, _ statistic: Statistic) {
    self.subject = subject
    self.statistic = statistic
  }
}
