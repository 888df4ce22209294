import EventKernel
import FactoryModel
import RandomVariates

/// Work on machines: repairs, planned stops, replacements and inspections.
///
/// A failure mode, stop or component has one job at a time. What comes after a failure keeps its machine
/// standing from the failure on. What is planned begins when people, spares and the time for it are there, and
/// the machine works on until then. Where nobody is named, somebody is there whenever the machine's
/// calendar is open.
extension FactorySimulation {
  // MARK: - Beginning

  /// Lets a machine stand for a failure or a stop that has struck.
  mutating func beginStop(_ machine: Int, for failure: Int32) {
    let job = Int(failure)
    machines[machine].repairing = failure
    prepareJob(job)
    enter(job)
  }

  /// Draws how long the work on what has struck takes.
  private mutating func prepareJob(_ job: Int) {
    if failures[job].component >= 0 {
      prepareFailureJob(ofComponent: Int(failures[job].component))
      return
    }
    var stream = RandomStream(failures[job].repairKey, ordinal: failures[job].ordinal)
    jobs[job].kind = failures[job].isPlanned ? .stop : .repair
    jobs[job].isFailure = !failures[job].isPlanned
    jobs[job].left = failures[job].repair.sample(using: &stream, from: samplerTables)
  }

  /// Lets a job begin, or wait until it can.
  mutating func enter(_ job: Int) {
    jobs[job].requestedAt = now
    if canBegin(job) { begin(job) } else { line(up: job) }
    interruptJobs()
  }

  /// Lets a job begin in a stop of its machine for something else, where everything for it is there.
  mutating func joinStop(_ job: Int) {
    jobs[job].joinsStop = true
    if canBegin(job) {
      if jobs[job].stage == .waiting { leaveLine(job) } else { jobs[job].requestedAt = now }
      begin(job)
    }
    jobs[job].joinsStop = false
  }

  /// Whether everything for a job is there.
  private mutating func canBegin(_ job: Int) -> Bool {
    let machine = Int(failures[job].machine)
    if Int(machines[machine].repairing) != job {
      if isDown(machine), !jobs[job].joinsStop { return false }
      if jobs[job].window >= 0, !calendars[Int(jobs[job].window)].isOpen { return false }
    }
    for spare in jobs[job].spares.range
    where stores[Int(spareUses[spare].store)].onHand < spareUses[spare].count {
      return false
    }
    return jobs[job].crews.isEmpty || freeCrew(for: job) >= 0
  }

  /// The first crew of those that may do a job with somebody free; -1 for none.
  private mutating func freeCrew(for job: Int) -> Int32 {
    for place in jobs[job].crews.range {
      let crew = Int(jobCrews[place])
      if crews[crew].isOpen, crews[crew].bound < crews[crew].size { return jobCrews[place] }
    }
    return -1
  }

  private mutating func begin(_ job: Int) {
    let machine = Int(failures[job].machine)
    let isFirst = !jobs[job].isInterrupted
    if !jobs[job].crews.isEmpty { bind(freeCrew(for: job), to: job) }
    if isFirst {
      for spare in jobs[job].spares.range { take(spare) }
    }
    jobs[job].stage = .begun
    jobs[job].isWaiting = false
    jobs[job].isInterrupted = false
    machines[machine].jobs += 1
    let stops = !isDown(machine)
    if stops {
      stopWork(machine)
      stopRunningClocks(machine)
      machines[machine].repairing = Int32(truncatingIfNeeded: job)
    }
    if isFirst { noteBegun(job) }
    if !jobs[job].crews.isEmpty || machines[machine].isOpen { resume(job) }
    updateState(machine)
    if stops { shareStop(machine) }
  }

  private mutating func noteBegun(_ job: Int) {
    noteHistory(
      .workBegins, of: job, work: jobs[job].kind, isAfterFailure: jobs[job].isFailure)
    if failures[job].component >= 0 {
      noteBegun(jobOf: Int(failures[job].component))
    } else {
      let station = Int(machines[Int(failures[job].machine)].station)
      accounts[station].repairCost += failures[job].cost
    }
  }

