import BasicContainers
import EventKernel
import FactoryModel
import RandomVariates
import SensorSignals

/// Sensors: read for all moments that have passed, before something changes on which they depend.
extension FactorySimulation {
  /// Reads the sensors of a machine for the moments before the present one.
  ///
  /// Called before anything changes on which they may depend. The moment itself comes later: its readings are of what is
  /// after all that happens at it.
  @inline(__always)
  mutating func readSensors(of machine: Int) {
    guard isSensing else { return }
    for panel in sensing.timedPanels[machine].range {
      if sensing.panels[panel].hasLag, sensing.panels[panel].unchangedSince < now {
        tellLags(panel)
      }
      if sensing.panels[panel].nextTime < now { readPassedMoments(panel) }
      sensing.panels[panel].unchangedSince = now
    }
  }

  /// Reads all sensors for the moments before the present one.
  mutating func readAllSensors() {
    guard isSensing else { return }
    for machine in machines.indices { readSensors(of: machine) }
  }

  /// Reads the sensors whose rows are parts: the machine has finished its work on one.
  @inline(never)
  mutating func readAtPart(_ machine: Int) {
    for panel in sensing.partPanels[machine].range {
      if sensing.panels[panel].isReadByRules || now >= sensing.panels[panel].keptFrom {
        let row = prepareSteadyInputs(panel)
        readRow(panel, at: now, tick: sensing.panels[panel].nextTick, row)
      }
      sensing.panels[panel].nextTick += 1
      sensing.panels[panel].unchangedSince = now
    }
  }

  /// Tells sensors that lag of a jump, where there was one when something changed last.
  @inline(never)
  private mutating func tellLags(_ panel: Int) {
    let record = sensing.panels[panel]
    let state = machines[Int(record.machine)].state.rawValue
    let product = product(on: Int(record.machine))
    guard record.toldState != state || record.toldProduct != product else { return }
    sensing.panels[panel].toldState = state
    sensing.panels[panel].toldProduct = product
    _ = prepareSteadyInputs(panel)
    readVaryingInputs(record, at: record.unchangedSince, row: -1)
    for sensor in record.sensors.range
    where sensing.sensors[sensor].chain.timeConstant > 0 && sensing.sensors[sensor].hasRead {
      let value = sensing.sensors[sensor].shown(sensed(sensing.sensors[sensor].value))
      sensing.sensors[sensor].jump(
        to: value + sensing.sensors[sensor].offset
          + sensing.sensors[sensor].drift * record.unchangedSince,
        at: record.unchangedSince)
    }
  }

  /// The product on a machine; -1 for none.
  private mutating func product(on machine: Int) -> Int32 {
    let part = machines[machine].part
    return part >= 0 ? operations[Int(parts[Int(part)].operation)].product : -1
  }

  @inline(never)
  private mutating func readPassedMoments(_ panel: Int) {
    let steady = prepareSteadyInputs(panel)
    let period = sensing.panels[panel].period
    var tick = sensing.panels[panel].nextTick
    var time = sensing.panels[panel].nextTime
    while time < now {
      readRow(panel, at: time, tick: tick, steady)
      tick += 1
      time = Double(tick) * period
    }
    sensing.panels[panel].nextTick = tick
    sensing.panels[panel].nextTime = time
  }

  /// Sets the inputs that stay the same, and the values of the sensors that depend on no others.
  private mutating func prepareSteadyInputs(_ panel: Int) -> SteadyInputs {
    let station = Int(sensing.panels[panel].station)
    let machine = Int(sensing.panels[panel].machine)
    let layout = sensing.layouts[station]
    let state = machines[machine].state
    for place in 0..<SensingInputs.Activity.allCases.count {
      sensing.inputs[layout.firstActivity + place] = 0
    }
    sensing.inputs[layout.firstActivity + state.activityPlace] = 1
    for product in 0..<layout.products { sensing.inputs[layout.firstProduct + product] = 0 }
    let product = product(on: machine)
    if product >= 0 { sensing.inputs[layout.firstProduct + Int(product)] = 1 }
    if sensing.panels[panel].readsLots {
      for place in 0..<layout.lotProperties {
        sensing.inputs[layout.firstLotProperty + place] =
          supply.machineLots[machine * layout.lotProperties + place]
      }
    }
    for sensor in sensing.panels[panel].sensors.range {
      if !sensing.sensors[sensor].valueVaries {
        sensing.sensors[sensor].steadyValue = sensing.sensors[sensor].shown(
          sensed(sensing.sensors[sensor].value))
      }
      if !sensing.sensors[sensor].noise.isEmpty, !sensing.sensors[sensor].noiseVaries {
        setNoise(sensor)
      }
    }
    return SteadyInputs(state: state.rawValue, product: Int16(truncatingIfNeeded: product))
  }

