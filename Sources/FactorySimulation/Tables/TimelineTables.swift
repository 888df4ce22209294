import FactoryModel
import RandomVariates

/// What the steps of a timeline change, laid out flat: as many rows of each kind a step.
struct TimelineTables {
  var products: [ProductStep] = []
  var operations: [OperationStep] = []
  var machineTimes: [Sampler] = []
  var branches: [Double] = []
  var machines: [Double] = []
  var failures: [FailureStep] = []
  /// Times of set-ups, by station.
  var setupTimes: [Sampler] = []
  var chances: [ChanceStep] = []
  var crews: [Int32] = []
  var resources: [Int32] = []
  var values: [Sampler] = []
  var shifts: [Double] = []
  var gaugeErrors: [Double] = []
  var powers: [PowerRecord] = []
  /// The chances above which models of inspections reject.
  var modelChances: [Double] = []
  var components: [ComponentStep] = []
  var stores: [StoreStep] = []
  var links: [LinkStep] = []
  var customers: [CustomerStep] = []
}

/// What a product has from a step of the timeline on.
struct ProductStep: BitwiseCopyable {
  /// The time between lots, where lots arrive.
  var interval: Sampler
  /// Parts that are kept in the factory, where a number is kept.
  var keptParts: Int
}

/// What an operation has from a step of the timeline on.
struct OperationStep: BitwiseCopyable {
  var time: Sampler
  var certainTime: Double
  var timeFactor: WearFormulaRecord
  var falseAlarm: Double
}

/// What the chance of a defect is from a step of the timeline on.
struct ChanceStep: BitwiseCopyable {
  var probability: Double
  var wear = WearFormulaRecord()
}

/// What a failure mode of a machine has from a step of the timeline on.
struct FailureStep: BitwiseCopyable {
  var life: Sampler
  var repair: Sampler
  var notice: Sampler
  var cost: Double
}

extension FactoryTables {
  /// Adds what a step of the timeline changes, in the order in which the factory's tables were laid out.
  mutating func add(_ change: TimelineStep) {
    for station in change.factory.stations {
      timeline.powers.append(power(of: station))
      timeline.setupTimes.append(samplerTables.sampler(for: station.setupTime ?? .constant(0)))
      for (number, machine) in station.machines.enumerated() {
        timeline.machines.append(1 / machine.speed)
        for mode in station.failures where mode.concerns(machine: number) {
          timeline.failures.append(
            FailureStep(
              life: samplerTables.sampler(for: mode.timeToFailure),
              repair: samplerTables.sampler(for: mode.timeToRepair),
              notice: samplerTables.sampler(for: mode.timeUntilNoticed ?? .constant(0)),
              cost: mode.cost + value(of: mode.spares, change.factory)))
          timeline.chances += mode.makes.map { step($0) }
          timeline.shifts += mode.shifts.map(\.amount)
        }
        for _ in station.components {
          timeline.failures.append(
            FailureStep(
              life: Sampler(.constant(0)), repair: Sampler(.constant(0)),
              notice: Sampler(.constant(0)), cost: 0))
        }
      }
    }
    for product in change.factory.products { add(product, of: change.factory) }
    timeline.crews += change.factory.crews.map { Int32($0.size) }
    timeline.resources += change.factory.resources.map { Int32($0.size) }
  }

  private mutating func add(_ product: Product, of factory: Factory) {
    var record = ProductStep(interval: Sampler(.constant(0)), keptParts: 0)
    switch product.release {
    case .saturated, .orders, .store: break
    case .keep(let parts): record.keptParts = parts
    case .cards(let cards, _): record.keptParts = cards
    case .every(let time, _, _, _): record.interval = samplerTables.sampler(for: time)
    }
    timeline.products.append(record)
    for operation in product.route {
      timeline.operations.append(
        OperationStep(
          time: samplerTables.sampler(for: operation.time),
          certainTime: operation.time.certainValue ?? .nan,
          timeFactor: add(operation.timeFactor),
          falseAlarm: operation.inspection?.falseAlarm ?? 0))
      timeline.chances += operation.makes.map { step($0) }
      var cumulative = 0.0
      for way in operation.next {
        cumulative += way.probability
        timeline.branches.append(cumulative)
      }
      if !operation.next.isEmpty { timeline.branches[timeline.branches.count - 1] = 2 }
      if !operation.machineTimes.isEmpty {
        for machine in factory.stations[operation.station].machines.indices {
          timeline.machineTimes.append(
            samplerTables.sampler(for: operation.machineTimes[machine] ?? operation.time))
        }
      }
      timeline.values += operation.measures.map { samplerTables.sampler(for: $0.value) }
      timeline.gaugeErrors += (operation.inspection?.reads ?? []).map(\.error)
      timeline.chances += (operation.inspection?.finds ?? []).map { step($0) }
      if let model = operation.inspection?.model { timeline.modelChances.append(model.chance) }
    }
  }

  private mutating func step(_ chance: DefectChance) -> ChanceStep {
    ChanceStep(probability: chance.probability, wear: add(chance.wear))
  }
}
