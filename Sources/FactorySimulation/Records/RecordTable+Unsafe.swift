/// A growing row of flat records, looked up by index at every event.
///
/// Raw, because an event touches dozens of records, and with the checks of `UniqueArray` the shipped
/// transfer line takes 1.08 times as long. Indices come from the factory's own tables, whose builder
/// sees to it that they exist; debug builds check each.
@safe struct RecordTable<Record: BitwiseCopyable>: ~Copyable {
  private(set) var count: Int
  private var capacity: Int
  private var base: UnsafeMutablePointer<Record>

  init(minimumCapacity: Int) {
    count = 0
    capacity = max(1, minimumCapacity)
    unsafe base = UnsafeMutablePointer<Record>.allocate(capacity: capacity)
  }

  init(copying records: [Record]) {
    self.init(minimumCapacity: records.count)
    for record in records { append(record) }
  }

  init(repeating record: Record, count: Int) {
    self.init(minimumCapacity: count)
    for _ in 0..<count { append(record) }
  }

  deinit { unsafe base.deallocate() }

  var indices: Range<Int> { 0..<count }
  var isEmpty: Bool { count == 0 }

  func clone() -> RecordTable {
    var copy = RecordTable(minimumCapacity: capacity)
    unsafe copy.base.update(from: base, count: count)
    copy.count = count
    return copy
  }

  @inline(__always)
  subscript(index: Int) -> Record {
    _read {
      assert(index >= 0 && index < count)
      yield unsafe base[index]
    }
    _modify {
      assert(index >= 0 && index < count)
      yield unsafe &base[index]
    }
  }

  @inline(__always)
  mutating func append(_ record: Record) {
    if count == capacity { grow() }
    unsafe base[count] = record
    count &+= 1
  }

  @inline(__always)
  mutating func removeLast() -> Record {
    assert(count > 0)
    count &-= 1
    return unsafe base[count]
  }

  mutating func removeAll() { count = 0 }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Record>.allocate(capacity: 2 * capacity)
    unsafe larger.update(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = larger
    capacity *= 2
  }
}