  /// Sets the deviation of what chance adds to the readings of a sensor.
  @inline(__always)
  private mutating func setNoise(_ sensor: Int) {
    let deviation = sensed(sensing.sensors[sensor].noise) / sensing.sensors[sensor].unitSize
    sensing.sensors[sensor].chain.noise = max(0, deviation)
  }

  @inline(__always)
  mutating func sensed(_ program: Stretch) -> Double {
    FormulaProgram.value(
      of: sensing.instructions.span.extracting(program.range), inputs: sensing.inputs.span)
  }

  /// Reads one row.
  private mutating func readRow(_ panel: Int, at time: Double, tick: Int64, _ steady: SteadyInputs)
  {
    let record = sensing.panels[panel]
    if record.snapshots >= 0 {
      takeSnapshot(panel, at: time, tick: tick, steady)
      return
    }
    readVaryingInputs(record, at: time, row: record.rows)
    if record.hasFaults {
      readFailingRow(panel, at: time, tick: tick, steady)
      return
    }
    var column = record.firstValue + record.rows
    for sensor in record.sensors.range {
      let every = sensing.sensors[sensor].everyTicks
      sensing.values[column] =
        every > 1 && tick % every != 0 ? .nan : Float(readSensor(sensor, at: time))
      column += sensing.rowsPerBlock
    }
    if record.featureCount > 0 { feedFeatures(panel, at: time, stamp: time, delay: 0) }
    finishRow(panel, at: time, steady)
  }

  /// What is true for a sensor, in the unit that it shows.
  @inline(__always)
  private mutating func truth(of sensor: Int, at time: Double) -> Double {
    if sensing.sensors[sensor].noiseVaries { setNoise(sensor) }
    let value =
      sensing.sensors[sensor].valueVaries
      ? sensing.sensors[sensor].shown(sensed(sensing.sensors[sensor].value))
      : sensing.sensors[sensor].steadyValue
    let offTruth = value + sensing.sensors[sensor].offset + sensing.sensors[sensor].drift * time
    if !sensing.sensors[sensor].hasRead {
      sensing.sensors[sensor].hasRead = true
      sensing.sensors[sensor].state = SensorState(truth: offTruth, at: time)
    }
    return offTruth
  }

  /// What a sensor shows that has no faults.
  @inline(__always)
  private mutating func readSensor(_ sensor: Int, at time: Double) -> Double {
    let truth = truth(of: sensor, at: time)
    return sensing.sensors[sensor].reading(of: truth, at: time)
  }

