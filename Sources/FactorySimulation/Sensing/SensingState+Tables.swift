import BasicContainers
import EventKernel
import FactoryModel
import RandomVariates

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
private struct SensorLayout {
  var panels: [PanelRecord] = []
  var sensors: [SensorRecord] = []
  var steps: [SensorStep] = []
  var instructions: [FormulaInstruction] = []
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
          noiseVaries: step.noiseVaries, hasNoise: step.hasNoise, drift: step.drift,
          everyTicks: period > 0 ? Int64((own / period).rounded()) : 1,
          follower: Follower(constant: sensor.lag, usualTime: own),
          chance: CorrelatedChance(
            constant: sensor.noiseLasts, usualTime: own, key: key(path, "noise")),
          display: Display(
            unitSize: sensor.unit.size, unitZero: sensor.unit.zero,
            least: sensor.range?.lowerBound ?? -.infinity,
            greatest: sensor.range?.upperBound ?? .infinity, resolution: sensor.resolution)))
      origins.append((stationPlace, place))
      panel.note(sensor, inputs)
    }
    valueCount += rows * chosen.count
    wearCount += rows * wearColumns
    panels.append(panel)
    return Int32(panels.count - 1)
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
      hasNoise: sensor.noise != nil, drift: sensor.drift)
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
