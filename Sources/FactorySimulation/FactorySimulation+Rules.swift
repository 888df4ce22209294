import Degradation
import EventKernel
import FactoryModel
import RandomVariates

/// Maintenance rules: when work on a component is asked for before it fails.
extension FactorySimulation {
  /// Lets a component follow its rule from now on: where a life begins or goes on, or the rule has changed.
  ///
  /// Looks and parts are counted from the last replacement.
  mutating func follow(_ component: Int) {
    let machine = Int(failures[Int(components[component].failure)].machine)
    let rule = components[component].rule
    components[component].partsAt =
      rule.trigger == .count ? components[component].partsAtReplacement + rule.value : .infinity
    if rule.trigger == .every, !events.isPending(components[component].ruleEvent) {
      planReplacement(component)
    }
    scheduleLook(component)
    findPartsDue(machine)
    forecast(component)
  }

  /// Works out when a rule asks for something on the clock of a component.
  mutating func forecast(_ component: Int) {
    let failure = Int(components[component].failure)
    readSensors(of: Int(failures[failure].machine))
    let rule = components[component].rule
    components[component].actionAt = .infinity
    components[component].falseWarningAt = .infinity
    if jobs[failure].stage == .none {
      switch rule.trigger {
      case .onFailure, .count, .every, .feature, .model, .decider: break
      case .oracle: components[component].actionAt = components[component].life.passage
      case .age:
        components[component].actionAt = max(
          reading(failure), rule.value - components[component].ageBefore)
      case .wear: if rule.looksAlways { awaitWear(component, of: rule.value) }
      case .states:
        if rule.looksAlways, let first = firstAction(rule.actions) {
          awaitWear(component, of: first)
        }
      case .warning:
        drawWarning(component)
        drawFalseWarning(component)
      }
    }
    retarget(component)
  }

  /// The least wear from which something is done.
  private mutating func firstAction(_ actions: Stretch) -> Double? {
    for line in actions.range where wearActions[line].action != .leave {
      return wearActions[line].from
    }
    return nil
  }

  private mutating func awaitWear(_ component: Int, of threshold: Double) {
    let failure = Int(components[component].failure)
    guard threshold < 1 else {
      components[component].actionAt = components[component].life.passage
      return
    }
    let moment = components[component].life.moment(
      reaching: threshold, of: components[component].wearOfLife,
      pathKey: components[component].pathKey, from: wearTables)
    // A jump that passes both the threshold and the failure is a failure.
    if moment < components[component].life.passage {
      components[component].actionAt = max(moment, reading(failure))
    }
  }

  // MARK: - Warnings

  private mutating func drawWarning(_ component: Int) {
    let failure = Int(components[component].failure)
    let rule = components[component].rule
    var stream = RandomStream(components[component].luckKey, ordinal: failures[failure].ordinal)
    let luck = stream.uniform()
    let ahead = rule.ahead.sample(using: &stream, from: samplerTables)
    let moment = components[component].life.passage - ahead
    guard luck >= rule.warningMisses, moment > 0, moment >= reading(failure), moment < .infinity
    else { return }
    components[component].actionAt = moment
  }

  mutating func drawFalseWarning(_ component: Int) {
    let rate = components[component].rule.falseWarnings
    guard rate > 0 else {
      components[component].falseWarningAt = .infinity
      return
    }
    components[component].falseWarnings += 1
    var stream = RandomStream(
      components[component].luckKey, ordinal: components[component].falseWarnings, suborder: 1)
    components[component].falseWarningAt =
      reading(Int(components[component].failure)) + stream.exponential(mean: 1 / rate)
  }

  mutating func warn(_ component: Int, isTrue: Bool) {
    noteWarning(of: component, left: timeLeft(of: component), isTrue: isTrue)
    components[component].isWarnedTruly = isTrue
    if components[component].rule.hasInspection {
      look(component)
    } else {
      request(component, .replace)
    }
  }

  // MARK: - Looks

  private mutating func scheduleLook(_ component: Int) {
    let rule = components[component].rule
    if rule.look > 0 {
      looks.cancel(components[component].lookEvent)
      let due = nextMoment(
        first: components[component].replacedAt + rule.look, period: rule.look, isFirstOpen: false)
      components[component].lookEvent = looks.schedule(
        Event(kind: EventKind.look.rawValue, subject: Int32(truncatingIfNeeded: component)),
        at: due, phase: Phase.decision)
      awaitLook(at: due)
    } else if rule.lookParts > 0 {
      let machine = Int(failures[Int(components[component].failure)].machine)
      components[component].partsAt = machines[machine].partsMade + rule.lookParts
      machines[machine].partsDue = min(
        machines[machine].partsDue, components[component].partsAt)
    }
  }

