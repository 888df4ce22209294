import EventKernel
import RandomVariates

struct ProductRecord: BitwiseCopyable {
  enum Way: UInt8 {
    case saturated, keep, every, orders, cards, store
  }

  var way: Way
  var losesIfFull = false
  var lotSize: Int32 = 0
  /// Rank of the product's priority: 0 goes first.
  var level: UInt16
  var operations: Stretch
  var interval: Sampler
  var intervalKey: StreamKey
  /// When the first lot enters; NaN for after one interval.
  var starting = Double.nan
  /// The calendar in whose open time intervals run; -1 for wall time.
  var calendar: Int32 = -1
  /// The lines of the schedule, and the one to come.
  var orders = Stretch()
  var nextOrder: Int32 = 0
  var lotNumber: UInt64 = 0
  var partNumber: UInt64 = 0
  /// The store of finished parts; -1 for none.
  var store: Int32 = -1
  /// Parts that are to be kept in the factory, or cards, or the most that a store may have on order, and those that are there above that number.
  var keptParts = 0
  var surplusParts = 0
  var timeDetails = Stretch()
}

struct OperationRecord: BitwiseCopyable {
  var station: Int32
  var product: Int32
  /// The operation that follows; -1 leaves the factory.
  var following: Int32
  /// Whether all parts go straight on to the operation that follows.
  var isPlain = true
  /// Where parts go on by chance, if they do.
  var branches = Stretch()
  /// Times by machine of the station, if they differ.
  var machineTimes = Stretch()
  /// What times are multiplied by, where they depend on wear.
  var timeFactor = WearFormulaRecord()
  /// Whether times differ by machine or depend on wear.
  var hasVaryingTime = false
  /// The machines of the station that may do the operation, one bit each; all from the 64th on.
  var machines = UInt64.max
  var time: Sampler
  /// The time where it is always the same, so that no stream is made for it; NaN elsewhere.
  var certainTime: Double
  var idealTime: Double
  /// The set-up that it needs; -1 where any will do.
  var setup: Int32 = -1
  var timeKey: StreamKey
  var branchKey: StreamKey
  var defectKey: StreamKey
  var inspectionKey: StreamKey
  var made: Stretch
  /// The characteristics to which it gives values.
  var measured: Stretch
  /// Whether it neither makes defects nor gives values.
  var isFlawless: Bool
  var hasInspection: Bool
  var found = Stretch()
  /// The characteristics that are read.
  var read = Stretch()
  var falseAlarm = 0.0
  /// The model that judges parts, among those of all inspections; -1 for none.
  var model: Int32 = -1
  /// Where a part goes that is rejected without a found defect.
  var otherwise = DispositionRecord(target: -1, limit: .max, counter: -1)
}

/// A way on from an operation.
struct BranchRecord: BitwiseCopyable {
  /// The operation; -1 leaves the factory.
  var target: Int32
  /// The chance of this way or one before it.
  var cumulative: Double
}

/// What becomes of a rejected part; `target` -1 is scrap.
struct DispositionRecord: BitwiseCopyable {
  var target: Int32
  var limit: UInt32
  /// Which of a part's counters of returns this one uses; -1 where there is no limit.
  var counter: Int32
}

/// A chance of a defect: to be made, or to be found.
struct ChanceRecord: BitwiseCopyable {
  var bit: UInt64
  var probability: Double
  /// The probability where it depends on wear.
  var wear = WearFormulaRecord()
  var disposition = DispositionRecord(target: -1, limit: .max, counter: -1)
}
