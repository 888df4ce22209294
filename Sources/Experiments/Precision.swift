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
      halfWidth: nil, unit: isRelative ? "of the mean" : reference.definition.unit)
    var widest = -Double.infinity
    for (arm, interval) in intervals(in: outcome) {
      if !(interval.map { target.isMet(by: $0) } ?? false) { result.isReached = false }
      let width = interval.flatMap { shownHalfWidth(of: $0) }
      if width ?? .infinity > widest {
        widest = width ?? .infinity
        (result.arm, result.halfWidth) = (arm, width)
      }
    }
    return result
  }

  private var isRelative: Bool {
    if case .relative = amount { true } else { false }
  }

  /// What the intervals must meet: those of relative differences are parts of the mean already.
  private var target: PrecisionRule.Target {
    switch amount {
    case .absolute(let width): .absolute(width)
    case .relative(let part): reference.isDifference ? .absolute(part) : .relative(part)
    }
  }

  private func shownHalfWidth(of interval: StudentInterval) -> Double? {
    guard case .relative = target else { return interval.halfWidth }
    return interval.mean == 0 ? nil : interval.halfWidth.map { $0 / abs(interval.mean) }
  }

  /// The interval in each arm that must be narrow; `nil` where there is none.
  private func intervals(in outcome: ExperimentOutcome) -> [(String, StudentInterval?)] {
    let name = reference.definition.name
    if reference.isDifference {
      return outcome.differences(in: name).map { ($0.arm, isRelative ? $0.relative : $0.absolute) }
    }
    return zip(outcome.names, outcome.arms).map { ($0, $1.interval(of: name)) }
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
