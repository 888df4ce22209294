import BasicContainers
import EventKernel
import FactoryModel
import RandomVariates
import SensorSignals

extension SensingState {
  /// Lays out the sensors of a factory; none where nobody reads them.
  init(
    _ request: ReadingRequest?, of factory: Factory, machines: Int, seed: UInt64,
    replication: UInt64
  ) {
    func key(_ path: String, _ purpose: String) -> StreamKey {
      StreamKey(seed: seed, replication: replication, path: path, purpose: purpose)
    }
    timedPanels = RecordTable(repeating: -1, count: machines)
    partPanels = RecordTable(repeating: -1, count: machines)
    layouts = factory.stations.map { station in
      SensingInputs(
        components: station.components.count, lotProperties: factory.lotProperties.count,
        products: factory.products.count, conditions: factory.conditions.count)
    }
    inputs = UniqueArray(repeating: 0, count: max(1, layouts.map(\.count).max() ?? 0))
    conditions = factory.conditions.map {
      AmbientPath($0, start: factory.start, key: key("ambient.\($0.name)", "chance"))
    }
    var layout = SensorLayout()
    let read = request == nil ? 0 : SensingState.panelCount(factory)
    rowsPerBlock = min(request?.rowsPerBlock ?? 1, max(64, 1_048_576 / max(1, read)))
    if let request, read > 0 {
      var machine = 0
      for (index, station) in factory.stations.enumerated() {
        for number in station.machines.indices {
          defer { machine += 1 }
          for isPerPart in [false, true] {
            let chosen = station.sensors.indices.filter {
              (station.sensors[$0].rhythm == .part) == isPerPart
            }
            guard !chosen.isEmpty else { continue }
            let panel = layout.add(
              chosen, of: station, at: index, machine: (machine, number), request,
              layouts[index], rows: rowsPerBlock, key: key)
            if isPerPart { partPanels[machine] = panel } else { timedPanels[machine] = panel }
          }
        }
      }
      for step in factory.timeline { layout.addStep(step.factory, layouts) }
    }
    panels = RecordTable(copying: layout.panels)
    sensors = RecordTable(copying: layout.sensors)
    instructions = UniqueArray(copying: layout.instructions)
    steps = RecordTable(copying: layout.steps)
    let rows = layout.panels.count * rowsPerBlock
    faultPlans = RecordTable(copying: layout.faultPlans)
    faults = UniqueArray(copying: layout.faults)
    samplers = layout.samplers.fork()
    row = UniqueArray(
      repeating: SensorReading(time: 0, value: 0),
      count: max(1, layout.panels.map { Int($0.sensors.count) }.max() ?? 0))
    let fails = layout.panels.contains(where: \.hasFaults)
    stampErrors = RecordTable(repeating: 0, count: fails ? rows : 0)
    delays = RecordTable(repeating: 0, count: fails ? rows : 0)
    masks = RecordTable(repeating: 0, count: fails ? layout.valueCount : 0)
    times = RecordTable(repeating: 0, count: rows)
    values = RecordTable(repeating: 0, count: layout.valueCount)
    wear = RecordTable(repeating: 0, count: layout.wearCount)
    states = RecordTable(repeating: 0, count: rows)
    products = RecordTable(repeating: 0, count: rows)
  }

  private static func panelCount(_ factory: Factory) -> Int {
    factory.stations.reduce(0) { sum, station in
      let rhythms = Set(station.sensors.map { $0.rhythm == .part })
      return sum + station.machines.count * rhythms.count
    }
  }
}

/// The sensors of a factory while they are laid out.
private struct SensorLayout: ~Copyable {
  var panels: [PanelRecord] = []
  var sensors: [SensorRecord] = []
  var steps: [SensorStep] = []
  var instructions: [FormulaInstruction] = []
  var faultPlans: [SensorFaultRecord] = []
  var faults: [SensorFault] = []
  var samplers = SamplerTables()
  var valueCount = 0
  var wearCount = 0
  /// Where each sensor comes from, for the steps of the timeline.
  private var origins: [(station: Int, sensor: Int)] = []

  /// Adds the sensors of a machine that are read at the same moments.
  mutating func add(
    _ chosen: [Int], of station: Station, at stationPlace: Int, machine: (all: Int, own: Int),
    _ request: ReadingRequest, _ inputs: SensingInputs, rows: Int,
    key: (_ path: String, _ purpose: String) -> StreamKey
  ) -> Int32 {
    let isPerPart = station.sensors[chosen[0]].rhythm == .part
    let period = chosen.compactMap { station.sensors[$0].period }.min() ?? 0
    let wearColumns = request.notesWear ? inputs.components : 0
    var panel = PanelRecord(
      station: Int32(stationPlace), machine: Int32(machine.all), isPerPart: isPerPart,
      sensors: Stretch(first: Int32(sensors.count), count: Int32(chosen.count)), period: period,
      firstValue: valueCount, firstWear: wearCount, wearCount: wearColumns)
    if !isPerPart {
      panel.nextTick = Int64((request.start / period).rounded(.up))
      panel.nextTime = Double(panel.nextTick) * period
    }
    panel.unchangedSince = request.start
    if request.notesWear {
      panel.wearRead = inputs.components >= 64 ? .max : 1 << inputs.components - 1
    }
    for place in chosen {
      let sensor = station.sensors[place]
      let path = "stations.\(station.name).\(station.machines[machine.own].name).\(sensor.name)"
      let own = sensor.period ?? 0
      let step = step(sensor, inputs)
      sensors.append(
        SensorRecord(
          value: step.value, noise: step.noise, valueVaries: step.valueVaries,
          noiseVaries: step.noiseVaries, drift: step.drift,
          everyTicks: period > 0 ? Int64((own / period).rounded()) : 1,
          unitSize: sensor.unit.size, unitZero: sensor.unit.zero, chain: SensorLayout.chain(sensor),
          chance: RandomStream(key(path, "noise")),
          faults: add(faultsOf: sensor, path, among: station, isPerPart: isPerPart, key),
          faultChance: RandomStream(key(path, "faults"))))
      if !sensor.faults.isEmpty { panel.hasFaults = true }
      origins.append((stationPlace, place))
      panel.note(sensor, inputs)
    }
    valueCount += rows * chosen.count
    wearCount += rows * wearColumns
    panels.append(panel)
    return Int32(panels.count - 1)
  }

