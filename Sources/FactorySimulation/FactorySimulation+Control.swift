import BasicContainers
import Degradation
import EventKernel
import FactoryModel
import RandomVariates
import SimulationStatistics

/// Rules that move set-points by what inspections show.
///
/// Every part bears the number of the set-points at which it was made, so that what is found of it later counts
/// for these and for no others, however long it has waited in between.
extension FactorySimulation {
  // MARK: - What is seen

  /// Notes that a station has finished a part.
  @inline(never)
  mutating func noteMade(_ part: Int, at station: Int) {
    for rule in control.rules.indices where Int(control.rules[rule].station) == station {
      control.rules[rule].made += 1
      control.epochs[part * control.rules.count + rule] = control.rules[rule].epoch
    }
  }

  /// Notes what an inspection has said of a part.
  @inline(never)
  mutating func noteInspected(_ part: Int, at station: Int, passed: Bool) {
    for rule in control.rules.indices
    where Int(control.rules[rule].inspection) == station && isOfPresent(part, rule) {
      control.rules[rule].inspected += 1
      if passed { control.rules[rule].passed += 1 }
    }
  }

  /// Notes what a gauge has read of a part.
  @inline(never)
  mutating func noteRead(_ reading: Double, of characteristic: Int, part: Int) {
    let station = operations[Int(parts[part].operation)].station
    for rule in control.rules.indices
    where Int(control.rules[rule].characteristic) == characteristic
      && control.rules[rule].inspection == station && isOfPresent(part, rule)
    {
      control.rules[rule].readings.add(reading)
    }
  }

  private func isOfPresent(_ part: Int, _ rule: Int) -> Bool {
    control.epochs[part * control.rules.count + rule] == control.rules[rule].epoch
  }

  // MARK: - Looks

  mutating func scheduleControl() {
    for (index, rule) in factory.controlRules.enumerated() {
      control.rules[index].since = rule.first - rule.every
      _ = schedule(
        .control, Int32(truncatingIfNeeded: index), at: rule.first, phase: Phase.decision)
    }
  }

  /// The time has come to look at a process.
  mutating func look(atProcessOf subject: Int32) {
    let rule = Int(subject)
    _ = schedule(.control, subject, at: now + control.rules[rule].every, phase: Phase.decision)
    guard control.rules[rule].waiting < 0,
      control.rules[rule].inspected >= control.rules[rule].leastParts
    else { return }
    let record = control.rules[rule]
    let process = ProcessObservation(
      time: now, setPoints: control.present[rule], duration: now - max(0, record.since),
      made: record.made, inspected: record.inspected, passed: record.passed,
      readings: record.readings)
    var suggestion = control.deciders[rule].decide(on: process)
    suggestion.setPoints = permitted(suggestion.setPoints, rule)
    control.rules[rule].restart(at: now)
    guard suggestion.setPoints != process.setPoints else { return }
    control.log.append(
      SetPointChange(
        rule: rule, suggestedAt: now, settledAt: .nan, process: process, suggestion: suggestion,
        outcome: .waiting))
    askFor(change: control.log.count - 1, of: rule)
  }

  /// Set-points within the limits of a rule, and no further from the present ones than its largest steps.
  private func permitted(_ setPoints: [Double], _ rule: Int) -> [Double] {
    let moves = factory.controlRules[rule].moves
    precondition(setPoints.count == moves.count, "a decider gives every set-point of its rule")
    return moves.indices.map { index in
      let (here, move) = (control.present[rule][index], moves[index])
      let wanted = setPoints[index].isFinite ? setPoints[index] : here
      let near = min(max(wanted, here - move.step), here + move.step)
      return min(max(near, move.limits.lowerBound), move.limits.upperBound)
    }
  }

  // MARK: - Approval

  private mutating func askFor(change: Int, of rule: Int) {
    guard factory.controlRules[rule].approval != nil else {
      settle(change: change, of: rule, isApproved: true)
      return
    }
    control.rules[rule].asked += 1
    var stream = RandomStream(control.rules[rule].key, ordinal: control.rules[rule].asked)
    control.rules[rule].waiting = Int32(truncatingIfNeeded: change)
    let delay = control.rules[rule].approval.sample(using: &stream, from: samplerTables)
    _ = schedule(
      .controlApproval, Int32(truncatingIfNeeded: rule), at: now + delay, phase: Phase.decision)
  }

