import BasicContainers
import EventKernel
import FactoryModel

extension FactorySimulation {
  mutating func openCalendars() {
    for calendar in calendars.indices {
      scheduleNextChange(Int32(truncatingIfNeeded: calendar))
      if !calendars[calendar].startsOpen { setMachines(of: calendar, open: false) }
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
    setMachines(of: index, open: opens)
  }

  private mutating func setMachines(of calendar: Int, open: Bool) {
    for station in stations.indices where Int(stations[station].calendar) == calendar {
      let first = Int(stations[station].firstMachine)
      for machine in first..<first + Int(stations[station].machineCount) {
        if open { openMachine(machine) } else { closeMachine(machine) }
      }
      if open { list(station: Int32(truncatingIfNeeded: station)) }
    }
  }

  private mutating func closeMachine(_ machine: Int) {
    stopWork(machine)
    machines[machine].isOpen = false
    if isDown(machine) { pauseRepair(machine) } else { stopRunningClocks(machine) }
    updateState(machine)
  }

  private mutating func openMachine(_ machine: Int) {
    machines[machine].isOpen = true
    if isDown(machine) {
      resumeRepair(machine)
    } else {
      startRunningClocks(machine)
      startWork(machine)
    }
    updateState(machine)
  }
}
