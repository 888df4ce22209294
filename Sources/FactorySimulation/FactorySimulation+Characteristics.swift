import EventKernel
import FactoryModel
import ProcessQuality
import RandomVariates

/// Measured characteristics: how operations give values, gauges read them and charts watch the readings.
///
/// An alarm is answered when the event's part has left its machine, so that a machine which is stopped
/// is not in the midst of finishing a part.
extension FactorySimulation {
  // MARK: - Values

  /// Gives a part the values of an operation, shifted by a fault that is hidden.
  ///
  /// - Returns: The kinds of defect that are among them, a bit each.
  @inline(never)
  mutating func measure(_ operation: Int, on part: Int, _ machine: Int) -> UInt64 {
    var outside: UInt64 = 0
    let fault = Int(machines[machine].hiddenFault)
    for value in operations[operation].measured.range {
      let characteristic = Int(measured.values[value].characteristic)
      var drawn = draw(value, for: part)
      if fault >= 0 { drawn += shift(of: characteristic, by: fault) }
      let bit = give(drawn, to: characteristic, of: part, at: operations[operation].station)
      measured.accounts[characteristic].values.add(drawn)
      if bit != 0 { measured.accounts[characteristic].outside &+= 1 }
      outside |= bit
    }
    return outside
  }

  private mutating func draw(_ value: Int, for part: Int) -> Double {
    var stream = RandomStream(
      measured.values[value].key, ordinal: parts[part].number,
      suborder: UInt64(parts[part].visit))
    return measured.values[value].sampler.sample(using: &stream, from: samplerTables)
  }

  /// What a fault adds to a characteristic.
  private mutating func shift(of characteristic: Int, by fault: Int) -> Double {
    var amount = 0.0
    for shift in failures[fault].shifted.range
    where Int(measured.shifts[shift].characteristic) == characteristic {
      amount += measured.shifts[shift].amount
    }
    return amount
  }

  /// Gives a part a value in the place of an earlier one.
  ///
  /// - Returns: The bit of the defect that it is; 0 for none.
  private mutating func give(
    _ value: Double, to characteristic: Int, of part: Int, at station: Int32
  ) -> UInt64 {
    measured.ofParts[part * measured.count + characteristic] = PartValue(
      value: value, station: station)
    let bit = measured.characteristics[characteristic].bit
    let isGood =
      value >= measured.characteristics[characteristic].lower
      && value <= measured.characteristics[characteristic].upper
    parts[part].defects &= ~bit
    if isGood { return 0 }
    parts[part].defects |= bit
    return bit
  }

  /// Gives a part that stands in the factory at the start the values of the operations before.
  mutating func giveInitialValues(to part: Int, before operation: Int, in route: Range<Int>) {
    for earlier in route.lowerBound..<operation {
      for value in operations[earlier].measured.range {
        _ = give(
          draw(value, for: part), to: Int(measured.values[value].characteristic), of: part,
          at: operations[earlier].station)
      }
    }
  }

  // MARK: - Readings

  /// Reads a characteristic of a part, and plots the reading where there is a chart.
  ///
  /// - Returns: Whether the reading rejects the part.
  mutating func read(_ gauge: Int, part: Int) -> Bool {
    let place = part * measured.count + Int(measured.gauges[gauge].characteristic)
    var reading = measured.ofParts[place].value
    guard !reading.isNaN else {
      measured.gauges[gauge].shown = .nan
      return false
    }
    let error = measured.gauges[gauge].error
    if error > 0 {
      var stream = RandomStream(
        measured.gauges[gauge].key, ordinal: parts[part].number,
        suborder: UInt64(parts[part].visit))
      reading += stream.normal(mean: 0, standardDeviation: error)
    }
    measured.gauges[gauge].shown = reading
    if measured.gauges[gauge].chart >= 0 {
      plot(reading, on: Int(measured.gauges[gauge].chart), from: measured.ofParts[place].station)
    }
    if isControlled {
      noteRead(reading, of: Int(measured.gauges[gauge].characteristic), part: part)
    }
    let isRejected =
      reading < measured.gauges[gauge].lower || reading > measured.gauges[gauge].upper
    if keepsParts {
      noteMeasurement(
        reading, of: Int(measured.gauges[gauge].characteristic), part: part, isRejected: isRejected)
    }
    return isRejected
  }

  private mutating func plot(_ reading: Double, on chart: Int, from station: Int32) {
    measured.charts[chart].sum += reading
    measured.charts[chart].gathered += 1
    let size = measured.charts[chart].sampleSize
    guard measured.charts[chart].gathered == size else { return }
    let point = measured.charts[chart].sum / Double(size)
    measured.charts[chart].sum = 0
    measured.charts[chart].gathered = 0
    measured.chartAccounts[chart].points &+= 1
    if measured.charts[chart].chart.add(point) {
      measured.alarms.append(
        AlarmRecord(chart: Int32(truncatingIfNeeded: chart), station: station))
    }
  }

  // MARK: - Alarms

  /// Counts the alarms of the event, lets charts begin anew, and has faults noticed where people look.
  @inline(never)
  mutating func answerAlarms() {
    while !measured.alarms.isEmpty {
      let alarm = measured.alarms.removeLast()
      answer(Int(alarm.chart), from: Int(alarm.station))
    }
  }

  private mutating func answer(_ chart: Int, from station: Int) {
    let before = measured.charts[chart].faultsBefore
    measured.charts[chart].faultsBefore = measured.hiddenFaults
    measured.charts[chart].chart.restart()
    measured.chartAccounts[chart].alarms &+= 1
    var isFalse = true
    for machine in machines(of: station) where machines[machine].hiddenFault >= 0 {
      isFalse = false
      let fault = Int(machines[machine].hiddenFault)
      if failures[fault].hiddenOrdinal > before {
        measured.chartAccounts[chart].faultsFound &+= 1
        measured.chartAccounts[chart].timeToAlarm += now - failures[fault].hiddenSince
      }
      if measured.charts[chart].stops { notice(fault) }
    }
    if isFalse { measured.chartAccounts[chart].falseAlarms &+= 1 }
  }

  /// Lets a hidden fault be noticed now, as if its time had run.
  private mutating func notice(_ fault: Int) {
    events.cancel(failures[fault].event)
    strike(failure: Int32(truncatingIfNeeded: fault))
  }

  /// Notes that a fault begins to hide.
  mutating func noteHidden(_ fault: Int) {
    measured.hiddenFaults &+= 1
    failures[fault].hiddenOrdinal = measured.hiddenFaults
    failures[fault].hiddenSince = now
  }

  // MARK: - Changes in mid-run and forks

  /// Lets values, shifts and gauges be as a step of the timeline says.
  mutating func takeCharacteristics(of step: Int) {
    for value in measured.values.indices {
      measured.values[value].sampler =
        timeline.values[step * measured.values.count + value]
    }
    for shift in measured.shifts.indices {
      measured.shifts[shift].amount = timeline.shifts[step * measured.shifts.count + shift]
    }
    for gauge in measured.gauges.indices {
      measured.gauges[gauge].error =
        timeline.gaugeErrors[step * measured.gauges.count + gauge]
    }
  }

  mutating func rekeyCharacteristics(_ branch: UInt64) {
    for value in measured.values.indices {
      measured.values[value].key = measured.values[value].key.rekeyed(branch: branch)
    }
    for gauge in measured.gauges.indices {
      measured.gauges[gauge].key = measured.gauges[gauge].key.rekeyed(branch: branch)
    }
  }
}
