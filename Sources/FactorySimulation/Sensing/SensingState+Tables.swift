import BasicContainers
import EventKernel
import FactoryModel
import RandomVariates
import SensorSignals
import SignalFeatures

extension SensingState {
  /// Takes what the steps of a factory's timeline change, some of which nobody knew of before.
  mutating func takeSteps(of factory: Factory, _ request: ReadingRequest?, machines: Int) {
    let anew = SensingState(request, of: factory, machines: machines, seed: 0, replication: 0)
    steps = anew.steps.clone()
    waveformSteps = anew.waveformSteps.clone()
    instructions = anew.instructions.clone()
  }

  /// Lays out the sensors of a factory; none where nobody reads them.
  init(
    _ request: ReadingRequest?, of factory: Factory, machines: Int, seed: UInt64,
    replication: UInt64
  ) {
    func key(_ path: String, _ purpose: String) -> StreamKey {
      StreamKey(seed: seed, replication: replication, path: path, purpose: purpose)
    }
    layouts = factory.stations.map { station in
      SensingInputs(
        components: station.components.count, lotProperties: factory.lotProperties.count,
        products: factory.products.count, conditions: factory.conditions.count)
    }
    inputs = UniqueArray(repeating: 0, count: max(1, layouts.map(\.count).max() ?? 0))
    conditions = factory.conditions.map {
      AmbientPath($0, start: factory.start, key: key("ambient.\($0.name)", "chance"))
    }
    let read = factory.stationsReadByRules
    let panelCount = request == nil && read.isEmpty ? 0 : SensingState.panelCount(factory)
    rowsPerBlock = min(request?.rowsPerBlock ?? 64, max(64, 1_048_576 / max(1, panelCount)))
    var layout = SensorLayout(
      rowsPerBlock: rowsPerBlock, timeline: factory.timeline.map(\.factory))
    if panelCount > 0 {
      for (index, station) in factory.stations.enumerated() {
        guard request != nil || read.contains(index) else {
          layout.skip(station)
          continue
        }
        layout.add(
          station, at: index, request, isRead: read.contains(index), layouts[index], key: key)
      }
      for step in factory.timeline { layout.addStep(step.factory, layouts) }
    }
    timedPanels = RecordTable(
      copying: layout.timedPanels.isEmpty
        ? [Stretch](repeating: Stretch(), count: machines) : layout.timedPanels)
    partPanels = RecordTable(
      copying: layout.partPanels.isEmpty
        ? [Stretch](repeating: Stretch(), count: machines) : layout.partPanels)
    pipelines = layout.pipelines
    features = layout.features
    waveforms = layout.waveforms
    snapshotPanels = RecordTable(copying: layout.snapshotPanels)
    waveformPrograms = RecordTable(copying: layout.waveformPrograms)
    waveformSteps = RecordTable(copying: layout.waveformSteps)
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
    featureColumns = RecordTable(repeating: 0, count: layout.featureColumnCount)
    samples = RecordTable(repeating: 0, count: layout.sampleCount)
    states = RecordTable(repeating: 0, count: rows)
    products = RecordTable(repeating: 0, count: rows)
  }