  /// Reads a row of sensors that fail.
  @inline(never)
  private mutating func readFailingRow(
    _ panel: Int, at time: Double, tick: Int64, _ steady: SteadyInputs
  ) {
    let record = sensing.panels[panel]
    for (place, sensor) in record.sensors.range.enumerated() {
      for fault in sensing.sensors[sensor].faults.range where sensing.faults[fault].end <= time {
        renew(fault, at: time)
      }
      let every = sensing.sensors[sensor].everyTicks
      if every > 1, tick % every != 0 {
        sensing.row[place] = SensorReading(time: time, value: 0)
        sensing.row[place].isMissing = true
        continue
      }
      let truth = truth(of: sensor, at: time)
      var failing = sensing.sensors[sensor]
      sensing.row[place] = failing.reading(
        of: truth, at: time, faults: sensing.faults.span.extracting(failing.faults.range))
      sensing.sensors[sensor] = failing
    }
    for (place, sensor) in record.sensors.range.enumerated() {
      for fault in sensing.sensors[sensor].faults.range {
        let fault = sensing.faults[fault]
        var readings = sensing.row.mutableSpan
        fault.swapTags(of: place, in: &readings, at: time)
      }
    }
    // A row is lost, comes twice or late as a whole, and has one stamp.
    var copies = 1
    var stampError = 0.0
    var delay = 0.0
    for place in 0..<Int(record.sensors.count) {
      let reading = sensing.row[place]
      if reading.copies != 1 { copies = Int(reading.copies) }
      if reading.time != time { stampError = reading.time - time }
      delay = max(delay, reading.delay)
    }
    for copy in 0..<copies {
      let row = sensing.panels[panel].rows
      if copy > 0 { readVaryingInputs(sensing.panels[panel], at: time, row: row) }
      var column = record.firstValue + row
      for place in 0..<Int(record.sensors.count) {
        let reading = sensing.row[place]
        sensing.values[column] = reading.isMissing ? .nan : Float(reading.value)
        sensing.masks[column] = reading.faults.rawValue
        column += sensing.rowsPerBlock
      }
      sensing.stampErrors[panel * sensing.rowsPerBlock + row] = Float(stampError)
      sensing.delays[panel * sensing.rowsPerBlock + row] = Float(delay)
      if record.featureCount > 0 {
        feedFeatures(
          panel, at: time, stamp: time + Double(Float(stampError)), delay: Double(Float(delay)))
      }
      finishRow(panel, at: time, steady)
    }
  }

  /// Draws when a fault that is over comes next.
  private mutating func renew(_ fault: Int, at time: Double) {
    while sensing.faults[fault].end <= time {
      let over = sensing.faults[fault]
      sensing.faults[fault] = sensing.faultPlans[fault].next(
        over.behavior, after: over.end, from: sensing.samplers)
    }
  }

  @inline(__always)
  mutating func finishRow(_ panel: Int, at time: Double, _ steady: SteadyInputs) {
    guard time >= sensing.panels[panel].keptFrom else { return }
    let row = sensing.panels[panel].rows
    let place = panel * sensing.rowsPerBlock + row
    sensing.times[place] = time
    sensing.states[place] = steady.state
    sensing.products[place] = steady.product
    sensing.panels[panel].rows = row + 1
    if row + 1 == sensing.panels[panel].capacity { finishBlock(panel) }
  }

  /// Sets the inputs that vary by themselves: wear, ages and the ambience; the wear is noted in a row, if one is given.
  @inline(__always)
  mutating func readVaryingInputs(_ record: PanelRecord, at time: Double, row: Int) {
    let machine = Int(record.machine)
    let layout = sensing.layouts[Int(record.station)]
    let first = Int(machines[machine].firstComponent)
    var read = record.wearRead
    while read != 0 {
      let place = read.trailingZeroBitCount
      let wear = wear(first + place, at: time)
      sensing.inputs[place] = wear
      if record.wearCount > 0, row >= 0 {
        sensing.wear[record.firstWear + place * sensing.rowsPerBlock + row] = Float(wear)
      }
      read &= read &- 1
    }
    if row >= 0, record.wearInterpolated != 0 { noteInterpolatedWear(record, at: time, row: row) }
    read = record.agesRead
    while read != 0 {
      let place = read.trailingZeroBitCount
      sensing.inputs[layout.components + place] = age(first + place, at: time)
      read &= read &- 1
    }
    read = record.conditionsRead
    while read != 0 {
      let place = read.trailingZeroBitCount
      sensing.inputs[layout.firstCondition + place] = sensing.conditions[place].value(at: time)
      read &= read &- 1
    }
  }

  /// Notes wear that no sensor reads, without a look at it.
  private mutating func noteInterpolatedWear(_ record: PanelRecord, at time: Double, row: Int) {
    let first = Int(machines[Int(record.machine)].firstComponent)
    var noted = record.wearInterpolated & ~record.wearRead
    while noted != 0 {
      let place = noted.trailingZeroBitCount
      sensing.wear[record.firstWear + place * sensing.rowsPerBlock + row] = Float(
        interpolatedWear(first + place, at: time))
      noted &= noted &- 1
    }
  }

