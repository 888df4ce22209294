/// What answers at which set-points a station goes on, each time somebody looks at what it makes.
///
/// A rule names its decider (``FactoryModel/ControlRule/Method/decider(_:)``), or has one of those that Fettle brings;
/// the simulation is given deciders by these names, and each rule has a copy of its own. A decider is a value and
/// part of the state of a simulation: what it remembers belongs into stored properties.
///
/// ```swift
/// struct Slower: SetPointDecider {
///   mutating func decide(on process: ProcessObservation) -> SetPointSuggestion {
///     let isBad = process.passed < process.inspected * 95 / 100
///     return SetPointSuggestion(process.setPoints.map { isBad ? 0.98 * $0 : $0 }, reason: .improving)
///   }
/// }
/// ```
public protocol SetPointDecider: Sendable {
  /// Says at which set-points the process goes on.
  ///
  /// It is asked at every look of its rule at which enough parts have been inspected, but not while somebody has
  /// still to agree to the change before. What passes the rule's limits or its largest step is cut to these.
  ///
  /// - Parameter process: What can be observed.
  /// - Returns: The set-points, those of the observation where nothing is to change, and why.
  mutating func decide(on process: ProcessObservation) -> SetPointSuggestion
}

/// What can be observed of a process since the last decision about it.
///
/// All counts are of parts that were made at the present set-points.
public struct ProcessObservation: Hashable, Sendable {
  /// When, in seconds since the start of the simulation.
  public var time: Double
  /// The set-points of the rule, in SI units, in its order.
  public var setPoints: [Double]
  /// For how long parts have been counted, in seconds.
  public var duration: Double
  /// How many parts the station has finished.
  public var made: Int
  /// How many parts were inspected, those among them more than once that were sent back.
  public var inspected: Int
  /// How many of these passed.
  public var passed: Int
  /// What gauges have read of the rule's characteristic; empty where it has none.
  public var readings: ReadingMoments

  /// Creates an observation; see the properties for units.
  public init(
    time: Double, setPoints: [Double], duration: Double, made: Int, inspected: Int, passed: Int,
    readings: ReadingMoments = ReadingMoments()
  ) {
    self.time = time
    self.setPoints = setPoints
    self.duration = duration
    self.made = made
    self.inspected = inspected
    self.passed = passed
    self.readings = readings
  }

  /// The share of the inspected parts that passed.
  public var yield: Double { inspected > 0 ? Double(passed) / Double(inspected) : 0 }
  /// Parts an hour that the station has finished.
  public var rate: Double { duration > 0 ? Double(made) / duration * 3_600 : 0 }
}

/// How many readings there were, their mean and their spread.
public struct ReadingMoments: Hashable, Sendable, BitwiseCopyable {
  /// How many.
  public private(set) var count = 0
  /// Their mean; 0 where there are none.
  public private(set) var mean = 0.0
  private var squares = 0.0

  /// No readings yet.
  public init() {}

  /// Their standard deviation; not a number for less than two.
  public var deviation: Double {
    count > 1 ? (squares / Double(count - 1)).squareRoot() : .nan
  }

  /// Takes one more.
  public mutating func add(_ reading: Double) {
    count += 1
    let difference = reading - mean
    mean += difference / Double(count)
    squares += difference * (reading - mean)
  }
}

/// At which set-points a process is to go on, and why.
public struct SetPointSuggestion: Hashable, Sendable {
  /// Why.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// The mean of readings is brought to its target.
    case target
    /// A planned change, to learn what set-points do.
    case learning
    /// A planned change has shown what is better.
    case shown
    /// Better is expected there, or may well be found.
    case improving
    /// The best that is known, to which the process goes back.
    case best
  }

  /// The set-points, in SI units, in the order of the rule.
  public var setPoints: [Double]
  /// Why.
  public var reason: Reason
  /// What was seen, in the unit of what is wanted: a mean of readings, a yield, parts or money an hour.
  public var observed: Double
  /// What is expected there; `nil` where nothing is known.
  public var expected: Double?
  /// The standard error of what it goes by: of the mean, of the effect, of what is expected.
  public var standardError: Double?

  /// Creates a suggestion.
  public init(
    _ setPoints: [Double], reason: Reason, observed: Double = .nan, expected: Double? = nil,
    standardError: Double? = nil
  ) {
    self.setPoints = setPoints
    self.reason = reason
    self.observed = observed
    self.expected = expected
    self.standardError = standardError
  }
}
