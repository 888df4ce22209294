/// The sums kept of a product, or of all of them together, while a replication runs.
public struct LineAccount: Hashable, Sendable, BitwiseCopyable {
  /// Parts that entered.
  public var released = 0
  /// Parts that left as good, with or without a defect that nobody found.
  public var good = 0
  /// Parts that left as good and had never been sent back.
  public var goodFirstTime = 0
  /// Parts that left as good with a defect.
  public var escaped = 0
  /// Parts that left as scrap.
  public var scrapped = 0
  /// How often a part was sent back.
  public var sentBack = 0
  /// Parts turned away because the first buffer was full.
  public var lost = 0
  /// Parts that became of others, beside the first piece of each.
  public var split = 0
  /// Parts that went into others.
  public var merged = 0
  /// Parts in the factory now.
  public var inside = 0
  /// Time that parts were in the factory in the measured time, all parts together, in seconds.
  public var presence = 0.0
  /// How often a part was put on a machine.
  public var loaded = 0
  /// Time that parts waited for a machine, in seconds, of the parts loaded.
  public var waitingTime = 0.0
  /// Time from entering to leaving as good, in seconds.
  public var cycleTime = TimeSum()

  /// Parts that left as good and had a due date.
  public var due = 0
  /// Those of them that were late.
  public var late = 0
  /// By how long, all together, in seconds; those that were early count as 0.
  public var tardiness = 0.0

  init() {}

  mutating func noteDue(at time: Double, finished now: Double) {
    due += 1
    guard now > time else { return }
    late += 1
    tardiness += now - time
  }

  @inline(__always)
  mutating func noteReleased() {
    released &+= 1
    inside &+= 1
  }

  /// Notes a part that became of another, which has been in the factory for some time: that is booked when it
  /// leaves, and was not its own.
  mutating func noteSplit(before time: Double) {
    released -= 1
    split += 1
    presence -= time
  }

  mutating func noteMerged(after time: Double) {
    merged += 1
    noteLeft(after: time)
  }

  @inline(__always)
  mutating func noteLoaded(waited wait: Double) {
    loaded &+= 1
    waitingTime += wait
  }

  @inline(__always)
  mutating func noteGood(_ part: PartRecord, time: Double) {
    good &+= 1
    if !part.wasSentBack { goodFirstTime &+= 1 }
    if part.defects != 0 { escaped &+= 1 }
    cycleTime.add(time)
  }

  @inline(__always)
  mutating func noteLeft(after time: Double) {
    presence += time
    inside &-= 1
  }

  mutating func restart() {
    var fresh = LineAccount()
    fresh.inside = inside
    self = fresh
  }

  mutating func add(_ other: LineAccount) {
    released += other.released
    good += other.good
    goodFirstTime += other.goodFirstTime
    escaped += other.escaped
    scrapped += other.scrapped
    sentBack += other.sentBack
    lost += other.lost
    split += other.split
    merged += other.merged
    inside += other.inside
    presence += other.presence
    loaded += other.loaded
    waitingTime += other.waitingTime
    cycleTime.merge(other.cycleTime)
    due += other.due
    late += other.late
    tardiness += other.tardiness
  }
}