  private static func panelCount(_ factory: Factory) -> Int {
    factory.stations.reduce(0) { sum, station in
      let rhythms = Set(station.sensors.map { $0.rhythm == .part })
      return sum + station.machines.count * (rhythms.count + station.waveforms.count)
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
  var featureColumnCount = 0
  var sampleCount = 0
  /// The panels of each machine.
  var timedPanels: [Stretch] = []
  var partPanels: [Stretch] = []
  var pipelines: [FeaturePipeline] = []
  var features: [[Double]] = []
  var waveforms: [WaveformRecord] = []
  var snapshotPanels: [SnapshotPanelRecord] = []
  var waveformPrograms: [Stretch] = []
  var waveformSteps: [Stretch] = []
  private let rowsPerBlock: Int
  /// The factory from each step of the timeline on.
  private let timeline: [Factory]
  /// Where each sensor that takes snapshots comes from, panel by panel.
  private var waveformOrigins: [(station: Int, waveform: Int)] = []
  /// Where each sensor comes from, for the steps of the timeline.
  private var origins: [(station: Int, sensor: Int)] = []

  init(rowsPerBlock: Int, timeline: [Factory]) {
    self.rowsPerBlock = rowsPerBlock
    self.timeline = timeline
  }

  /// Leaves out the machines of a station.
  mutating func skip(_ station: Station) {
    for _ in station.machines {
      timedPanels.append(Stretch())
      partPanels.append(Stretch())
      features.append([])
    }
  }

  /// Adds what tells of the machines of a station; where nobody asked for readings, as far as features are made of it.
  mutating func add(
    _ station: Station, at place: Int, _ request: ReadingRequest?, isRead: Bool,
    _ inputs: SensingInputs, key: (_ path: String, _ purpose: String) -> StreamKey
  ) {
    let firstWaveform = waveforms.count
    let sensorFeatures = station.sensors.reduce(0) { $0 + $1.features.count }
    var first = sensorFeatures
    for (index, waveform) in station.waveforms.enumerated() {
      var fastest = waveform
      for factory in timeline {
        let later = factory.stations[place].waveforms[index].highestShaftSpeed
        fastest.highestShaftSpeed = max(fastest.highestShaftSpeed, later)
      }
      waveforms.append(WaveformRecord(fastest, firstFeature: first))
      first += waveform.features.count
    }
    for number in station.machines.indices {
      let machine = (all: timedPanels.count, own: number)
      features.append([Double](repeating: .nan, count: first))
      for isPerPart in [false, true] {
        let begin = panels.count
        let chosen = station.sensors.indices.filter {
          (station.sensors[$0].rhythm == .part) == isPerPart
        }
        let hasFeatures = chosen.contains { !station.sensors[$0].features.isEmpty }
        let readsAll = request.map { !($0.isBystander && isRead) } ?? false
        if !chosen.isEmpty, readsAll || hasFeatures {
          add(
            chosen, of: station, at: place, machine: machine, request, isRead: isRead, inputs,
            key: key)
        }
        for (index, waveform) in station.waveforms.enumerated()
        where (waveform.rhythm == .part) == isPerPart {
          add(
            waveform, index, firstWaveform + index, of: station, at: place, machine: machine,
            request,
            isRead: isRead, inputs, key: key)
        }
        let added = Stretch(first: Int32(begin), count: Int32(panels.count - begin))
        if isPerPart { partPanels.append(added) } else { timedPanels.append(added) }
      }
    }
  }

  /// A panel whose rows begin when they are to be kept, or at 0 where rules look at features of them.
  private mutating func panel(
    at station: Int, machine: Int, rhythm: Sensor.Rhythm, period: Double,
    _ request: ReadingRequest?,
    _ inputs: SensingInputs, sensors: Stretch, values: Int, capacity: Int, isRead: Bool
  ) -> PanelRecord {
    let wearColumns = request?.notesWear == true ? inputs.components : 0
    let keptFrom = request?.start ?? .infinity
    var panel = PanelRecord(
      station: Int32(station), machine: Int32(machine), isPerPart: rhythm == .part,
      sensors: sensors, period: period, firstValue: valueCount, firstWear: wearCount,
      wearCount: wearColumns, valueCount: values, capacity: capacity, keptFrom: keptFrom,
      isReadByRules: isRead)
    let start = isRead ? 0 : keptFrom
    if rhythm != .part {
      panel.nextTick = Int64((start / period).rounded(.up))
      panel.nextTime = Double(panel.nextTick) * period
    }
    panel.unchangedSince = start
    if wearColumns > 0 {
      let all: UInt64 = inputs.components >= 64 ? .max : 1 << inputs.components - 1
      if request?.isBystander == true {
        panel.wearInterpolated = all
      } else {
        panel.wearRead = all
      }
    }
    valueCount += rowsPerBlock * values
    wearCount += rowsPerBlock * wearColumns
    return panel
  }

  /// Adds the sensors of a machine that are read at the same moments.
  private mutating func add(
    _ chosen: [Int], of station: Station, at stationPlace: Int, machine: (all: Int, own: Int),
    _ request: ReadingRequest?, isRead: Bool, _ inputs: SensingInputs,
    key: (_ path: String, _ purpose: String) -> StreamKey
  ) {
    let isPerPart = station.sensors[chosen[0]].rhythm == .part
    let period = chosen.compactMap { station.sensors[$0].rhythm.period }.min() ?? 0
    let featureCount = chosen.reduce(0) { $0 + station.sensors[$1].features.count }
    var panel = panel(
      at: stationPlace, machine: machine.all, rhythm: station.sensors[chosen[0]].rhythm,
      period: period, request, inputs,
      sensors: Stretch(first: Int32(sensors.count), count: Int32(chosen.count)),
      values: chosen.count, capacity: rowsPerBlock, isRead: isRead)
    panel.firstFeatureColumn = featureColumnCount
    panel.featureCount = Int32(featureCount)
    if request != nil { featureColumnCount += rowsPerBlock * featureCount }
    for place in chosen {
      let sensor = station.sensors[place]
      let path = "stations.\(station.name).\(station.machines[machine.own].name).\(sensor.name)"
      let own = sensor.rhythm.period ?? 0
      let step = step(sensor, inputs)
      var record = SensorRecord(
        value: step.value, noise: step.noise, valueVaries: step.valueVaries,
        noiseVaries: step.noiseVaries, drift: step.drift,
        everyTicks: period > 0 ? Int64((own / period).rounded()) : 1,
        unitSize: sensor.unit.size, unitZero: sensor.unit.zero, chain: SensorLayout.chain(sensor),
        chance: RandomStream(key(path, "noise")),
        faults: add(faultsOf: sensor, path, among: station, isPerPart: isPerPart, key),
        faultChance: RandomStream(key(path, "faults")))
      if sensor.offsetDeviation > 0 {
        var stream = RandomStream(key(path, "offset"))
        record.offset = stream.normal(
          mean: 0, standardDeviation: sensor.offsetDeviation / sensor.unit.size)
      }
      if !sensor.features.isEmpty {
        record.pipeline = Int32(pipelines.count)
        record.firstFeature = Int32(
          station.sensors[..<place].reduce(0) { $0 + $1.features.count })
        record.restartsWith = SensorLayout.componentsRead(by: sensor.value, inputs)
        pipelines.append(SensorLayout.pipeline(of: sensor))
      }
      sensors.append(record)
      if !sensor.faults.isEmpty { panel.hasFaults = true }
      origins.append((stationPlace, place))
      panel.note(sensor, inputs)
    }
    panels.append(panel)
  }

  /// Adds a sensor of a machine that takes snapshots.
  private mutating func add(
    _ waveform: Waveform, _ own: Int, _ place: Int, of station: Station, at stationPlace: Int,
    machine: (all: Int, own: Int), _ request: ReadingRequest?, isRead: Bool,
    _ inputs: SensingInputs, key: (_ path: String, _ purpose: String) -> StreamKey
  ) {
    let capacity =
      request == nil
      ? 1 : min(rowsPerBlock, max(1, SensorLayout.samplesPerBlock / waveform.length))
    var panel = panel(
      at: stationPlace, machine: machine.all, rhythm: waveform.rhythm,
      period: waveform.rhythm.period ?? 0, request, inputs, sensors: Stretch(),
      values: waveform.features.count, capacity: capacity, isRead: isRead)
    panel.snapshots = Int32(snapshotPanels.count)
    snapshotPanels.append(
      SnapshotPanelRecord(
        waveform: Int32(place),
        key: key(
          "stations.\(station.name).\(station.machines[machine.own].name).\(waveform.name)",
          "snapshots"),
        firstProgram: Int32(waveformPrograms.count), firstSample: sampleCount))
    if request != nil { sampleCount += capacity * waveform.length }
    for program in waveform.programs { waveformPrograms.append(add(program)) }
    waveformOrigins.append((stationPlace, own))
    for program in waveform.programs { panel.note(program.readInputs, inputs) }
    panels.append(panel)
  }

  /// So many samples stand in a block of snapshots, or one snapshot.
  private static let samplesPerBlock = 262_144

  private static func pipeline(of sensor: Sensor) -> FeaturePipeline {
    do {
      return try FeaturePipeline([
        FeatureChannel(sensor.name, sensor.features, leastDeviation: sensor.resolution / 3)
      ])
    } catch {
      preconditionFailure("\(sensor.name): \(error)")
    }
  }

  /// The components whose wear or age a program reads, one bit each.
  private static func componentsRead(
    by program: FormulaProgram, _ inputs: SensingInputs
  ) -> UInt64 {
    var components: UInt64 = 0
    for input in program.readInputs where input < inputs.firstLotProperty {
      components |= 1 << UInt64(input % inputs.components)
    }
    return components
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
    for (station, waveform) in waveformOrigins {
      for program in factory.stations[station].waveforms[waveform].programs {
        waveformSteps.append(add(program))
        for place in panels.indices where Int(panels[place].station) == station {
          panels[place].note(program.readInputs, layouts[station])
        }
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
    note(sensor.value.readInputs.union(sensor.noise?.readInputs ?? []), inputs)
  }

  /// Notes which inputs are read.
  fileprivate mutating func note(_ read: Set<Int>, _ inputs: SensingInputs) {
    for input in read {
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

extension Waveform {
  /// Speed, load, and the severities in the order of the faults.
  fileprivate var programs: [FormulaProgram] {
    [shaftSpeed, load] + WaveformFault.allCases.compactMap { severities[$0] }
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
