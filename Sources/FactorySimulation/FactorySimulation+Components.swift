import BasicContainers
import Degradation
import EventKernel
import FactoryModel
import RandomVariates

/// Components: their lives, their failures and what work on them leaves.
///
/// The moment of the failure is drawn when a life begins, on the component's own clock; what a rule asks for
/// is worked out then too. The clock has one target, whichever comes first.
extension FactorySimulation {
  // MARK: - Lives

  /// Begins the life that a component has at the start.
  mutating func beginLife(ofComponent component: Int) {
    let failure = Int(components[component].failure)
    begin(component, components[component].start)
    components[component].ageBefore = components[component].life.ageAtStart
    if case .level(let level) = components[component].start {
      components[component].ageBefore = level * components[component].meanLife
    }
    components[component].ageAtReplacement = components[component].ageBefore
    restartClock(failure, to: .infinity)
    follow(component)
  }

  /// Counts looks and parts from now on.
  private mutating func noteReplaced(_ component: Int) {
    restartFeatures(component)
    components[component].replacedAt = now
    components[component].isWarned = false
    if !shadows.warned.isEmpty { shadows.warned.remove(component) }
    components[component].ageAtReplacement = 0
    components[component].partsAtReplacement =
      machines[Int(failures[Int(components[component].failure)].machine)].partsMade
  }

  /// Draws a life.
  private mutating func begin(_ component: Int, _ start: WearStart) {
    let failure = Int(components[component].failure)
    readSensors(of: Int(failures[failure].machine))
    components[component].wearOfLife = components[component].wear
    components[component].life = WearLife(
      components[component].wear, start: start, key: failures[failure].lifeKey,
      ordinal: failures[failure].ordinal, from: wearTables)
  }

  /// Lets the clock of a component whose life has begun run to what comes first.
  private mutating func restart(_ component: Int) {
    restartClock(Int(components[component].failure), to: .infinity)
    follow(component)
  }

  /// Gives the clock of a component the target that comes first.
  mutating func retarget(_ component: Int) {
    var target = components[component].life.passage
    var event = ComponentRecord.Event.failure
    if components[component].hasFailedUnseen { target = .infinity }
    if components[component].actionAt <= target {
      target = components[component].actionAt
      event = components[component].rule.trigger == .warning ? .trueWarning : .restoration
    }
    if components[component].falseWarningAt < target {
      target = components[component].falseWarningAt
      event = .falseWarning
    }
    components[component].event = event
    setClock(Int(components[component].failure), target: target)
  }

  // MARK: - Wear

  /// The wear of a component, from 0 on; 1 or more where it has failed.
  mutating func wear(_ component: Int) -> Double {
    readSensors(of: Int(failures[Int(components[component].failure)].machine))
    return wear(component, at: now)
  }

  /// The wear of a component at a moment since which nothing has changed, and which is not before the last that was
  /// asked for.
  mutating func wear(_ component: Int, at time: Double) -> Double {
    if components[component].hasFailedUnseen { return max(1, components[component].wearAtFailure) }
    let failure = Int(components[component].failure)
    let moment = reading(failure, at: time)
    return max(
      0,
      components[component].life.level(
        at: moment, of: components[component].wearOfLife,
        pathKey: components[component].pathKey, from: wearTables))
  }

  /// The wear of a component at a moment as ``wear(_:at:)``, but without a look at it.
  mutating func interpolatedWear(_ component: Int, at time: Double) -> Double {
    if components[component].hasFailedUnseen { return max(1, components[component].wearAtFailure) }
    let moment = reading(Int(components[component].failure), at: time)
    return max(
      0,
      components[component].life.interpolatedLevel(
        at: moment, of: components[component].wearOfLife,
        pathKey: components[component].pathKey, from: wearTables))
  }

  /// The value of a formula of the wear of a machine's components.
  mutating func value(of formula: WearFormulaRecord, on machine: Int) -> Double {
    let first = Int(machines[machine].firstComponent)
    var used = formula.components
    while used != 0 {
      let place = used.trailingZeroBitCount
      wearInputs[place] = wear(first + place)
      used &= used &- 1
    }
    if formula.firstLotInput >= 0 { readLots(of: machine, from: Int(formula.firstLotInput)) }
    return FormulaProgram.value(
      of: instructions.span.extracting(formula.instructions.range), inputs: wearInputs.span)
  }

