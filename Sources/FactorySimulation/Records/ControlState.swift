import EventKernel
import FactoryModel
import RandomVariates

/// Rules that move set-points, in a running simulation.
struct ControlState: ~Copyable {
  var rules: RecordTable<ControlRecord>
  var deciders: [any SetPointDecider]
  /// The set-points of each rule as they are now.
  var present: [[Double]]
  /// At which set-points of each rule parts were made: ``ControlRecord/epoch``, one a rule for each part; -1 for none.
  var epochs: RecordTable<Int32>
  var accounts: [ControlAccount]
  /// Until when the accounts go.
  var bookedAt = 0.0
  /// All that was suggested since the start.
  var log: [SetPointChange] = []
  /// The step of the scenario's own timeline that was taken last; -1 while none was.
  var scenarioStep = -1
  /// The tables to which steps are added; `nil` before the first change, and in a fork.
  var tables: FactoryTables?

  init(
    _ factory: Factory, approvals: [Sampler], deciders given: [String: any SetPointDecider],
    seed: UInt64, replication: UInt64
  ) {
    rules = RecordTable(
      copying: zip(factory.controlRules, approvals).map { rule, approval in
        var characteristic = -1
        if case .runToRun(let method) = rule.method { characteristic = method.characteristic }
        return ControlRecord(
          station: Int32(rule.station), inspection: Int32(rule.inspection),
          characteristic: Int32(characteristic), every: rule.every, leastParts: rule.leastParts,
          approval: approval,
          key: StreamKey(
            seed: seed, replication: replication, path: "control.\(rule.name)", purpose: "approval")
        )
      })
    present = factory.controlRules.map { rule in
      rule.moves.map { factory.stations[rule.station].setPoints[$0.setPoint].value }
    }
    accounts = factory.controlRules.map { ControlAccount(setPoints: $0.moves.count) }
    deciders = zip(factory.controlRules, present).map { rule, start in
      switch rule.method {
      case .runToRun(let method): return RunToRunDecider(method)
      case .evolutionary(let method):
        return EvolutionaryDecider(method, start: start, moves: rule.moves)
      case .bayesian(let method): return SafeStepDecider(method, start: start, moves: rule.moves)
      case .decider(let name):
        guard let decider = given[name] else {
          preconditionFailure("rule '\(rule.name)' asks the decider '\(name)', and none is given")
        }
        return decider
      }
    }
    epochs = RecordTable(minimumCapacity: 256 * factory.controlRules.count)
  }

  private init(copying other: borrowing ControlState) {
    rules = other.rules.clone()
    deciders = other.deciders
    present = other.present
    epochs = other.epochs.clone()
    accounts = other.accounts
    bookedAt = other.bookedAt
    log = other.log
    scenarioStep = other.scenarioStep
  }

  borrowing func fork() -> ControlState { ControlState(copying: self) }

  /// Takes off the record of a new part what the one before it carried.
  mutating func clear(part: Int) {
    let count = rules.count
    while epochs.count < (part + 1) * count { epochs.append(-1) }
    for place in part * count..<(part + 1) * count { epochs[place] = -1 }
  }

  /// Gives a part what another carries.
  mutating func copy(from: Int, to: Int) {
    let count = rules.count
    for place in 0..<count { epochs[to * count + place] = epochs[from * count + place] }
  }
}
