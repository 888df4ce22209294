import EventKernel
import FactoryModel

extension FactorySimulation {
  mutating func openCalendars() {
    for calendar in calendars.indices {
      scheduleNextChange(Int32(truncatingIfNeeded: calendar))
      if !calendars[calendar].isOpen { setMachines(of: calendar, open: false) }
    }
  }

  /// Schedules the calendar's next change at start of week + time in the week, so that no error adds
  /// up over the weeks.
  private mutating func scheduleNextChange(_ calendar: Int32) {
    let record = calendars[Int(calendar)]
    guard record.changeCount > 0 else { return }
    let change = calendarChanges[Int(record.firstChange + record.nextChange)]
    let offset = factory.start.secondsIntoWeek
    let time = record.week * WorkCalendar.week + (change.time - offset)
    _ = schedule(
      .shiftChange, calendar, at: time, phase: change.opens ? Phase.recovery : Phase.shiftEnd)
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
    setMachines(of: index, open: opens)
  }

  private mutating func setMachines(of calendar: Int, open: Bool) {
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