  // MARK: - Failures

  /// The clock of a component has come to its target.
  mutating func come(_ component: Int) {
    let failure = Int(components[component].failure)
    let machine = Int(failures[failure].machine)
    readSensors(of: machine)
    // Work that is to go on begins anew, so that it ends, or fails, when it now has to.
    let isWorking = failures[failure].clock == .producing && machines[machine].isRunning
    if isWorking { stopWork(machine) }
    arrive(failure)
    switch components[component].event {
    case .failure: fail(component)
    case .restoration:
      components[component].actionAt = .infinity
      if components[component].rule.trigger == .oracle { standStill(component) }
      goOn(component)
      if components[component].rule.trigger == .states
        || components[component].rule.trigger == .wear
      {
        judge(component)
      } else {
        request(component, .replace)
      }
    case .trueWarning:
      components[component].actionAt = .infinity
      goOn(component)
      warn(component, isTrue: true)
    case .falseWarning:
      drawFalseWarning(component)
      goOn(component)
      warn(component, isTrue: false)
    }
    if isWorking { startWork(machine) }
  }

  /// Lets the clock run to what comes next.
  private mutating func goOn(_ component: Int) {
    let failure = Int(components[component].failure)
    guard !failures[failure].hasStruck else { return }
    retarget(component)
    startClockIfItRuns(failure)
  }

  private mutating func fail(_ component: Int) {
    let failure = Int(components[component].failure)
    let machine = Int(failures[failure].machine)
    let account = Int(components[component].account)
    accounts[Int(machines[machine].station)].failures += 1
    componentAccounts[account].failures += 1
    components[component].failures += 1
    if !components[component].isWarned { componentAccounts[account].missedFailures += 1 }
    noteShadow(ofFailed: component)
    components[component].failedAt = now
    noteHistory(.failure, of: failure)
    noteLifeOver(component, .failure)
    if failures[failure].isHidden {
      components[component].wearAtFailure = wear(component)
      components[component].hasFailedUnseen = true
      // The clock goes on to what the rule asks for, which finds the failure.
      goOn(component)
      return
    }
    failures[failure].hasStruck = true
    if jobs[failure].stage == .asked || jobs[failure].stage == .waiting { withdraw(failure) }
    guard jobs[failure].stage == .none else { return }
    bringDown(machine, by: components[component].failure)
  }

  /// A failure that nobody knew of is found: the machine stands from now on.
  mutating func find(_ component: Int) {
    let failure = Int(components[component].failure)
    noteHistory(.found, of: failure)
    bookUnseen(component)
    components[component].hasFailedUnseen = false
    failures[failure].hasStruck = true
    if jobs[failure].stage == .asked || jobs[failure].stage == .waiting { withdraw(failure) }
    guard jobs[failure].stage == .none else { return }
    bringDown(Int(failures[failure].machine), by: components[component].failure)
  }

  /// The failure of a component that is worked on has been found, if it has failed: the work is that after a
  /// failure from now on.
  private mutating func findAtWork(on component: Int) {
    guard components[component].hasFailedUnseen else { return }
    bookUnseen(component)
    components[component].hasFailedUnseen = false
    let job = Int(components[component].failure)
    let way =
      jobs[job].kind == .repair ? components[component].repair : components[component].replace
    guard way.hasFailed else { return }
    prepare(component, jobs[job].kind, isFailure: true)
  }

  /// Books the time since a failure that nobody knows of.
  mutating func bookUnseen(_ component: Int) {
    guard components[component].hasFailedUnseen else { return }
    let account = Int(components[component].account)
    let time = measuredTime(since: components[component].failedAt)
    components[component].failedAt = now
    componentAccounts[account].unseen += time
    componentAccounts[account].unseenCost += time * components[component].hiddenCost
  }

  // MARK: - Work

  /// Sets out the work on a component that has failed.
  mutating func prepareFailureJob(ofComponent component: Int) {
    let isRepaired =
      components[component].hasRepair && components[component].repair.hasFailed
    prepare(component, isRepaired ? .repair : .replace, isFailure: true)
  }

