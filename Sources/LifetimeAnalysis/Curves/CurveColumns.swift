/// A column of a table of results.
public struct CurveColumn: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// A number for each row.
  public let values: [Double]
}

extension SurvivalCurve {
  /// The curve as columns: time, at_risk, failures, survival, standard_error, lower, upper.
  ///
  /// - Parameters:
  ///   - level: The confidence of the intervals.
  ///   - kind: How they are made.
  /// - Returns: The columns, all of one length.
  public func columns(level: Double = 0.95, _ kind: Interval = .logLog) -> [CurveColumn] {
    [
      CurveColumn(name: "time", values: times), CurveColumn(name: "at_risk", values: atRisk),
      CurveColumn(name: "failures", values: failures),
    ] + estimates("survival", survival, standardErrors, intervals(level: level, kind))
  }
}

extension CumulativeHazardCurve {
  /// The curve as columns: time, at_risk, failures, cumulative_hazard, standard_error, lower, upper.
  ///
  /// - Parameter level: The confidence of the intervals.
  /// - Returns: The columns, all of one length.
  public func columns(level: Double = 0.95) -> [CurveColumn] {
    [
      CurveColumn(name: "time", values: times), CurveColumn(name: "at_risk", values: atRisk),
      CurveColumn(name: "failures", values: failures),
    ]
      + estimates(
        "cumulative_hazard", cumulativeHazard, standardErrors, intervals(level: level))
  }
}

extension CumulativeIncidence {
  /// A cause's curve as columns: time, at_risk, failures, incidence, standard_error, lower, upper.
  ///
  /// - Parameters:
  ///   - cause: The cause, from 0.
  ///   - level: The confidence of the intervals.
  /// - Returns: The columns, all of one length.
  public func columns(of cause: Int, level: Double = 0.95) -> [CurveColumn] {
    [
      CurveColumn(name: "time", values: times), CurveColumn(name: "at_risk", values: atRisk),
      CurveColumn(name: "failures", values: failures[cause]),
    ]
      + estimates(
        "incidence", incidence[cause], standardErrors[cause], intervals(of: cause, level: level))
  }
}

extension MeanCumulativeFunction {
  /// The function as columns: time, at_risk, failures, mean_failures, standard_error, lower, upper.
  ///
  /// - Parameter level: The confidence of the intervals.
  /// - Returns: The columns, all of one length.
  public func columns(level: Double = 0.95) -> [CurveColumn] {
    [
      CurveColumn(name: "time", values: times),
      CurveColumn(name: "at_risk", values: atRisk.map { Double($0) }),
      CurveColumn(name: "failures", values: events.map { Double($0) }),
    ] + estimates("mean_failures", mean, standardErrors, intervals(level: level))
  }
}

private func estimates(
  _ name: String, _ values: [Double], _ errors: [Double], _ intervals: [ConfidenceInterval]
) -> [CurveColumn] {
  [
    CurveColumn(name: name, values: values), CurveColumn(name: "standard_error", values: errors),
    CurveColumn(name: "lower", values: intervals.map(\.lower)),
    CurveColumn(name: "upper", values: intervals.map(\.upper)),
  ]
}
