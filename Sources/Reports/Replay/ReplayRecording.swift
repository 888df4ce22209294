import FactoryModel
import FactorySimulation

/// What a replication did in a stretch of time, as far as a replay shows it.
struct ReplayRecording: Sendable {
  /// Which stretch; it may have ended early, see ``end``.
  let stretch: ReplayStretch
  /// Where it ends, in seconds from the start: earlier than asked for where too much happened.
  var end: Double
  /// What each machine did, in the order of the factory.
  var tracks: [StateTrack] = []
  /// When levels were read for the first time, in seconds from the start; then once a step.
  var firstMoment = 0.0
  /// How many parts wait at each station, moment by moment.
  var queues: [[Int]]
  /// How many members of each crew are at work.
  var crews: [[Int]]
  /// What each store has on hand less what it owes, in the smallest amounts of its item.
  var stores: [[Int]]
  /// What each customer waits for, and what has come late since the warm-up.
  var owed: [[Int]]
  var late: [[Int]]
  /// Parts in the factory.
  var inside: [Int] = []
  /// Parts that have left as good and as scrap since the warm-up, and good ones that were late for their due date.
  var good: [Int] = []
  var scrapped: [Int] = []
  var overdue: [Int] = []
  /// The wear of each component of each machine in percent, from the beginning on, once a `wearStep`.
  var wear: [[Int]] = []
  /// Failures, in the order of time.
  var failures: [PlantHistory.Entry] = []
  /// Changes of set-points that took effect.
  var setPointChanges: [SetPointChange] = []

  init(_ stretch: ReplayStretch, of factory: Factory) {
    self.stretch = stretch
    end = stretch.end
    queues = factory.stations.map { _ in [] }
    crews = factory.crews.map { _ in [] }
    stores = factory.stores.map { _ in [] }
    owed = factory.customers.map { _ in [] }
    late = owed
  }

  /// How many moments there are at which levels were read.
  var momentCount: Int { inside.count }

  /// How many changes of state are kept.
  var changeCount: Int { tracks.reduce(0) { $0 + $1.entries.count } }

  /// Tenths of a second from the beginning of the stretch.
  func tenths(_ time: Double) -> Int { Int(((time - stretch.start) * 10).rounded()) }
}