  /// Sees to it that there is an event for the first look.
  private mutating func awaitLook(at due: Double) {
    guard due < looksDue else { return }
    looksDue = due
    events.cancel(looksEvent)
    looksEvent = schedule(.look, 0, at: due, phase: Phase.decision)
  }

  /// The time for looks has come.
  mutating func takeLooks() {
    looksDue = .infinity
    while let look = looks.popNext(through: now) { lookInTurn(Int(look.subject)) }
    if let next = looks.nextTime() { awaitLook(at: next) }
  }

  /// The time for a look has come.
  private mutating func lookInTurn(_ component: Int) {
    scheduleLook(component)
    look(component)
  }

  /// The parts that a rule counts have been made.
  mutating func countedParts(_ component: Int) {
    if components[component].rule.trigger == .count {
      request(component, .replace)
    } else {
      lookInTurn(component)
    }
  }

  private mutating func look(_ component: Int) {
    let job = Int(components[component].failure)
    guard jobs[job].stage == .none, !failures[job].hasStruck else { return }
    if components[component].rule.inspectionStops {
      request(component, .inspect)
    } else {
      noteInspection(component)
      judge(component)
    }
  }

  mutating func noteInspection(_ component: Int) {
    let account = Int(components[component].account)
    noteHistory(.look, of: Int(components[component].failure))
    componentAccounts[account].inspections += 1
    componentAccounts[account].inspectionCost += components[component].rule.inspectionCost
  }

  /// Does what a look asks for.
  mutating func judge(_ component: Int) {
    let failure = Int(components[component].failure)
    let rule = components[component].rule
    var errs = 1.0
    if rule.misses > 0 || rule.falseAlarm > 0 {
      components[component].lucks += 1
      var stream = RandomStream(
        components[component].luckKey, ordinal: components[component].lucks, suborder: 2)
      errs = stream.uniform()
    }
    if components[component].hasFailedUnseen {
      if errs >= rule.misses {
        find(component)
      } else if rule.trigger == .decider {
        // Who overlooks a failure sees nothing unusual: the decider is asked as ever.
        ask(deciderOf: component)
      }
      return
    }
    guard !failures[failure].hasStruck else { return }
    switch rule.trigger {
    case .warning:
      let isSeen =
        components[component].isWarnedTruly
        ? errs >= rule.misses : errs < rule.falseAlarm
      if isSeen { request(component, .replace) }
    case .wear:
      let isThere = wear(component) >= rule.value - 1e-12
      if isThere ? errs >= rule.misses : errs < rule.falseAlarm { request(component, .replace) }
    case .states: judgeByTable(component, errs)
    case .feature:
      let isThere = isBeyondLimit(component)
      if isThere ? errs >= rule.misses : errs < rule.falseAlarm { request(component, .replace) }
    case .model:
      let isThere = modelWarns(of: component)
      if isThere ? errs >= rule.misses : errs < rule.falseAlarm { request(component, .replace) }
    case .decider: ask(deciderOf: component)
    case .onFailure, .oracle, .age, .count, .every: break
    }
  }

  private mutating func judgeByTable(_ component: Int, _ errs: Double) {
    let rule = components[component].rule
    let wear = wear(component)
    var action = WearAction.Action.leave
    for line in rule.actions.range where wear >= wearActions[line].from - 1e-12 {
      action = wearActions[line].action
    }
    if action == .leave {
      guard errs < rule.falseAlarm else { return }
      for line in rule.actions.range where wearActions[line].action != .leave {
        action = wearActions[line].action
        break
      }
    } else if errs < rule.misses {
      return
    }
    carryOut(action, on: component)
  }

  // MARK: - Work that is asked for