  /// What a sensor does to what is true.
  private static func chain(_ sensor: Sensor) -> SensorChain {
    do {
      return try SensorChain(
        timeConstant: sensor.lag, correlationTime: sensor.noiseLasts,
        digitizer: Digitizer(
          resolution: sensor.resolution, lowest: sensor.range?.lowerBound ?? -.infinity,
          highest: sensor.range?.upperBound ?? .infinity))
    } catch {
      preconditionFailure("\(sensor.name): \(error)")
    }
  }

  /// Adds the faults of a sensor, none of which has begun.
  private mutating func add(
    faultsOf sensor: Sensor, _ path: String, among station: Station, isPerPart: Bool,
    _ key: (_ path: String, _ purpose: String) -> StreamKey
  ) -> Stretch {
    let first = Int32(faultPlans.count)
    let together = station.sensors.indices.filter {
      (station.sensors[$0].rhythm == .part) == isPerPart
    }
    for plan in sensor.faults {
      var record = SensorFaultRecord(
        after: samplers.sampler(for: plan.after),
        lasts: samplers.sampler(for: plan.lasts ?? .constant(0)), lastsForEver: plan.lasts == nil,
        key: key(path, "fault \(plan.name)"))
      var behavior = plan.behavior
      if case .swappedTags(let partner) = behavior {
        // Places among all sensors of the station become places in the row.
        behavior = .swappedTags(
          partner: Int32(together.firstIndex(of: Int(partner)) ?? together.count))
      }
      faults.append(record.next(behavior, after: 0, from: samplers))
      faultPlans.append(record)
    }
    return Stretch(first: first, count: Int32(sensor.faults.count))
  }

  /// Adds what a step of the timeline changes.
  mutating func addStep(_ factory: Factory, _ layouts: [SensingInputs]) {
    for (station, sensor) in origins {
      let changed = factory.stations[station].sensors[sensor]
      steps.append(step(changed, layouts[station]))
      for place in panels.indices where Int(panels[place].station) == station {
        panels[place].note(changed, layouts[station])
      }
    }
  }

  private mutating func step(_ sensor: Sensor, _ inputs: SensingInputs) -> SensorStep {
    func varies(_ program: FormulaProgram?) -> Bool {
      program?.readInputs.contains {
        $0 < inputs.firstLotProperty || $0 >= inputs.firstCondition
      } ?? false
    }
    return SensorStep(
      value: add(sensor.value), noise: sensor.noise.map { add($0) } ?? Stretch(),
      valueVaries: varies(sensor.value), noiseVaries: varies(sensor.noise),
      drift: sensor.drift / sensor.unit.size)
  }

  private mutating func add(_ program: FormulaProgram) -> Stretch {
    let first = Int32(instructions.count)
    instructions += program.instructions
    return Stretch(first: first, count: Int32(program.instructions.count))
  }
}

extension PanelRecord {
  /// Notes what a sensor reads.
  fileprivate mutating func note(_ sensor: Sensor, _ inputs: SensingInputs) {
    if sensor.lag > 0, !isPerPart { hasLag = true }
    for input in sensor.value.readInputs.union(sensor.noise?.readInputs ?? []) {
      if input < inputs.components {
        wearRead |= 1 << UInt64(input)
      } else if input < inputs.firstLotProperty {
        agesRead |= 1 << UInt64(input - inputs.components)
      } else if input < inputs.firstActivity {
        readsLots = true
      } else if input >= inputs.firstCondition {
        conditionsRead |= 1 << UInt64(input - inputs.firstCondition)
      }
    }
  }
}

extension Sensor {
  /// The time from one reading to the next; `nil` where rows are parts.
  fileprivate var period: Double? {
    if case .every(let period) = rhythm { period } else { nil }
  }
}

extension SensorFaultRecord {
  /// The next time that the fault comes.
  mutating func next(
    _ behavior: SensorFault.Behavior, after time: Double, from tables: borrowing SamplerTables
  ) -> SensorFault {
    var stream = RandomStream(key, ordinal: ordinal)
    ordinal += 1
    let begin = time + max(0, after.sample(using: &stream, from: tables))
    let end =
      lastsForEver ? .infinity : begin + max(0, lasts.sample(using: &stream, from: tables))
    do {
      return try SensorFault(behavior, from: begin, to: end)
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
