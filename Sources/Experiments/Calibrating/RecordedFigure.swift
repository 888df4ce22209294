public import FactorySimulation
import Scenarios

/// What a plant recorded of a metric, in the metric's unit.
public struct RecordedFigure: Hashable, Sendable {
  /// The metric.
  public let definition: MetricDefinition
  /// The figure.
  public let value: Double
  /// The standard deviation of its error; `nil` where it is that of one recorded period.
  public let deviation: Double?
  /// As it was written.
  public let description: String

  /// Reads a figure: `83 %`, `83 % sd 1 %`, `82 % to 84 %` (in which it lies with 95 %), or a value and its
  /// standard deviation apart.
  ///
  /// - Parameters:
  ///   - observation: As it was written.
  ///   - definitions: The metrics there are.
  /// - Throws: ``RequestError`` where it cannot be understood.
  init(
    _ observation: Experiment.Observation, among definitions: [MetricDefinition]
  ) throws(RequestError) {
    let text = withoutBlanks(observation.value[...])
    description = text + (observation.deviation.map { " sd \($0)" } ?? "")
    let request = "\(observation.metric): \(description)"
    let reference = try MetricReference(
      observation.metric, in: request, among: definitions, hasBaseline: false)
    definition = reference.definition
    let (apart, ends) = (RecordedFigure.parts(text, " sd "), RecordedFigure.parts(text, " to "))
    if ends.count == 2, observation.deviation == nil {
      let low = try RecordedFigure.amount(ends[0], request, definition)
      let high = try RecordedFigure.amount(ends[1], request, definition)
      guard low < high else {
        throw RequestError(request, "the interval ends before it begins; write the lower end first")
      }
      value = (low + high) / 2
      // 95 % of a normal distribution lie within 1.96 standard deviations.
      deviation = (high - low) / 2 / 1.959_964
      return
    }
    guard apart.count == 1 || apart.count == 2 && observation.deviation == nil else {
      throw RequestError(
        request,
        "has two errors; write one such as '83 % sd 1 %', or an interval such as "
          + "'82 % to 84 %'")
    }
    value = try RecordedFigure.amount(apart[0], request, definition)
    guard let error = observation.deviation ?? (apart.count == 2 ? apart[1] : nil) else {
      deviation = nil
      return
    }
    let read = try RecordedFigure.amount(error, request, definition)
    guard read > 0 else {
      throw RequestError(
        request,
        "the standard deviation is not above 0; leave it out for the spread of one "
          + "replication")
    }
    deviation = read
  }

  private static func parts(_ text: String, _ separator: String) -> [String] {
    text.split(separator: separator, omittingEmptySubsequences: false).map {
      withoutBlanks($0[...])
    }
  }

  private static func amount(
    _ text: String, _ request: String, _ definition: MetricDefinition
  ) throws(RequestError) -> Double {
    switch try MetricAmount(text, in: request, of: definition, percentOfMean: false) {
    case .absolute(let value), .relative(let value): return value
    }
  }
}
