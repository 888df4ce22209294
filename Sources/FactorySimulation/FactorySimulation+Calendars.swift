import EventKernel
import FactoryModel

extension FactorySimulation {
  mutating func openCalendars() {
    for calendar in calendars.indices {
      scheduleNextChange(Int32(truncatingIfNeeded: calendar))
      if !calendars[calendar].isOpen { follow(calendar, open: false) }
    }
  }

  private mutating func scheduleNextChange(_ calendar: Int32) {
    let record = calendars[Int(calendar)]
    guard record.changeCount > 0 else { return }
    let change = calendarChanges[Int(record.firstChange + record.nextChange)]
    _ = schedule(
      .shiftChange, calendar, at: timeOfChange(change, week: record.week),
      phase: change.opens ? Phase.recovery : Phase.shiftEnd)
  }

  /// The moment at which a calendar will have been open for a time from now on.
  ///
  /// Walks from change to change: quick where the moment lies within days or weeks.
  func moment(after open: Double, of calendar: Int) -> Double {
    let record = calendars[calendar]
    guard record.changeCount > 0 else { return now + open }
    var (left, from, isOpen) = (open, now, record.isOpen)
    var (next, week) = (record.nextChange, record.week)
    while true {
      let change = calendarChanges[Int(record.firstChange + next)]
      let time = timeOfChange(change, week: week)
      if isOpen {
        if left <= time - from { return from + left }
        left -= time - from
      }
      (from, isOpen) = (time, change.opens)
      next += 1
      if next == record.changeCount {
        next = 0
        week += 1
      }
    }
  }

  /// When a change comes in a week counted from the start's: start of week + time in the week, so that no
  /// error adds up over the weeks.
  private func timeOfChange(_ change: CalendarChange, week: Double) -> Double {
    week * WorkCalendar.week + (change.time - factory.start.secondsIntoWeek)
  }

  mutating func changeShift(calendar: Int32) {
    let index = Int(calendar)
    let record = calendars[index]
    let opens = calendarChanges[Int(record.firstChange + record.nextChange)].opens
    calendars[index].nextChange += 1
    if calendars[index].nextChange == record.changeCount {
      calendars[index].nextChange = 0
      calendars[index].week += 1
    }
    scheduleNextChange(calendar)
    if energy.depends(onCalendar: index) {
      for machine in machines.indices { closeState(machine) }
      bookEnergy()
    }
    calendars[index].isOpen = opens
    follow(index, open: opens)
  }

  /// Opens or closes all that follow a calendar.
  private mutating func follow(_ calendar: Int, open: Bool) {
    for machine in machines.indices where Int(machines[machine].calendar) == calendar {
      if open { openMachine(machine) } else { closeMachine(machine) }
      if open { list(station: machines[machine].station) }
    }
    for crew in crews.indices where Int(crews[crew].calendar) == calendar {
      setCrew(crew, open: open)
    }
    for fleet in transport.fleets.indices
    where Int(transport.fleets[fleet].calendar) == calendar {
      setFleet(fleet, open: open)
    }
    for resource in attended.resources.indices
    where Int(attended.resources[resource].calendar) == calendar {
      setResource(resource, open: open)
    }
    if open { serveJobs() }
  }

  private mutating func closeMachine(_ machine: Int) {
    stopWork(machine)
    machines[machine].isOpen = false
    if !isDown(machine) {
      stopRunningClocks(machine)
    } else {
      for job in clocks(of: machine) where isDoneWithoutCrew(job) { pause(job) }
    }
    updateState(machine)
  }

  private mutating func openMachine(_ machine: Int) {
    machines[machine].isOpen = true
    if !isDown(machine) {
      startRunningClocks(machine)
      startWork(machine)
    } else {
      for job in clocks(of: machine) where isDoneWithoutCrew(job) { resume(job) }
    }
    updateState(machine)
  }

  /// Whether a job has begun and is done while the machine's calendar is open.
  private mutating func isDoneWithoutCrew(_ job: Int) -> Bool {
    jobs[job].stage == .begun && jobs[job].crews.isEmpty
  }
}
