/// A collection of flexible job shops in JSON: a list of objects with `name`, `jobs`, `machines`, and `operations`,
/// for each job and operation the pairs of machine, counted from 0, and time.
enum FlexibleCollection {
  private static let known = [
    "name", "set", "jobs", "machines", "optimum", "bounds", "operations",
  ]

  /// Reads an instance.
  static func read(
    _ tree: JSONTree, _ fileName: String
  ) throws(ImportFailure) -> FlexibleInstance {
    let machineCount = try tree.required("machines", "the number of machines")
      .whole("the number of machines", in: 1...100_000)
    var jobs: [[[FlexibleInstance.Choice]]] = []
    for job in try tree.required("operations", "the operations of each job").list("jobs") {
      var operations: [[FlexibleInstance.Choice]] = []
      for operation in try job.list("the operations of a job") {
        operations.append(try choices(operation, machineCount))
      }
      guard !operations.isEmpty else { throw job.failure("a job has no operations; remove it") }
      jobs.append(operations)
    }
    let jobCount = try tree["jobs"]?.whole("the number of jobs", in: 1...1_000_000)
    guard !jobs.isEmpty, jobCount ?? jobs.count == jobs.count else {
      throw tree.failure(
        "'jobs' says \(jobCount ?? 0), and 'operations' has \(jobs.count); make them the same")
    }
    var instance = FlexibleInstance(
      name: try tree["name"]?.string("the name") ?? fileName, machineCount: machineCount,
      jobs: jobs)
    let set = try tree["set"].map { (set) throws(ImportFailure) in
      "Of the set '\(try set.string("the name of the set"))'."
    }
    instance.remarks =
      [set, InstanceText.knownMakespan(tree)].compactMap(\.self)
      + ["The source counts machines from 0."]
    instance.ignored = tree.unknownMembers(beside: known).map { "'\($0)'" }
    return instance
  }

  private static func choices(
    _ operation: JSONTree, _ machineCount: Int
  ) throws(ImportFailure) -> [FlexibleInstance.Choice] {
    var choices: [FlexibleInstance.Choice] = []
    for choice in try operation.list("the machines of an operation") {
      let pair = try choice.list("a machine and its time")
      guard pair.count == 2 else {
        throw choice.failure("\(pair.count) values; expected two, a machine and its time")
      }
      let machine = try pair[0].whole("a machine's number", in: 0...machineCount - 1)
      choices.append((machine, try pair[1].amount("a time")))
    }
    guard !choices.isEmpty else {
      throw operation.failure("no machine can do this operation; name one")
    }
    return choices
  }
}
