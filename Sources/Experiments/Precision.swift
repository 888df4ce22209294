public import FactorySimulation
import SimulationStatistics

/// How narrow the 95 % interval of a metric has to be: `throughput=1%`, or `throughput=0.5 parts/h`.
///
/// Replications are added in rounds until the half-width is reached in every arm (of a difference: in
/// every arm but the baseline). What such stopping does to the interval is said at `PrecisionRule`.
public struct Precision: Hashable, Sendable, CustomStringConvertible {
  /// The metric, or its difference from the baseline.
  public var reference: MetricReference
  /// The half-width, in the metric's unit or as a part of the (baseline's) mean.
  public var amount: MetricAmount
  /// As it was written.
  public var description: String

  /// The least number of replications with which to begin.
  public static let fewestReplications = 10

  /// Reads a wanted precision.
  ///
  /// - Parameters:
  ///   - text: A metric, `=`, and the half-width; `%` is a part of the mean, and of a fraction
  ///     percentage points.
  ///   - definitions: The metrics there are.
  ///   - hasBaseline: Whether there is a baseline to differ from.
  /// - Throws: ``RequestError`` where it cannot be understood.
  public init(
    _ text: String, among definitions: [MetricDefinition], hasBaseline: Bool
  ) throws(RequestError) {
    guard let sign = text.firstIndex(of: "=") else {
      throw RequestError(text, "write a metric and a half-width, as in throughput=1%")
    }
    reference = try MetricReference(
      withoutBlanks(text[..<sign]), in: text, among: definitions, hasBaseline: hasBaseline)
    let written = withoutBlanks(text[text.index(after: sign)...])
    amount = try MetricAmount(
      written, in: text, of: reference.definition, percentOfMean: true)
    switch amount {
    case .absolute(let width), .relative(let width):
      guard width > 0 else { throw RequestError(text, "a half-width must be above 0") }
    }
    description = "\(reference)=\(written)"
  }

  /// How far the outcome is from what is wanted.
  func result(in outcome: ExperimentOutcome) -> PrecisionResult {
    var result = PrecisionResult(
      wanted: description, isReached: true, replications: outcome.finished, arm: "",
      halfWidth: nil, unit: unit)
    var widest = -Double.infinity
    for (arm, halfWidth) in halfWidths(in: outcome) {
      let isMet = halfWidth.map { $0 <= wanted } ?? false
      if !isMet { result.isReached = false }
      if halfWidth ?? .infinity > widest {
        widest = halfWidth ?? .infinity
        result.arm = arm
        result.halfWidth = halfWidth
      }
    }
    return result
  }

  private var wanted: Double {
    switch amount {
    case .absolute(let width), .relative(let width): width
    }
  }

  private var unit: String {
    if case .relative = amount { return "of the mean" }
    return reference.definition.unit
  }

  /// The half-width in each arm, as a part of the mean where that is wanted; `nil` where there is none.
  private func halfWidths(in outcome: ExperimentOutcome) -> [(String, Double?)] {
    let name = reference.definition.name
    let isRelative = if case .relative = amount { true } else { false }
    if reference.isDifference {
      return outcome.differences(in: name).map {
        ($0.arm, isRelative ? $0.relative?.halfWidth : $0.absolute.halfWidth)
      }
    }
    return zip(outcome.names, outcome.arms).map { arm, run in
      guard let interval = run.interval(of: name), let halfWidth = interval.halfWidth else {
        return (arm, nil)
      }
      guard isRelative else { return (arm, halfWidth) }
      return (arm, interval.mean == 0 ? nil : halfWidth / abs(interval.mean))
    }
  }
}

/// What became of a wanted precision.
public struct PrecisionResult: Codable, Hashable, Sendable {
  /// What was wanted, such as `throughput=1%`.
  public var wanted: String
  /// Whether it was reached in every arm.
  public var isReached: Bool
  /// After how many replications of each arm.
  public var replications: Int
  /// The arm with the widest interval.
  public var arm: String
  /// That arm's half-width; absent where it has no interval.
  public var halfWidth: Double?
  /// The half-width's unit; `of the mean` for a part of the mean.
  public var unit: String
}
