import EventKernel
import FactoryModel
import RandomVariates

/// A factory laid out as the flat tables with which a simulation begins.
struct FactoryTables: ~Copyable {
  var stations: [StationRecord] = []
  var machines: [MachineRecord] = []
  var failures: [FailureRecord] = []
  var operations: [OperationRecord] = []
  var chances: [ChanceRecord] = []
  var calendars: [CalendarRecord] = []
  var calendarChanges: [CalendarChange] = []
  var returnCounters = 0
  var timeline: [TimelineRecord] = []
  var operationSteps: [OperationStep] = []
  var failureSteps: [FailureStep] = []
  var chanceSteps: [Double] = []
  /// What samplers draw from beside their own numbers.
  var samplerTables = SamplerTables()

  private let seed: UInt64
  private let replication: UInt64

  init(_ factory: Factory, seed: UInt64, replication: UInt64) {
    self.seed = seed
    self.replication = replication
    for station in factory.stations { add(station) }
    for operation in factory.product.route { add(operation, of: factory.product) }
    for calendar in factory.calendars { add(calendar, start: factory.start) }
  }

  private func key(_ path: String, _ purpose: String) -> StreamKey {
    StreamKey(seed: seed, replication: replication, path: path, purpose: purpose)
  }

  private mutating func add(_ station: Station) {
    let index = Int32(stations.count)
    stations.append(
      StationRecord(
        firstMachine: Int32(machines.count), machineCount: Int32(station.machines.count),
        capacity: Int32(clamping: station.buffer ?? .max),
        calendar: Int32(station.calendar ?? -1)))
    for machine in station.machines {
      machines.append(
        MachineRecord(
          station: index, firstFailure: Int32(failures.count),
          failureCount: Int32(station.failures.count)))
      for mode in station.failures {
        let path = "stations.\(station.name).\(machine).\(mode.name)"
        let clock: FailureRecord.Clock =
          switch mode.clock {
          case .calendar: .calendar
          case .running: .running
          case .producing: .producing
          }
        failures.append(
          FailureRecord(
            machine: Int32(machines.count - 1), clock: clock,
            life: samplerTables.sampler(for: mode.timeToFailure),
            repair: samplerTables.sampler(for: mode.timeToRepair),
            lifeKey: key(path, "time to failure"), repairKey: key(path, "time to repair")))
      }
    }
  }

  /// Adds what a step of the timeline changes.
  mutating func add(_ step: TimelineStep) {
    var record = TimelineRecord(
      interval: Sampler(.constant(0)), keptParts: 0, firstChance: Int32(chanceSteps.count))
    switch step.factory.product.release {
    case .saturated: break
    case .keep(let parts): record.keptParts = parts
    case .every(let time, _, _): record.interval = samplerTables.sampler(for: time)
    }
    timeline.append(record)
    for station in step.factory.stations {
      for _ in station.machines {
        for mode in station.failures {
          failureSteps.append(
            FailureStep(
              life: samplerTables.sampler(for: mode.timeToFailure),
              repair: samplerTables.sampler(for: mode.timeToRepair)))
        }
      }
    }
    for operation in step.factory.product.route {
      operationSteps.append(
        OperationStep(
          time: samplerTables.sampler(for: operation.time),
          certainTime: operation.time.certainValue ?? .nan,
          falseAlarm: operation.inspection?.falseAlarm ?? 0))
      for chance in operation.makes { chanceSteps.append(chance.probability) }
      for chance in operation.inspection?.finds ?? [] { chanceSteps.append(chance.probability) }
    }
  }

  private mutating func add(_ operation: Operation, of product: Product) {
    let path = "products.\(product.name).\(operation.name)"
    var record = OperationRecord(
      station: Int32(operation.station), time: samplerTables.sampler(for: operation.time),
      certainTime: operation.time.certainValue ?? .nan,
      idealTime: operation.idealTime, timeKey: key(path, "time"),
      defectKey: key(path, "defects"), inspectionKey: key(path, "inspection"),
      firstMade: Int32(chances.count), madeCount: Int32(operation.makes.count),
      hasInspection: operation.inspection != nil)
    for chance in operation.makes {
      chances.append(ChanceRecord(bit: 1 << chance.defect, probability: chance.probability))
    }
    if let inspection = operation.inspection {
      record.firstFound = Int32(chances.count)
      record.foundCount = Int32(inspection.finds.count)
      record.falseAlarm = inspection.falseAlarm
      let otherwise = disposition(inspection.otherwise)
      record.otherwise = otherwise
      for chance in inspection.finds {
        let own = inspection.dispositions[chance.defect].map { disposition($0) }
        chances.append(
          ChanceRecord(
            bit: 1 << chance.defect, probability: chance.probability,
            disposition: own ?? otherwise))
      }
    }
    operations.append(record)
  }

  private mutating func disposition(_ disposition: Inspection.Disposition) -> DispositionRecord {
    switch disposition {
    case .scrap:
      return DispositionRecord(target: -1, limit: .max, counter: -1)
    case .back(let operation, let atMost):
      var record = DispositionRecord(target: Int32(operation), limit: .max, counter: -1)
      if let atMost {
        record.limit = UInt32(clamping: atMost)
        record.counter = Int32(returnCounters)
        returnCounters += 1
      }
      return record
    }
  }

  private mutating func add(_ calendar: WorkCalendar, start: PlantTime) {
    let spans = calendar.normalized
    let first = Int32(calendarChanges.count)
    let offset = start.secondsIntoWeek
    let startsOpen = spans.contains { $0.start <= offset && offset < $0.end }
    // A span that ends with the week and one that begins with it are one: no change between them.
    let isJoined = spans.first?.start == 0 && spans.last?.end == WorkCalendar.week
    for span in spans {
      if !(isJoined && span.start == 0) {
        calendarChanges.append(CalendarChange(time: span.start, opens: true))
      }
      if !(isJoined && span.end == WorkCalendar.week) {
        calendarChanges.append(CalendarChange(time: span.end, opens: false))
      }
    }
    let count = Int32(calendarChanges.count) - first
    let later = calendarChanges[Int(first)...].firstIndex { $0.time > offset }
    calendars.append(
      CalendarRecord(
        firstChange: first, changeCount: count,
        nextChange: later.map { Int32($0) - first } ?? 0, week: later == nil ? 1 : 0,
        startsOpen: startsOpen))
  }
}
