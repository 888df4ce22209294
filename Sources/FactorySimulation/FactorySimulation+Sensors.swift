import BasicContainers
import EventKernel
import FactoryModel
import RandomVariates

/// Sensors: read for all moments that have passed, before something changes on which they depend.
extension FactorySimulation {
  /// Reads the sensors of a machine for the moments before the present one.
  ///
  /// Called before anything changes on which they may depend. The moment itself comes later: its readings are of what is
  /// after all that happens at it.
  @inline(__always)
  mutating func readSensors(of machine: Int) {
    guard isSensing else { return }
    let panel = Int(sensing.timedPanels[machine])
    guard panel >= 0 else { return }
    if sensing.panels[panel].hasLag, sensing.panels[panel].unchangedSince < now { tellLags(panel) }
    if sensing.panels[panel].nextTime < now { readPassedMoments(panel) }
    sensing.panels[panel].unchangedSince = now
  }

  /// Reads all sensors for the moments before the present one.
  mutating func readAllSensors() {
    guard isSensing else { return }
    for machine in machines.indices { readSensors(of: machine) }
  }

  /// Reads the sensors whose rows are parts: the machine has finished its work on one.
  @inline(never)
  mutating func readAtPart(_ machine: Int) {
    let panel = Int(sensing.partPanels[machine])
    guard panel >= 0 else { return }
    let row = prepareSteadyInputs(panel)
    readRow(panel, at: now, tick: 0, row)
    sensing.panels[panel].unchangedSince = now
  }

  /// What is the same for all moments of a stretch without change.
  private struct Steady {
    var state: UInt8
    var product: Int16
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
    for sensor in record.sensors.range where sensing.sensors[sensor].follower.constant > 0 {
      let value = sensed(sensing.sensors[sensor].value)
      sensing.sensors[sensor].follower.jump(to: value, at: record.unchangedSince)
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
  private mutating func prepareSteadyInputs(_ panel: Int) -> Steady {
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
        sensing.sensors[sensor].steadyValue = sensed(sensing.sensors[sensor].value)
      }
      if sensing.sensors[sensor].hasNoise, !sensing.sensors[sensor].noiseVaries {
        sensing.sensors[sensor].steadyNoise = sensed(sensing.sensors[sensor].noise)
      }
    }
    return Steady(state: state.rawValue, product: Int16(truncatingIfNeeded: product))
  }

  @inline(__always)
  private mutating func sensed(_ program: Stretch) -> Double {
    FormulaProgram.value(
      of: sensing.instructions.span.extracting(program.range), inputs: sensing.inputs.span)
  }

  /// Reads one row.
  private mutating func readRow(_ panel: Int, at time: Double, tick: Int64, _ steady: Steady) {
    let record = sensing.panels[panel]
    let row = record.rows
    let capacity = sensing.rowsPerBlock
    readVaryingInputs(record, at: time, row: row)
    var column = record.firstValue + row
    for sensor in record.sensors.range {
      defer { column += capacity }
      let every = sensing.sensors[sensor].everyTicks
      if every > 1, tick % every != 0 {
        sensing.values[column] = .nan
        continue
      }
      let value =
        sensing.sensors[sensor].valueVaries
        ? sensed(sensing.sensors[sensor].value) : sensing.sensors[sensor].steadyValue
      var shown = sensing.sensors[sensor].follower.follow(value, at: time)
      if sensing.sensors[sensor].hasNoise {
        let deviation =
          sensing.sensors[sensor].noiseVaries
          ? sensed(sensing.sensors[sensor].noise) : sensing.sensors[sensor].steadyNoise
        shown += deviation * sensing.sensors[sensor].chance.next(at: time)
      }
      shown += sensing.sensors[sensor].drift * time
      sensing.values[column] = sensing.sensors[sensor].display.shown(shown)
    }
    let place = panel * capacity + row
    sensing.times[place] = time
    sensing.states[place] = steady.state
    sensing.products[place] = steady.product
    sensing.panels[panel].rows = row + 1
    if row + 1 == capacity { finishBlock(panel) }
  }

  /// Sets the inputs that vary by themselves: wear, ages and the ambience; the wear is noted in a row, if one is given.
  @inline(__always)
  private mutating func readVaryingInputs(_ record: PanelRecord, at time: Double, row: Int) {
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
    var values: [Float] = []
    values.reserveCapacity(record.rows * Int(record.sensors.count))
    for sensor in 0..<Int(record.sensors.count) {
      let column = record.firstValue + sensor * capacity
      for place in column..<column + record.rows { values.append(sensing.values[place]) }
    }
    var wear: [Float] = []
    wear.reserveCapacity(record.rows * record.wearCount)
    for component in 0..<record.wearCount {
      let column = record.firstWear + component * capacity
      for place in column..<column + record.rows { wear.append(sensing.wear[place]) }
    }
    let rows = panel * capacity..<panel * capacity + record.rows
    let station = Int(record.station)
    sensing.finished.append(
      ReadingBlock(
        station: station, machine: Int(record.machine) - Int(stations[station].firstMachine),
        isPerPart: record.isPerPart, rowCount: record.rows,
        times: rows.map { sensing.times[$0] }, values: values, wear: wear,
        states: rows.map { MachineState(rawValue: sensing.states[$0]) ?? .starved },
        products: rows.map { sensing.products[$0] }))
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
    let ahead = Double(sensing.panels[panel].nextTick + Int64(sensing.rowsPerBlock) / 2)
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