  /// The age of a component since it was replaced, on its clock.
  private mutating func age(_ component: Int, at time: Double) -> Double {
    components[component].ageBefore
      + reading(Int(components[component].failure), at: time)
  }

  // MARK: - Blocks

  /// Lays a block aside that is full, or the last one.
  private mutating func finishBlock(_ panel: Int) {
    let record = sensing.panels[panel]
    guard record.rows > 0 else { return }
    let capacity = sensing.rowsPerBlock
    let rows = panel * capacity..<panel * capacity + record.rows
    let station = Int(record.station)
    var block = ReadingBlock(
      station: station, machine: Int(record.machine) - Int(stations[station].firstMachine),
      isPerPart: record.isPerPart, waveform: waveformPlace(record),
      times: rows.map { sensing.times[$0] },
      states: rows.map { MachineState(rawValue: sensing.states[$0]) ?? .starved },
      products: rows.map { sensing.products[$0] })
    block.values.reserveCapacity(record.rows * record.valueCount)
    for sensor in 0..<record.valueCount {
      let column = record.firstValue + sensor * capacity
      for place in column..<column + record.rows { block.values.append(sensing.values[place]) }
      guard record.hasFaults else { continue }
      for place in column..<column + record.rows { block.masks.append(sensing.masks[place]) }
    }
    block.wear.reserveCapacity(record.rows * record.wearCount)
    for component in 0..<record.wearCount {
      let column = record.firstWear + component * capacity
      for place in column..<column + record.rows { block.wear.append(sensing.wear[place]) }
    }
    block.features.reserveCapacity(record.rows * Int(record.featureCount))
    for feature in 0..<Int(record.featureCount) {
      let column = record.firstFeatureColumn + feature * capacity
      for place in column..<column + record.rows {
        block.features.append(sensing.featureColumns[place])
      }
    }
    if record.snapshots >= 0 {
      let taking = sensing.snapshotPanels[Int(record.snapshots)]
      let length = sensing.waveforms[Int(taking.waveform)].samples.count
      block.samples.reserveCapacity(record.rows * length)
      for place in taking.firstSample..<taking.firstSample + record.rows * length {
        block.samples.append(sensing.samples[place])
      }
    }
    if record.hasFaults {
      block.stampErrors = rows.map { sensing.stampErrors[$0] }
      block.delays = rows.map { sensing.delays[$0] }
    }
    sensing.finished.append(block)
    sensing.panels[panel].rows = 0
  }

  /// Takes the blocks that are full; when the replication is over, all that there is.
  ///
  /// In the order in which they were filled, machine by machine at the end.
  public mutating func takeReadings() -> [ReadingBlock] {
    if isOver {
      for panel in sensing.panels.indices { finishBlock(panel) }
    }
    let blocks = sensing.finished
    sensing.finished = []
    return blocks
  }

  /// Lets the sensors of a machine be read at the latest when its block will be full.
  mutating func scheduleReading(of panel: Int) {
    let ahead = Double(sensing.panels[panel].nextTick + Int64(sensing.panels[panel].capacity) / 2)
    let time = (ahead + 0.5) * sensing.panels[panel].period
    _ = schedule(
      .reading, Int32(truncatingIfNeeded: panel), at: max(now, time), phase: Phase.recovery)
  }

  /// Reads what has passed, so that no stretch without change fills more than a block.
  mutating func readInTime(_ panel: Int) {
    readSensors(of: Int(sensing.panels[panel].machine))
    scheduleReading(of: panel)
    if sensing.finished.count >= SensingState.mostBlocks { loop.eventLimit = loop.eventCount }
  }
}

/// What is the same for all moments of a stretch without change.
struct SteadyInputs: BitwiseCopyable {
  var state: UInt8
  var product: Int16
}

extension MachineState {
  /// The place of the activity that formulas of sensors read, in the order of `SensingInputs.Activity`.
  fileprivate var activityPlace: Int {
    switch self {
    case .producing: 0
    case .settingUp: 1
    case .waitingForOperator, .starved, .blocked: 2
    case .down, .waitingForRepair: 3
    case .plannedStop: 4
    case .offShift: 5
    }
  }
}