  private mutating func bind(_ crew: Int32, to job: Int) {
    let index = Int(crew)
    jobs[job].crew = crew
    crews[index].bound += 1
    let requestedAt = jobs[job].requestedAt
    if !jobs[job].isInterrupted {
      crewAccounts[index].repairs += 1
      crewAccounts[index].responseTime += now - requestedAt
    }
    if holdsMachine(job) {
      crewAccounts[index].waiting += measuredTime(since: jobs[job].heldSince)
    }
  }

  /// Whether a machine stands for a job.
  mutating func holdsMachine(_ job: Int) -> Bool {
    Int(machines[Int(failures[job].machine)].repairing) == job
  }

  // MARK: - Work

  mutating func resume(_ job: Int) {
    jobs[job].began = now
    jobs[job].event = schedule(
      .jobEnd, Int32(truncatingIfNeeded: job), at: now + jobs[job].left, phase: Phase.recovery)
  }

  mutating func pause(_ job: Int) {
    guard events.cancel(jobs[job].event) else { return }
    // Rounding may leave less than nothing of work that ends at this moment.
    jobs[job].left = max(0, jobs[job].left - (now - jobs[job].began))
    bookCrewWork(job)
  }

  /// A job is done.
  mutating func endJob(_ subject: Int32) {
    let job = Int(subject)
    let machine = Int(failures[job].machine)
    bookCrewWork(job)
    let crew = Int(jobs[job].crew)
    jobs[job].crew = -1
    jobs[job].stage = .none
    machines[machine].jobs -= 1
    let kind = jobs[job].kind
    noteHistory(.workEnds, of: job, work: kind, isAfterFailure: jobs[job].isFailure)
    let isFreed = goesUp(machine, after: job)
    if failures[job].component >= 0 {
      finish(kind, of: Int(failures[job].component))
    } else {
      failures[job].ordinal += 1
      beginLife(subject)
    }
    if isFreed, !isDown(machine) {
      startRunningClocks(machine)
      startWork(machine)
      list(station: machines[machine].station)
    }
    updateState(machine)
    if crew >= 0 { crews[crew].bound -= 1 }
    serveJobs()
  }

  /// Whether a machine has nothing to stand for any more; else it stands for what is next.
  private mutating func goesUp(_ machine: Int, after job: Int) -> Bool {
    guard Int(machines[machine].repairing) == job else { return false }
    machines[machine].repairing = -1
    if machines[machine].jobs > 0 {
      for other in clocks(of: machine) where other != job && jobs[other].stage == .begun {
        machines[machine].repairing = Int32(truncatingIfNeeded: other)
        return false
      }
    }
    for next in clocks(of: machine)
    where failures[next].hasStruck && (next != job || jobs[job].kind == .inspect) {
      if Int(machines[machine].hiddenFault) == next { reveal(next, on: machine) }
      if jobs[next].stage == .none {
        beginStop(machine, for: Int32(truncatingIfNeeded: next))
      } else {
        machines[machine].repairing = Int32(truncatingIfNeeded: next)
        jobs[next].heldAt = now
      }
      return false
    }
    return true
  }

  /// A hidden fault is found in a stop that another failure brought about.
  private mutating func reveal(_ fault: Int, on machine: Int) {
    machines[machine].hiddenFault = -1
    stopClock(fault)
  }

  // MARK: - Waiting

  /// Lines a job up behind those of its priority, or before them where it had begun.
  private mutating func line(up job: Int) {
    jobs[job].stage = .waiting
    jobs[job].isWaiting = true
    let least = jobs[job].priority + (jobs[job].isInterrupted ? 1 : 0)
    var before: Int32 = -1
    var next = firstWaitingJob
    while next >= 0, jobs[Int(next)].priority >= least {
      before = next
      next = jobs[Int(next)].next
    }
    jobs[job].next = next
    let own = Int32(truncatingIfNeeded: job)
    if before >= 0 { jobs[Int(before)].next = own } else { firstWaitingJob = own }
    // What was interrupted has taken its spares.
    if !jobs[job].isInterrupted { ask(forSparesOf: job) }
  }

