/// A metric that is kept because it was asked for by name, such as `cycle_time.p95`.
public struct DetailMetric: Hashable, Sendable {
  /// The dotted path, as it was written.
  public var name: String
  /// What is asked.
  public var request: DetailRequest

  /// Creates a metric.
  public init(name: String, request: DetailRequest) {
    self.name = name
    self.request = request
  }

  /// Seconds in the unit of the metric that it belongs to, squared for a second moment; 1 where the
  /// answer is no time.
  var scale: Double {
    let unit = unitOfTime.seconds
    return switch request.statistic {
    case .secondMoment: unit * unit
    case .standardDeviation, .quantile: unit
    case .risesAbove: 1 / 3_600
    case .shareOver, .shareAt, .atEnd: 1
    }
  }

  private var unitOfTime: (name: String, seconds: Double) {
    switch request.subject {
    case .cycleTime: ("h", 3_600)
    case .waitingTime: ("min", 60)
    case .number, .queue, .workInProcess: ("parts", 1)
    case .machinesDown: ("machines", 1)
    }
  }

  var definition: MetricDefinition {
    let isRatio =
      switch request.statistic {
      case .secondMoment, .shareOver: !request.subject.isLevel
      default: false
      }
    return MetricDefinition(
      name: name, unit: unit, definition: meaning, standard: nil, better: .neither,
      estimate: isRatio ? .ratio : .mean)
  }

  private var unit: String {
    switch request.statistic {
    case .secondMoment: unitOfTime.name + "²"
    case .standardDeviation, .quantile, .atEnd: unitOfTime.name
    case .shareOver, .shareAt: "1"
    case .risesAbove: "1/h"
    }
  }

  private var meaning: String {
    let what = request.subject.isLevel ? "time" : "the times"
    return switch request.statistic {
    case .secondMoment: "mean of the squares"
    case .standardDeviation: "standard deviation"
    case .quantile(let share): "the value below which a share of \(share) of \(what) lies"
    case .shareOver: "share of \(what) above the value"
    case .shareAt: "share of time at the level"
    case .risesAbove: "how often the level rises above the value, per hour"
    case .atEnd: "the level at the end"
    }
  }
}
