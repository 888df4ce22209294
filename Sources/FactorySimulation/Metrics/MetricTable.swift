public import FactoryModel
public import SimulationStatistics

/// The one table of metrics: every number that a run reports is declared here.
public struct MetricTable: Sendable {
  private struct Row: Sendable {
    var definition: MetricDefinition
    var value: @Sendable (RunAccount) -> Ratio
  }

  private var rows: [Row] = []
  private var indices: [String: Int] = [:]

  /// The metrics, in the order in which values are given.
  public var definitions: [MetricDefinition] { rows.map(\.definition) }

  /// The values of all metrics for one replication.
  ///
  /// - Parameter account: The sums of the replication.
  /// - Returns: One value a metric, as numerator and denominator; the denominator is 1 where the
  ///   metric is no ratio.
  public func values(of account: RunAccount) -> [Ratio] {
    rows.map { $0.value(account) }
  }

  /// The value of one metric.
  ///
  /// - Parameters:
  ///   - index: Which one; see ``index(of:)``.
  ///   - account: The sums of the replication.
  /// - Returns: The value, as numerator and denominator.
  public func value(_ index: Int, of account: RunAccount) -> Ratio { rows[index].value(account) }

  /// The index of a metric; `nil` where there is no such name.
  public func index(of name: String) -> Int? { indices[name] }

  /// The metrics of a factory.
  ///
  /// - Parameters:
  ///   - factory: The factory.
  ///   - details: What was asked for beside the usual metrics; they come last.
  public init(for factory: Factory, details: [DetailMetric] = []) {
    if !factory.products.isEmpty { addLine(factory) }
    if factory.products.count > 1 { addProducts(factory) }
    for (index, station) in factory.stations.enumerated() {
      addStation(index, station, of: factory)
    }
    var component = 0
    for station in factory.stations {
      for own in station.components {
        addComponent(component, own, of: station)
        component += 1
      }
    }
    addSupply(factory)
    for (index, crew) in factory.crews.enumerated() { addCrew(index, crew) }
    for (index, fleet) in factory.fleets.enumerated() { addFleet(index, fleet) }
    for (index, resource) in factory.resources.enumerated() { addResource(index, resource) }
    for (index, characteristic) in factory.characteristics.enumerated() {
      addCharacteristic(index, characteristic)
    }
    addCharts(factory)
    addInspectionModels(factory)
    for (index, rule) in factory.controlRules.enumerated() {
      addControl(index, rule, of: factory)
    }
    for (index, rule) in factory.ruleKeepers.enumerated() { addKeeper(index, rule.rule) }
    for (index, rule) in factory.shadowedRules.enumerated() { addShadow(index, rule) }
    addCosts(factory)
    for (index, detail) in details.enumerated() {
      append(detail.definition) { account in
        let answer = account.details[index]
        return Ratio(answer.numerator / detail.scale, per: answer.denominator)
      }
    }
  }

  mutating func add(
    _ name: String, _ unit: String, _ better: MetricDefinition.Direction, _ definition: String,
    standard: String? = nil, value: @escaping @Sendable (RunAccount) -> Double
  ) {
    append(
      MetricDefinition(
        name: name, unit: unit, definition: definition, standard: standard, better: better,
        estimate: .mean)
    ) { Ratio(value($0)) }
  }

  mutating func addRatio(
    _ name: String, _ unit: String, _ better: MetricDefinition.Direction, _ definition: String,
    standard: String? = nil, value: @escaping @Sendable (RunAccount) -> Ratio
  ) {
    append(
      MetricDefinition(
        name: name, unit: unit, definition: definition, standard: standard, better: better,
        estimate: .ratio), value)
  }

  mutating func append(
    _ definition: MetricDefinition, _ value: @escaping @Sendable (RunAccount) -> Ratio
  ) {
    indices[definition.name] = rows.count
    rows.append(Row(definition: definition, value: value))
  }
}
