import FactoryModel
import ProcessQuality
import SimulationStatistics

/// Metrics of measured characteristics and of control charts.
///
/// Standard deviations and indices are corrected for what a normal sample of the replication's size is
/// off by on the average (``NormalSample``), so that their mean over replications has no bias from
/// it.
extension MetricTable {
  mutating func addCharacteristic(_ index: Int, _ characteristic: Characteristic) {
    let path = "characteristics.\(characteristic.name)."
    let (unit, size) = (characteristic.unit, characteristic.unitSize)
    addRatio(path + "mean", unit, .neither, "mean of the values that operations gave") {
      let values = $0.characteristics[index].values
      return Ratio(values.mean * Double(values.count) / size, per: Double(values.count))
    }
    addMean(
      path + "standard_deviation", unit, .lower,
      "standard deviation of all values of a replication, without bias where they are normal"
    ) {
      let values = $0.characteristics[index].values
      return values.overallStandardDeviation.map {
        $0 / NormalSample.deviationFactor(count: values.count) / size
      }
    }
    guard let limits = characteristic.limits else { return }
    addRatio(path + "share_outside", "1", .lower, "values outside the limits, per value given") {
      let account = $0.characteristics[index]
      return Ratio(Double(account.outside), per: Double(account.values.count))
    }
    addIndices(path, index, limits, characteristic.target)
  }

  private mutating func addIndices(
    _ path: String, _ index: Int, _ limits: SpecificationLimits, _ target: Double?
  ) {
    @Sendable func capability(_ account: RunAccount) -> ProcessCapability? {
      try? account.characteristics[index].values.performance(within: limits, target: target)
    }
    @Sendable func factor(_ account: RunAccount) -> Double? {
      let count = account.characteristics[index].values.count
      return count > 2 ? NormalSample.indexFactor(count: count) : nil
    }
    addMean(
      path + "pp", "", .higher, "Pp: width of the limits per 6 standard deviations of all values"
    ) { account in
      capability(account)?.cp.flatMap { pp in factor(account).map { pp * $0 } }
    }
    addMean(
      path + "ppk", "", .higher,
      "Ppk: distance of the mean from the nearer limit, per 3 standard deviations of all values"
    ) { account in
      capability(account).flatMap { found in factor(account).map { found.cpk * $0 } }
    }
    guard target != nil else { return }
    addMean(
      path + "cpm", "", .higher,
      "Cpm: width of the limits per 6 root mean squares of the distances from the target"
    ) { capability($0)?.cpm }
  }

  /// Adds a metric whose value is the mean over the replications that have one.
  private mutating func addMean(
    _ name: String, _ unit: String, _ better: MetricDefinition.Direction, _ definition: String,
    value: @escaping @Sendable (RunAccount) -> Double?
  ) {
    append(
      MetricDefinition(
        name: name, unit: unit, definition: definition, standard: nil, better: better,
        estimate: .mean)
    ) { value($0).map { Ratio($0) } ?? Ratio(0, per: 0) }
  }

  mutating func addCharts(_ factory: Factory) {
    var index = 0
    for product in factory.products {
      for operation in product.route {
        for gauge in operation.inspection?.reads ?? [] where gauge.chart != nil {
          let name = factory.characteristics[gauge.characteristic].name
          addChart(index, "charts.\(product.name).\(operation.name).\(name).")
          index += 1
        }
      }
    }
  }

  private mutating func addChart(_ index: Int, _ path: String) {
    add(path + "points", "points", .neither, "points that were plotted") {
      Double($0.charts[index].points)
    }
    add(path + "alarms", "alarms", .neither, "alarms of the chart") {
      Double($0.charts[index].alarms)
    }
    add(
      path + "false_alarms", "alarms", .lower,
      "alarms while no fault was hidden at the station that gave the value"
    ) { Double($0.charts[index].falseAlarms) }
    addRatio(
      path + "time_to_alarm", "h", .lower,
      "mean time from the beginning of a hidden fault to its first alarm, of faults that had one"
    ) {
      let account = $0.charts[index]
      return Ratio(account.timeToAlarm / 3_600, per: Double(account.faultsFound))
    }
  }
}
