import BasicContainers
import EventKernel
import FactoryModel
import RandomVariates

extension FactorySimulation {
  /// A copy of the whole state that goes its own way: the only copy of a simulation there is.
  ///
  /// Both branches meet the same future as long as the same is done to them.
  public borrowing func fork() -> FactorySimulation {
    FactorySimulation(copying: self)
  }

  private init(copying other: borrowing FactorySimulation) {
    factory = other.factory
    now = other.now
    events = other.events.fork()
    stations = other.stations.clone()
    machines = other.machines.clone()
    failures = other.failures.clone()
    operations = other.operations.clone()
    chances = other.chances.clone()
    calendars = other.calendars.clone()
    calendarChanges = other.calendarChanges.clone()
    samplerTables = other.samplerTables.fork()
    parts = other.parts.clone()
    returnCounts = other.returnCounts.clone()
    returnCounters = other.returnCounters
    firstFreePart = other.firstFreePart
    outside = other.outside
    partNumber = other.partNumber
    listed = other.listed.clone()
    reached = other.reached.clone()
    deadlockSearches = other.deadlockSearches
    isSaturated = other.isSaturated
    keepsParts = other.keepsParts
    losesIfFull = other.losesIfFull
    lotSize = other.lotSize
    interval = other.interval
    intervalKey = other.intervalKey
    lotNumber = other.lotNumber
    keptParts = other.keptParts
    surplusParts = other.surplusParts
    timeline = other.timeline.clone()
    operationSteps = other.operationSteps.clone()
    failureSteps = other.failureSteps.clone()
    chanceSteps = other.chanceSteps.clone()
    currentStep = other.currentStep
    accounts = other.accounts.clone()
    queueLevels = other.queueLevels.clone()
    line = other.line
    measuringSince = other.measuringSince
    isOver = other.isOver
    loop = other.loop
  }
}
