import RandomVariates

/// What stations with dispatch rules, batches or transport need beside the records of all stations.
struct DispatchState: ~Copyable {
  /// Whether anything of it is used; else parts have no plans.
  let isUsed: Bool
  var stations: RecordTable<DispatchRecord>
  var criteria: RecordTable<CriterionRecord>
  var operations: RecordTable<OperationPlan>
  var classes: RecordTable<WaitingClass>
  var groups: RecordTable<BatchGroup>
  var machines: RecordTable<DispatchMachine>
  /// One for each part.
  var plans: RecordTable<PlanRecord>
  /// Times of set-ups, loading, intervals and transport, and their means in seconds.
  var times: RecordTable<Sampler>
  var meanTimes: RecordTable<Double>
  /// The mean work of operations by machine, in seconds.
  var machineMeans: RecordTable<Double>
  /// Set-ups by what was and what comes; an index into ``times``.
  var changes: RecordTable<Int32>
  let setupCount: Int
  /// The ways from station to station, in rows; an index into ``times``, -1 for no time.
  ///
  /// Empty for none.
  var ways: RecordTable<Int32>
  /// Limits of waiting, those that operations begin, and when they last began: `limitCount` for each part.
  let limits: RecordTable<LimitRecord>
  let limitStarts: RecordTable<Int32>
  var limitTimes: RecordTable<Double>
  let limitCount: Int
  /// The set-ups of all cycles, and by cycle and set-up the place in it; -1 for none.
  var cycles: RecordTable<Int32>
  var cyclePlaces: RecordTable<Int32>
  /// Machines to which parts have to come back, `memoryCount` for each part; -1 for none.
  var memories: RecordTable<Int32>
  let memoryCount: Int
  /// How due dates are found, by product.
  var dues: RecordTable<DueRecord>
  /// What became of the lines of schedules.
  var orderAccounts: RecordTable<OrderAccount>
  /// Parts that have entered the factory.
  var entries: UInt64 = 0
  /// How often work began at a dispatched station.
  var begun: UInt64 = 0
  /// Whether the parts of a batch are leaving their machine one after the other.
  var isUnloading = false

  init(_ tables: DispatchTables, orders: Int) {
    isUsed = tables.isUsed
    stations = RecordTable(copying: tables.stations)
    criteria = RecordTable(copying: tables.criteria)
    operations = RecordTable(copying: tables.operations)
    classes = RecordTable(copying: tables.classes)
    groups = RecordTable(copying: tables.groups)
    machines = RecordTable(copying: tables.machines)
    plans = RecordTable(minimumCapacity: tables.isUsed ? 256 : 1)
    times = RecordTable(copying: tables.times)
    meanTimes = RecordTable(copying: tables.meanTimes)
    machineMeans = RecordTable(copying: tables.machineMeans)
    changes = RecordTable(copying: tables.changes)
    setupCount = tables.setupCount
    ways = RecordTable(copying: tables.ways)
    limits = RecordTable(copying: tables.limits)
    limitStarts = RecordTable(copying: tables.limitStarts)
    limitTimes = RecordTable(minimumCapacity: 1)
    limitCount = tables.limits.count
    cycles = RecordTable(copying: tables.cycles)
    cyclePlaces = RecordTable(copying: tables.cyclePlaces)
    memories = RecordTable(minimumCapacity: 1)
    memoryCount = tables.memoryCount
    dues = RecordTable(copying: tables.dues)
    orderAccounts = RecordTable(repeating: OrderAccount(), count: orders)
  }

  private init(copying other: borrowing DispatchState) {
    isUsed = other.isUsed
    stations = other.stations.clone()
    criteria = other.criteria.clone()
    operations = other.operations.clone()
    classes = other.classes.clone()
    groups = other.groups.clone()
    machines = other.machines.clone()
    plans = other.plans.clone()
    times = other.times.clone()
    meanTimes = other.meanTimes.clone()
    machineMeans = other.machineMeans.clone()
    changes = other.changes.clone()
    setupCount = other.setupCount
    ways = other.ways.clone()
    limits = other.limits.clone()
    limitStarts = other.limitStarts.clone()
    limitTimes = other.limitTimes.clone()
    limitCount = other.limitCount
    cycles = other.cycles.clone()
    cyclePlaces = other.cyclePlaces.clone()
    memories = other.memories.clone()
    memoryCount = other.memoryCount
    dues = other.dues.clone()
    orderAccounts = other.orderAccounts.clone()
    entries = other.entries
    begun = other.begun
  }

  borrowing func fork() -> DispatchState { DispatchState(copying: self) }
}