  /// Sets out work on a component: what it takes and how long.
  mutating func prepare(_ component: Int, _ kind: JobRecord.Kind, isFailure: Bool) {
    let job = Int(components[component].failure)
    jobs[job].kind = kind
    jobs[job].isFailure = isFailure
    jobs[job].window = isFailure ? -1 : components[component].rule.window
    var stream = RandomStream(
      components[component].jobKey, ordinal: failures[job].ordinal,
      suborder: jobs[job].ordinal << 3 | UInt64(kind.rawValue) << 1 | (isFailure ? 1 : 0))
    let time: Sampler
    if kind == .inspect {
      jobs[job].ordinal += 1
      jobs[job].crews = components[component].rule.inspectionCrews
      jobs[job].spares = Stretch()
      jobs[job].priority = 0
      time = components[component].rule.inspectionTakes
    } else {
      let way = kind == .repair ? components[component].repair : components[component].replace
      jobs[job].crews = way.crews
      jobs[job].spares = way.spares
      jobs[job].priority = way.priority
      time = isFailure ? way.failed : way.planned
    }
    jobs[job].left = time.sample(using: &stream, from: samplerTables)
  }

  /// Work on a component begins: it is counted and costs what it costs.
  mutating func noteBegun(jobOf component: Int) {
    let job = Int(components[component].failure)
    let account = Int(components[component].account)
    if jobs[job].kind == .inspect {
      noteInspection(component)
      return
    }
    findAtWork(on: component)
    let record = components[component]
    let isFailure = jobs[job].isFailure
    tellKeeper(ofEnd: component, isFailure: isFailure)
    let way = jobs[job].kind == .repair ? record.repair : record.replace
    if isFailure {
      componentAccounts[account].failedCost += way.failedCost
      componentAccounts[account].failedSpares += way.spareValue
    } else {
      componentAccounts[account].wearAtPlanned += wear(component)
      componentAccounts[account].plannedCost += way.plannedCost
      componentAccounts[account].plannedSpares += way.spareValue
    }
    if jobs[job].kind == .repair {
      componentAccounts[account].noteRepair(isFailure: isFailure)
    } else {
      componentAccounts[account].noteReplacement(isFailure: isFailure, after: record.failures)
    }
    stopClock(job)
    noteLifeOver(component, .maintenance)
    bookStates(component)
    components[component].stateCostBooked = 0
    looks.cancel(components[component].lookEvent)
    components[component].partsAt = .infinity
    findPartsDue(Int(failures[job].machine))
  }

  /// Work on a component is done: a life begins, or goes on.
  mutating func finish(_ kind: JobRecord.Kind, of component: Int) {
    let failure = Int(components[component].failure)
    readSensors(of: Int(failures[failure].machine))
    switch kind {
    case .stop: break
    case .inspect: if !failures[failure].hasStruck { judge(component) }
    case .replace:
      failures[failure].hasStruck = false
      failures[failure].ordinal += 1
      jobs[failure].ordinal = 0
      components[component].failures = 0
      components[component].ageBefore = 0
      noteReplaced(component)
      noteLifeBegun(component)
      begin(component, .new)
      restart(component)
    case .repair:
      let account = Int(components[component].account)
      let share = restoredShare(component)
      failures[failure].hasStruck = false
      let moment = failures[failure].reading
      components[component].ageBefore += moment
      components[component].life = components[component].life.repaired(
        at: moment, takingAway: share, of: components[component].repair.of,
        wear: components[component].wearOfLife, key: failures[failure].lifeKey,
        pathKey: components[component].pathKey, ordinal: failures[failure].ordinal + 1,
        from: wearTables)
      failures[failure].ordinal += 1
      jobs[failure].ordinal = 0
      noteLifeBegun(component)
      restart(component)
      componentAccounts[account].wearAfterRepair += wear(component)
    }
  }

  /// The share of its wear that a component loses in its repair.
  private mutating func restoredShare(_ component: Int) -> Double {
    let way = components[component].repair
    guard !way.shareFormula.isEmpty else { return way.share }
    let hasFailed = jobs[Int(components[component].failure)].isFailure
    wearInputs[0] = hasFailed ? 1 : wear(component)
    let share = FormulaProgram.value(
      of: instructions.span.extracting(way.shareFormula.range), inputs: wearInputs.span)
    return share.isNaN ? 0 : min(1, max(0, share))
  }
}
