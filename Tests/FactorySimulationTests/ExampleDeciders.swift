import FactoryModel
import FactorySimulation
import Synchronization

/// Replaces from an age on.
struct AgeDecider: MaintenanceDecider {
  /// On the component's own clock.
  var replaceFrom: Double

  mutating func decide(on component: ComponentObservation) -> WearAction.Action {
    component.age >= replaceFrom ? .replace : .leave
  }
}

/// Repairs and replaces by the age since the last perfect repair, which it remembers.
struct RepairDecider: MaintenanceDecider {
  var repairFrom: Double
  var replaceFrom: Double
  /// When it asked for the last repair, and at what age.
  private var repairs: [ComponentPlace: (time: Double, age: Double)] = [:]

  init(repairFrom: Double, replaceFrom: Double) {
    self.repairFrom = repairFrom
    self.replaceFrom = replaceFrom
  }

  mutating func decide(on component: ComponentObservation) -> WearAction.Action {
    var age = component.age
    let replacedAt = component.time - component.timeSinceReplacement
    if let repair = repairs[component.place], repair.time > replacedAt { age -= repair.age }
    if age >= replaceFrom { return .replace }
    guard age >= repairFrom else { return .leave }
    repairs[component.place] = (component.time, component.age)
    return .repair
  }
}

/// Replaces at every so many looks, which it counts for each machine.
///
/// It is larger than what an existential holds in itself, and has a table besides.
struct CountingDecider: MaintenanceDecider {
  var replaceAtEvery: Int
  private var looks = Array(repeating: 0, count: 64)
  private var asked = 0
  private var replaced = 0

  init(replaceAtEvery: Int) { self.replaceAtEvery = replaceAtEvery }

  mutating func decide(on component: ComponentObservation) -> WearAction.Action {
    let place = component.place.station * 16 + component.place.machine
    asked += 1
    looks[place] += 1
    guard looks[place].isMultiple(of: replaceAtEvery) else { return .leave }
    replaced += 1
    return .replace
  }
}

/// Replaces from an age on, and keeps what it has been shown where the test finds it.
struct RecordingDecider: MaintenanceDecider {
  /// The record, which copies share: so it is for simulations that are not forked.
  final class Record: Sendable {
    private let kept = Mutex<[ComponentObservation]>([])

    var observations: [ComponentObservation] { kept.withLock { $0 } }
    func keep(_ observation: ComponentObservation) { kept.withLock { $0.append(observation) } }
  }

  var record: Record
  var replaceFrom: Double

  mutating func decide(on component: ComponentObservation) -> WearAction.Action {
    record.keep(component)
    return component.age >= replaceFrom ? .replace : .leave
  }
}
