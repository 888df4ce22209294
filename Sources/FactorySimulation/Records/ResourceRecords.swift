import FactoryModel

/// Operators of one group, or tools of one kind.
struct ResourceRecord: BitwiseCopyable {
  var size: Int32
  var calendar: Int32
  /// Whether they stay on a machine that stands.
  var staysOnMachine: Bool
  /// How many are at work.
  var bound: Int32 = 0
  var isOpen = true
  /// Since when its times are booked.
  var bookedAt = 0.0

  /// How many can be given work.
  var free: Int32 { isOpen ? size - bound : 0 }
}

/// What an operation needs of one resource, or of the first of several.
struct NeedRecord: BitwiseCopyable {
  /// In the list of all that serve needs.
  var resources = Stretch()
  var count: Int32
}

/// A machine that needs resources.
struct AttendedMachine: BitwiseCopyable {
  /// The needs of the work that it has.
  var needs = Stretch()
  /// Its place in the line of machines that wait.
  var next: Int32 = -1
  var isWaiting = false
  /// What the work consumes, for how many parts, and whether it has been taken.
  var uses = Stretch()
  var parts = 1
  var hasItems = true
}

/// What stations whose operations need operators, tools or items begin with.
struct ResourceTables {
  var resources: [ResourceRecord] = []
  var needs: [NeedRecord] = []
  var servers: [Int32] = []
  /// The needs of each operation.
  var ofOperations: [Stretch] = []
  var mostNeeds = 0
  /// What operations consume and give.
  var uses: [SpareRecord] = []
  var consumes: [Stretch] = []
  var gives: [Stretch] = []
  var isUsed = false
}

/// What work needs in a running simulation: operators and tools, and items beside the part.
struct ResourceState: ~Copyable {
  var resources: RecordTable<ResourceRecord>
  let needs: RecordTable<NeedRecord>
  let servers: RecordTable<Int32>
  let ofOperations: RecordTable<Stretch>
  let uses: RecordTable<SpareRecord>
  let consumes: RecordTable<Stretch>
  let gives: RecordTable<Stretch>
  var machines: RecordTable<AttendedMachine>
  /// What serves each need of each machine, ``mostNeeds`` for a machine; -1 for nothing.
  var serving: RecordTable<Int32>
  let mostNeeds: Int
  /// The first machine that waits, in the order in which they are served.
  var firstWaiting: Int32 = -1
  /// Whether it is to be decided at this instant who is served.
  var isDeciding = false
  var accounts: RecordTable<ResourceAccount>

  init(_ tables: ResourceTables, machines count: Int) {
    resources = RecordTable(copying: tables.resources)
    needs = RecordTable(copying: tables.needs)
    servers = RecordTable(copying: tables.servers)
    ofOperations = RecordTable(copying: tables.ofOperations)
    uses = RecordTable(copying: tables.uses)
    consumes = RecordTable(copying: tables.consumes)
    gives = RecordTable(copying: tables.gives)
    let isUsed = tables.isUsed
    machines = RecordTable(repeating: AttendedMachine(), count: isUsed ? count : 0)
    serving = RecordTable(repeating: -1, count: isUsed ? count * tables.mostNeeds : 0)
    mostNeeds = tables.mostNeeds
    accounts = RecordTable(repeating: ResourceAccount(), count: tables.resources.count)
  }

  private init(copying other: borrowing ResourceState) {
    resources = other.resources.clone()
    needs = other.needs.clone()
    servers = other.servers.clone()
    ofOperations = other.ofOperations.clone()
    uses = other.uses.clone()
    consumes = other.consumes.clone()
    gives = other.gives.clone()
    machines = other.machines.clone()
    serving = other.serving.clone()
    mostNeeds = other.mostNeeds
    firstWaiting = other.firstWaiting
    isDeciding = other.isDeciding
    accounts = other.accounts.clone()
  }

  borrowing func fork() -> ResourceState { ResourceState(copying: self) }
}