  /// Somebody answers.
  mutating func answerControl(of subject: Int32) {
    let rule = Int(subject)
    var stream = RandomStream(
      control.rules[rule].key, ordinal: control.rules[rule].asked, suborder: 1)
    let change = Int(control.rules[rule].waiting)
    control.rules[rule].waiting = -1
    settle(
      change: change, of: rule,
      isApproved: stream.uniform() < factory.controlRules[rule].approvalChance)
  }

  private mutating func settle(change: Int, of rule: Int, isApproved: Bool) {
    control.log[change].settledAt = now
    bookControl()
    guard isApproved else {
      control.log[change].outcome = .refused
      control.accounts[rule].refusals += 1
      return
    }
    let before = control.present[rule]
    control.present[rule] = control.log[change].suggestion.setPoints
    guard let changed = factoryAtPresent() else {
      control.present[rule] = before
      control.log[change].outcome = .impossible
      control.accounts[rule].refusals += 1
      return
    }
    control.log[change].outcome = .applied
    control.accounts[rule].changes += 1
    control.rules[rule].epoch += 1
    control.rules[rule].restart(at: now)
    take(decided: changed)
  }

  // MARK: - Changes

  /// The factory with all set-points as they are now; `nil` where it cannot run.
  private func factoryAtPresent() -> Factory? {
    guard let door = factory.setPointDoor else { return nil }
    var values: [SetPointDoor.Place: Double] = [:]
    for (rule, present) in zip(factory.controlRules, control.present) {
      for (move, value) in zip(rule.moves, present) {
        values[SetPointDoor.Place(station: rule.station, setPoint: move.setPoint)] = value
      }
    }
    return door.factory(after: control.scenarioStep, with: values)
  }

  /// Lets the factory be as a step of the scenario's timeline says, but for set-points that rules have moved.
  mutating func takeControlled(step: Int32) {
    control.scenarioStep = Int(step)
    if control.rules.indices.contains(where: { control.rules[$0].epoch > 0 }),
      let changed = factoryAtPresent()
    {
      take(decided: changed)
    } else {
      take(step: step)
    }
  }

  /// Lets the factory be another from now on, of which nobody knew before.
  private mutating func take(decided changed: Factory) {
    var all = factory
    all.timeline = steps
    // Tables grow at their ends only, so what refers to them stays right.
    var tables = control.tables.take() ?? FactoryTables(all, seed: 0, replication: 0)
    let step = TimelineStep(time: now, factory: changed)
    tables.add(step)
    tables.addMaintenance(changed, before: currentFactory)
    timeline = tables.timeline
    samplerTables = tables.samplerTables.fork()
    wearTables = tables.wearTables.fork()
    wearActions = RecordTable(copying: tables.wearActions)
    ruleModels = tables.ruleModels
    jobCrews = RecordTable(copying: tables.jobCrews)
    spareUses = RecordTable(copying: tables.spareUses)
    instructions = UniqueArray(copying: tables.instructions)
    control.tables = consume tables
    steps.append(step)
    if !sensing.panels.isEmpty {
      all.timeline = steps
      sensing.takeSteps(of: all, readingRequest, machines: machines.count)
    }
    take(step: Int32(truncatingIfNeeded: steps.count - 1))
  }

  // MARK: - Accounts

  /// Books the time at the present set-points.
  mutating func bookControl() {
    let time = measuredTime(since: control.bookedAt)
    for rule in control.rules.indices {
      for place in control.present[rule].indices {
        control.accounts[rule].setPointTimes[place] += time * control.present[rule][place]
      }
    }
    control.bookedAt = now
  }

  mutating func restartControl() {
    for rule in control.accounts.indices {
      control.accounts[rule] = ControlAccount(setPoints: control.present[rule].count)
    }
  }

  mutating func rekeyControl(_ branch: UInt64) {
    for rule in control.rules.indices {
      control.rules[rule].key = control.rules[rule].key.rekeyed(branch: branch)
    }
  }
}
