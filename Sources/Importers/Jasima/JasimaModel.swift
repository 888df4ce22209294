/// A shop as jasima describes it: groups of machines, routes, and jobs or sources of jobs.
struct JasimaModel {
  /// Machines behind one queue.
  struct Group {
    var name: String?
    var machineCount = 1
    /// Times of set-ups by what was and what comes; those that are missing take none.
    var setups: [ShopStation.Setup] = []
    /// When each machine is first there; empty for all from the start.
    var releases: [Amount] = []
  }

  /// An operation of a route.
  struct Operation {
    /// The group, counted from 0.
    var group: Int
    var setup: String?
    var time: Amount
    var family: String?
    var largestBatch = 1
  }

  /// A job with its dates.
  struct Job {
    var name: String?
    /// The route, counted from 0.
    var route: Int
    var release: Amount
    var due: Amount?
    var weight: Amount?
  }

  /// Jobs that come again and again.
  struct Source {
    var route: Int
    /// Time from one to the next, as the language writes it.
    var interval: String
    /// What the work of a job is multiplied by to give the time until it is due.
    var dueFactor: Amount?
    var weight: Amount?
  }

  var groups: [Group] = []
  var routes: [[Operation]] = []
  var jobs: [Job] = []
  var sources: [Source] = []
  var remarks: [String] = []
  var ignored: [String] = []

  /// The set-up of machines and of operations of which nothing is said.
  static let standardSetup = "DEF_SETUP"
}
