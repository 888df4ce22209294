import FactoryModel
import SignalFeatures

/// What is made of readings while the factory goes its way: the same numbers as in its datasets.
///
/// Features are made of what a table has: time stamps in whole microseconds, readings as `Float`, rows in the order in
/// which they come.
extension FactorySimulation {
  /// Takes a row into the features, or lays it aside until it comes; then notes the features beside the row.
  @inline(never)
  mutating func feedFeatures(_ panel: Int, at time: Double, stamp: Double, delay: Double) {
    let record = sensing.panels[panel]
    feedLateRows(panel, until: time)
    let first = record.firstValue + record.rows
    if delay > 0 {
      sensing.lateRows.append(
        LateRow(
          panel: panel, arrival: time + delay, stamp: stamp,
          values: (0..<record.valueCount).map { sensing.values[first + $0 * sensing.rowsPerBlock] })
      )
    } else {
      for (place, sensor) in record.sensors.range.enumerated() {
        feed(sensing.values[first + place * sensing.rowsPerBlock], of: sensor, stamp: stamp)
      }
    }
    guard time >= record.keptFrom else { return }
    refreshFeatures(ofPanel: panel)
    let features = sensing.features[Int(record.machine)]
    var column = record.firstFeatureColumn + record.rows
    for sensor in record.sensors.range where sensing.sensors[sensor].pipeline >= 0 {
      let begin = Int(sensing.sensors[sensor].firstFeature)
      let count = sensing.pipelines[Int(sensing.sensors[sensor].pipeline)].count
      for place in begin..<begin + count {
        sensing.featureColumns[column] = features[place]
        column += sensing.rowsPerBlock
      }
    }
  }

  private mutating func feed(_ value: Float, of sensor: Int, stamp: Double) {
    let pipeline = Int(sensing.sensors[sensor].pipeline)
    guard pipeline >= 0 else { return }
    sensing.pipelines[pipeline].feed(
      channel: 0, time: inTables(stamp), value: value, isMissing: value.isNaN)
  }

  /// A moment as tables have it, in seconds from the start.
  private func inTables(_ time: Double) -> Double { (time * 1_000_000).rounded() / 1_000_000 }

  /// Takes in the rows of a panel that have come till a moment, in the order in which they came.
  private mutating func feedLateRows(_ panel: Int, until time: Double) {
    while let next = sensing.lateRows.indices
      .filter({ sensing.lateRows[$0].panel == panel && sensing.lateRows[$0].arrival <= time })
      .min(by: { sensing.lateRows[$0].arrival < sensing.lateRows[$1].arrival })
    {
      let row = sensing.lateRows.remove(at: next)
      for (place, sensor) in sensing.panels[panel].sensors.range.enumerated() {
        feed(row.values[place], of: sensor, stamp: row.stamp)
      }
    }
  }

  /// Works out the features of a panel as of the rows that have come.
  private mutating func refreshFeatures(ofPanel panel: Int) {
    let machine = Int(sensing.panels[panel].machine)
    for sensor in sensing.panels[panel].sensors.range where sensing.sensors[sensor].pipeline >= 0 {
      sensing.pipelines[Int(sensing.sensors[sensor].pipeline)].copyVector(
        to: &sensing.features[machine], at: Int(sensing.sensors[sensor].firstFeature))
    }
  }

  /// Works out the features of a machine as of the rows that have come before the present moment.
  mutating func refreshFeatures(of machine: Int) {
    readSensors(of: machine)
    for panel in sensing.panels(of: machine) where sensing.panels[panel].featureCount > 0 {
      feedLateRows(panel, until: now)
      refreshFeatures(ofPanel: panel)
    }
  }

  /// Whether the feature that a component's rule looks at is beyond its limit.
  mutating func isBeyondLimit(_ component: Int) -> Bool {
    let machine = Int(failures[Int(components[component].failure)].machine)
    refreshFeatures(of: machine)
    let value = sensing.features[machine][Int(components[component].rule.feature)]
    let limit = components[component].rule.value
    return components[component].rule.isUpper ? value > limit : value < limit
  }

  /// Lets features begin anew that tell of a component: it has just been replaced.
  mutating func restartFeatures(_ component: Int) {
    guard isSensing, !sensing.pipelines.isEmpty else { return }
    let machine = Int(failures[Int(components[component].failure)].machine)
    let bit: UInt64 = 1 << UInt64(component - Int(machines[machine].firstComponent))
    for panel in sensing.panels(of: machine) where sensing.panels[panel].featureCount > 0 {
      // What has come before belongs to the life that is over.
      feedLateRows(panel, until: now)
      for sensor in sensing.panels[panel].sensors.range
      where sensing.sensors[sensor].pipeline >= 0
        && sensing.sensors[sensor].restartsWith & bit != 0
      {
        sensing.pipelines[Int(sensing.sensors[sensor].pipeline)].beginLife(at: inTables(now))
      }
    }
  }
}
