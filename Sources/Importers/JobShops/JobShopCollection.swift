/// A collection of job shops in JSON: a list of objects with `name`, `jobs`, `machines`, and `ops`, for each job
/// the pairs of machine, counted from 0, and time.
enum JobShopCollection {
  private static let known = ["name", "jobs", "machines", "optimum", "bounds", "ops"]

  /// Reads an instance.
  static func read(
    _ tree: JSONTree, _ fileName: String
  ) throws(ImportFailure) -> JobShopInstance {
    let machineCount = try tree.required("machines", "the number of machines")
      .whole("the number of machines", in: 1...100_000)
    if tree["ops"] == nil, tree["path"] != nil {
      throw tree.failure(
        "'ops' is missing; this is an index of other files: import the file that 'path' names")
    }
    var jobs: [[(machine: Int, time: Amount)]] = []
    for job in try tree.required("ops", "the operations of each job").list("jobs") {
      var operations: [(machine: Int, time: Amount)] = []
      for operation in try job.list("the operations of a job") {
        let pair = try operation.list("an operation")
        guard pair.count == 2 else {
          throw operation.failure(
            "an operation has \(pair.count) values; expected two, a machine and a time")
        }
        let machine = try pair[0].whole("a machine's number", in: 0...machineCount - 1)
        operations.append((machine, try pair[1].amount("a time")))
      }
      guard !operations.isEmpty else { throw job.failure("a job has no operations; remove it") }
      jobs.append(operations)
    }
    let jobCount = try tree["jobs"]?.whole("the number of jobs", in: 1...1_000_000)
    guard !jobs.isEmpty, jobCount ?? jobs.count == jobs.count else {
      throw tree.failure(
        "'jobs' says \(jobCount ?? 0), and 'ops' has \(jobs.count); make them the same")
    }
    var instance = JobShopInstance(
      name: try tree["name"]?.string("the name") ?? fileName, machineCount: machineCount,
      jobs: jobs)
    instance.remarks =
      [InstanceText.knownMakespan(tree)].compactMap(\.self) + ["The source counts machines from 0."]
    instance.ignored = tree.unknownMembers(beside: known).map { "'\($0)'" }
    return instance
  }
}