  /// Takes a job out of the line.
  mutating func leaveLine(_ job: Int) {
    var before: Int32 = -1
    var next = firstWaitingJob
    while next >= 0, Int(next) != job {
      before = next
      next = jobs[Int(next)].next
    }
    guard next >= 0 else { return }
    if before >= 0 {
      jobs[Int(before)].next = jobs[job].next
    } else {
      firstWaitingJob = jobs[job].next
    }
    if !jobs[job].isInterrupted { forget(sparesOf: job) }
    jobs[job].stage = .none
    jobs[job].isWaiting = false
  }

  /// Begins what waits and can: after people, spares, machines or times have become free.
  mutating func serveJobs() {
    beginWaitingJobs()
    interruptJobs()
  }

  private mutating func beginWaitingJobs() {
    var job = firstWaitingJob
    while job >= 0 {
      guard canBegin(Int(job)) else {
        job = jobs[Int(job)].next
        continue
      }
      leaveLine(Int(job))
      begin(Int(job))
      job = firstWaitingJob
    }
  }

  // MARK: - Crews

  /// Calls members of crews from what is least urgent, as long as something more urgent waits for them.
  private mutating func interruptJobs() {
    guard firstWaitingJob >= 0 else { return }
    for crew in crews.indices where crews[crew].interruptsRepairs {
      while interruptJob(of: crew) { beginWaitingJobs() }
    }
  }

  /// Calls a member of a crew from the least urgent job, the last of the file among equals, where one that
  /// is more urgent waits; whether that is so.
  private mutating func interruptJob(of crew: Int) -> Bool {
    guard crews[crew].isOpen, crews[crew].bound == crews[crew].size else { return false }
    var left: Int?
    for job in jobs.indices where jobs[job].stage == .begun && Int(jobs[job].crew) == crew {
      if left.map({ jobs[job].priority <= jobs[$0].priority }) ?? true { left = job }
    }
    guard let left, jobs[left].priority < greatestPriority(waitingFor: crew) else { return false }
    pause(left)
    jobs[left].crew = -1
    jobs[left].isInterrupted = true
    jobs[left].requestedAt = now
    crews[crew].bound -= 1
    machines[Int(failures[left].machine)].jobs -= 1
    line(up: left)
    updateState(Int(failures[left].machine))
    return true
  }

  /// The priority of the most urgent job for which nothing but the crew is missing.
  private mutating func greatestPriority(waitingFor crew: Int) -> Int32 {
    crews[crew].bound -= 1
    defer { crews[crew].bound += 1 }
    var job = firstWaitingJob
    while job >= 0 {
      if canBegin(Int(job)) { return jobs[Int(job)].priority }
      job = jobs[Int(job)].next
    }
    return .min
  }

  private mutating func bookCrewWork(_ job: Int) {
    let crew = Int(jobs[job].crew)
    guard crew >= 0 else { return }
    crewAccounts[crew].working += measuredTime(since: jobs[job].began)
  }

  /// A crew's shift begins or ends.
  mutating func setCrew(_ crew: Int, open: Bool) {
    if open { crews[crew].openSince = now } else { bookShift(crew) }
    crews[crew].isOpen = open
    for job in jobs.indices where jobs[job].stage == .begun && Int(jobs[job].crew) == crew {
      jobs[job].isWaiting = !open
      if open { resume(job) } else { pause(job) }
      updateState(Int(failures[job].machine))
    }
    if open { serveJobs() }
  }

  /// Books the time for which a crew has been on shift.
  mutating func bookShift(_ crew: Int) {
    crewAccounts[crew].onShift +=
      measuredTime(since: crews[crew].openSince) * Double(crews[crew].size)
    crews[crew].openSince = now
  }
}
