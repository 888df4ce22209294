/// A fab as the tables describe it.
struct AutoSchedModel {
  /// Machines behind one queue: a tool group.
  struct Family {
    /// As the tables call it.
    var source: String
    var name: String
    var machineCount: Int
    var group: String?
    var location: String?
    /// Minutes.
    var loading = 0.0
    var unloading = 0.0
    /// Criteria in the words of the language.
    var rule: [String]
    var countsBatchesInLots = false
    var minimumRun = 1
    var setups: [Change] = []
    var breakdowns: [Breakdown] = []
  }

  /// A change of set-up; `from` is `nil` for any other.
  struct Change {
    var from: String?
    var to: String
    /// Minutes.
    var time: Double
  }

  struct Breakdown {
    var name: String
    var clock: String?
    var life: AutoSchedTime
    var repair: AutoSchedTime
  }

  /// A step of a route for lots of one size.
  struct Operation {
    var number: Int
    var name: String
    var family: Int
    var time: AutoSchedTime
    /// The time from one lot to the next on the same machine, in minutes, where it cascades.
    var interval: Double?
    /// Lots of a batch.
    var batch: (least: Int, most: Int)?
    var batchFamily: String?
    var setup: String?
    /// Minutes.
    var setupTime: Double?
    /// The earlier step whose machine does this one too, as an operation's name.
    var machineOf: String?
    /// Minutes from the end of an earlier operation within which this one is to begin.
    var queueLimit: (minutes: Double, of: String)?
    /// Per cent of the lots.
    var share = 100.0
    var transport: AutoSchedTime?
    /// Per cent of the lots, and the operation at which they go on.
    var rework: (percent: Double, target: String)?
  }

  /// A route for lots of one size.
  struct Route {
    var name: String
    var part: String
    var pieces: Int
    var operations: [Operation]
  }

  /// Lots that enter.
  struct Product {
    enum Release {
      /// An interval as the language writes it, the first lot in minutes after the start, lots at a time, and the
      /// time until a lot is due in minutes.
      case every(AutoSchedTime, first: Double, lots: Int, due: Double?)
      case lots([Lot])
    }

    var name: String
    var route: Int
    var priority: Int
    var release: Release
  }

  /// A lot with its dates, in minutes after the start.
  struct Lot {
    var name: String
    var release: Double
    /// The operation before which it stands; `nil` for the first.
    var operation: String?
    var due: Double?
    var priority: Int
  }

  /// Planned stops of the machines of a family.
  struct Stop {
    enum Interval {
      /// Minutes.
      case every(Double, first: Double)
      case afterParts(Int, first: Int)
    }

    var name: String
    var family: String
    var interval: Interval
    var duration: AutoSchedTime
  }

  var start: String
  var families: [Family]
  var routes: [Route]
  var products: [Product]
  var stops: [Stop]
  var lotsInProcess: Int

  /// What was chosen because the tables do not say it.
  func assumed(_ options: ImportOptions) -> [String] {
    var assumed: [String] = []
    if options.horizon == nil {
      assumed.append("730 d are simulated; change it with '--horizon'")
    }
    if routes.contains(where: { $0.operations.contains { $0.interval != nil } }) {
      assumed.append("machines that cascade are loaded and unloaded while they work on another lot")
    }
    if routes.contains(where: { $0.operations.contains { $0.batch != nil } }) {
      assumed.append(
        "a batch begins with its least number of lots, and takes what is there up to its most")
    }
    if routes.contains(where: { $0.operations.contains { $0.rework != nil } }) {
      assumed.append("a lot is reworked as often as chance wants, not at most once")
    }
    if !stops.isEmpty {
      assumed.append(
        "the machines of a group take turns with their planned stops, the first of them at FOA; the tables "
          + "would let all of them stop at once")
    }
    if lotsInProcess > 0 {
      assumed.append("lots in process begin their present step anew, on machines without a set-up")
    }
    return assumed
  }
}
