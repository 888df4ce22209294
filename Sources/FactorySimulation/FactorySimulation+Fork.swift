import BasicContainers
import Degradation
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
    looks = other.looks.fork()
    looksEvent = other.looksEvent
    looksDue = other.looksDue
    stations = other.stations.clone()
    queues = other.queues.clone()
    machines = other.machines.clone()
    failures = other.failures.clone()
    jobs = other.jobs.clone()
    firstWaitingJob = other.firstWaitingJob
    jobCrews = other.jobCrews.clone()
    spareUses = other.spareUses.clone()
    crews = other.crews.clone()
    components = other.components.clone()
    wearActions = other.wearActions.clone()
    ruleModels = other.ruleModels
    ruleKeepers = other.ruleKeepers
    shadows = other.shadows
    wearTables = other.wearTables.fork()
    deciders = other.deciders
    instructions = other.instructions.clone()
    wearInputs = other.wearInputs.clone()
    stores = other.stores.clone()
    customers = other.customers.clone()
    replenishers = other.replenishers
    planners = other.planners
    supply = other.supply.fork()
    isEchelonCounted = other.isEchelonCounted
    products = other.products.clone()
    operations = other.operations.clone()
    timeDraws = other.timeDraws.clone()
    branchDraws = other.branchDraws.clone()
    intervalDraws = other.intervalDraws.clone()
    branches = other.branches.clone()
    machineTimes = other.machineTimes.clone()
    setups = other.setups.clone()
    setupTimes = other.setupTimes.clone()
    dispatch = other.dispatch.fork()
    attended = other.attended.fork()
    transport = other.transport.fork()
    orders = other.orders.clone()
    orderLevels = other.orderLevels.clone()
    saturatedProducts = other.saturatedProducts.clone()
    chances = other.chances.clone()
    inspectionModels = other.inspectionModels
    measured = other.measured.fork()
    calendars = other.calendars.clone()
    calendarChanges = other.calendarChanges.clone()
    samplerTables = other.samplerTables.fork()
    parts = other.parts.clone()
    returnCounts = other.returnCounts.clone()
    returnCounters = other.returnCounters
    partsCarryMore = other.partsCarryMore
    firstFreePart = other.firstFreePart
    listed = other.listed.clone()
    reached = other.reached.clone()
    deadlockSearches = other.deadlockSearches
    sensing = other.sensing.fork()
    isSensing = other.isSensing
    readingRequest = other.readingRequest
    history = other.history
    keepsHistory = other.keepsHistory
    keepsParts = other.keepsParts
    historyStart = other.historyStart
    flow = other.flow
    lifeNotes = other.lifeNotes.clone()
    timeline = other.timeline
    steps = other.steps
    control = other.control.fork()
    isControlled = other.isControlled
    currentStep = other.currentStep
    accounts = other.accounts.clone()
    lines = other.lines.clone()
    crewAccounts = other.crewAccounts.clone()
    componentAccounts = other.componentAccounts.clone()
    storeAccounts = other.storeAccounts.clone()
    details = other.details.fork()
    energy = other.energy
    idleWatch = other.idleWatch
    measuringSince = other.measuringSince
    batches = other.batches
    batchCount = other.batchCount
    isOver = other.isOver
    loop = other.loop
  }
}
