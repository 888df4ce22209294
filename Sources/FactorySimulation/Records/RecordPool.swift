/// A record of a pool: the next one that is free stands in it while it is free.
protocol PooledRecord: BitwiseCopyable {
  var next: Int32 { get set }
}

/// Records that come and go, each with a place; places that are free are used again.
struct RecordPool<Record: PooledRecord>: ~Copyable {
  private var records: RecordTable<Record>
  private var firstFree: Int32 = -1

  init() { records = RecordTable(minimumCapacity: 16) }

  private init(_ records: consuming RecordTable<Record>, firstFree: Int32) {
    self.records = records
    self.firstFree = firstFree
  }

  func clone() -> RecordPool { RecordPool(records.clone(), firstFree: firstFree) }

  @inline(__always)
  subscript(place: Int) -> Record {
    _read { yield records[place] }
    _modify { yield &records[place] }
  }

  /// Gives a record a place.
  mutating func add(_ record: Record) -> Int32 {
    guard firstFree >= 0 else {
      records.append(record)
      return Int32(truncatingIfNeeded: records.count - 1)
    }
    let place = firstFree
    firstFree = records[Int(place)].next
    records[Int(place)] = record
    return place
  }

  /// Frees a place.
  mutating func free(_ place: Int32) {
    records[Int(place)].next = firstFree
    firstFree = place
  }

  /// Takes a record out and frees its place.
  mutating func take(_ place: Int32) -> Record {
    let record = records[Int(place)]
    free(place)
    return record
  }
}
