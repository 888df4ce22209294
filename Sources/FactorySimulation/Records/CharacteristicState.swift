/// Measured characteristics of a running simulation: what is given and read, what parts carry, charts.
struct CharacteristicState: ~Copyable {
  let characteristics: RecordTable<CharacteristicRecord>
  var values: RecordTable<ValueRecord>
  var shifts: RecordTable<ShiftRecord>
  var gauges: RecordTable<GaugeRecord>
  var charts: RecordTable<ChartRecord>
  /// The values of all parts: ``count`` for each.
  var ofParts: RecordTable<PartValue>
  /// The charts that signalled in the present event.
  var alarms: RecordTable<AlarmRecord>
  var accounts: RecordTable<CharacteristicAccount>
  var chartAccounts: RecordTable<ChartAccount>
  /// How many characteristics there are.
  let count: Int
  /// The bits of the kinds of defect that are values outside their limits.
  let defects: UInt64
  /// How many faults have hidden until now.
  var hiddenFaults: UInt64 = 0

  init(_ tables: borrowing CharacteristicTables) {
    characteristics = RecordTable(copying: tables.characteristics)
    values = RecordTable(copying: tables.values)
    shifts = RecordTable(copying: tables.shifts)
    gauges = RecordTable(copying: tables.gauges)
    charts = RecordTable(copying: tables.charts)
    count = tables.characteristics.count
    defects = tables.characteristics.reduce(0) { $0 | $1.bit }
    ofParts = RecordTable(minimumCapacity: 256 * count)
    alarms = RecordTable(minimumCapacity: tables.charts.count)
    accounts = RecordTable(repeating: CharacteristicAccount(), count: count)
    chartAccounts = RecordTable(repeating: ChartAccount(), count: tables.charts.count)
  }

  private init(copying other: borrowing CharacteristicState) {
    characteristics = other.characteristics.clone()
    values = other.values.clone()
    shifts = other.shifts.clone()
    gauges = other.gauges.clone()
    charts = other.charts.clone()
    ofParts = other.ofParts.clone()
    alarms = other.alarms.clone()
    accounts = other.accounts.clone()
    chartAccounts = other.chartAccounts.clone()
    count = other.count
    defects = other.defects
    hiddenFaults = other.hiddenFaults
  }

  borrowing func fork() -> CharacteristicState { CharacteristicState(copying: self) }

  /// Begins the sums anew; parts and charts stay as they are.
  mutating func restart() {
    for index in accounts.indices { accounts[index] = CharacteristicAccount() }
    for index in chartAccounts.indices { chartAccounts[index] = ChartAccount() }
  }

  /// Gives a part the values of another.
  mutating func copyValues(from: Int, to: Int) {
    for place in 0..<count { ofParts[to * count + place] = ofParts[from * count + place] }
  }

  /// Takes the values off the record of a new part.
  mutating func clear(part: Int) {
    while ofParts.count < (part + 1) * count { ofParts.append(PartValue()) }
    for place in part * count..<(part + 1) * count { ofParts[place] = PartValue() }
  }
}