  /// Asks for planned work on a component.
  mutating func request(_ component: Int, _ kind: JobRecord.Kind) {
    let job = Int(components[component].failure)
    if kind != .inspect, components[component].hasFailedUnseen {
      find(component)
      return
    }
    guard jobs[job].stage == .none, !failures[job].hasStruck else { return }
    prepare(component, kind, isFailure: false)
    if kind != .inspect, components[component].rule.hasApproval {
      let delay = approvalTime(component)
      if delay > 0 {
        jobs[job].stage = .asked
        jobs[job].event = schedule(
          .approval, Int32(truncatingIfNeeded: job), at: now + delay, phase: Phase.decision)
        return
      }
    }
    enter(job)
  }

  private mutating func approvalTime(_ component: Int) -> Double {
    components[component].lucks += 1
    var stream = RandomStream(
      components[component].luckKey, ordinal: components[component].lucks, suborder: 3)
    return components[component].rule.approval.sample(using: &stream, from: samplerTables)
  }

  /// Somebody has agreed to work.
  mutating func agree(to job: Int32) {
    jobs[Int(job)].stage = .none
    enter(Int(job))
  }

  /// Calls off work that has not begun.
  mutating func withdraw(_ job: Int) {
    if jobs[job].stage == .asked {
      events.cancel(jobs[job].event)
      jobs[job].stage = .none
    } else {
      leaveLine(job)
    }
  }

  /// Lets a machine stand for planned work from now on, whether or not that can begin.
  mutating func standStill(_ component: Int) {
    let job = Int(components[component].failure)
    let machine = Int(failures[job].machine)
    if jobs[job].stage == .asked || jobs[job].stage == .waiting { withdraw(job) }
    guard jobs[job].stage == .none else { return }
    failures[job].hasStruck = true
    prepare(component, .replace, isFailure: false)
    if isDown(machine) {
      joinStop(job)
      // Where it cannot begin in this stop, the machine stands for it afterwards.
      if jobs[job].stage == .none { enter(job) }
      return
    }
    stopWork(machine)
    stopRunningClocks(machine)
    machines[machine].repairing = Int32(truncatingIfNeeded: job)
    enter(job)
    updateState(machine)
    shareStop(machine)
  }

  // MARK: - Block replacement

  private mutating func planReplacement(_ component: Int) {
    let rule = components[component].rule
    let due = nextMoment(first: rule.first, period: rule.value, isFirstOpen: now == 0)
    components[component].ruleEvent = schedule(
      .replacementDue, Int32(truncatingIfNeeded: component), at: due, phase: Phase.decision)
    components[component].ruleEventAt = due
  }

  /// The time for a replacement has come.
  mutating func replaceInTurn(_ component: Int) {
    planReplacement(component)
    request(component, .replace)
  }

  // MARK: - Shared stops

  /// Uses a stop of a machine for work on its components that will soon be due, and for which everything
  /// is there.
  mutating func shareStop(_ machine: Int) {
    for failure in clocks(of: machine) where failures[failure].component >= 0 {
      let component = Int(failures[failure].component)
      let within = components[component].rule.sharesStopWithin
      guard within >= 0, jobs[failure].stage != .begun, !failures[failure].hasStruck,
        Int(machines[machine].repairing) != failure, components[component].replace.hasPlanned
      else { continue }
      if jobs[failure].stage == .none, !components[component].rule.hasApproval,
        isDue(component, within: within)
      {
        prepare(component, .replace, isFailure: false)
        joinStop(failure)
      } else if jobs[failure].stage == .waiting, jobs[failure].kind != .inspect {
        joinStop(failure)
      }
    }
  }

  /// Whether a rule will ask for the replacement of a component within a time, as far as one can tell now.
  private mutating func isDue(_ component: Int, within seconds: Double) -> Bool {
    let failure = Int(components[component].failure)
    let machine = Int(failures[failure].machine)
    let rule = components[component].rule
    let ahead = seconds * failures[failure].speed
    switch rule.trigger {
    // What a decider will answer, and what sensors will show, is known at the look only.
    case .onFailure, .oracle, .warning, .feature, .model, .decider: return false
    case .age: return components[component].actionAt - reading(failure) <= ahead
    case .every: return components[component].ruleEventAt - now <= seconds
    case .count:
      let parts = machines[machine].partsMade
      guard parts > 0 else { return false }
      let left = components[component].partsAt - parts
      return left * machines[machine].workedTime / parts <= seconds
    case .wear: return wear(component) + ahead / components[component].meanLife >= rule.value
    case .states:
      guard let first = firstAction(rule.actions) else { return false }
      return wear(component) + ahead / components[component].meanLife >= first
    }
  }
}
