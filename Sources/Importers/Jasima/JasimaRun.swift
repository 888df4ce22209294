/// A run in JSON: the lots of a model with their dates, and the rule and batches with which it was made.
struct JasimaRun {
  var jobs: [JasimaModel.Job] = []
  var rule: ImportRule?
  var minimumBatch: Double?
  /// In the unit of its times.
  var horizon: Amount?
  var ignored: [String] = []

  /// The run of a file.
  ///
  /// - Parameters:
  ///   - text: What stands in the file.
  ///   - name: Its path, for messages.
  ///   - routes: How many routes the model has.
  ///   - needsRule: Whether the user gave no rule, so that the run's must be known.
  /// - Returns: The run.
  /// - Throws: ``ImportFailure`` with the place of the first mistake.
  static func read(
    _ text: String, name: String, routes: Int, needsRule: Bool
  ) throws(ImportFailure) -> JasimaRun {
    let root = try JSONTree.read(text, name: name)
    var run = JasimaRun()
    let known = ["model", "rule", "min_batch_fraction", "horizon_min", "lots"]
    let unknown = root.unknownMembers(beside: known).map { "'\($0)'" }
    if !unknown.isEmpty { run.ignored.append(unknown.joined(separator: ", ") + " of the orders") }
    if let tree = root["rule"], needsRule {
      let name = try tree.string("the rule")
      guard let rule = ImportRule(name) else {
        throw tree.failure(
          "the rule '\(name)' is not known; choose another with '--rule', such as "
            + ImportRule.knownNames)
      }
      run.rule = rule
    }
    run.minimumBatch = try root["min_batch_fraction"]?.amount("the least batch").value
    run.horizon = try root["horizon_min"]?.amount("the horizon")
    var hasFinish = false
    for (number, tree) in try root.required("lots", "the lots").list("lots").enumerated() {
      let parts = try tree.list("a lot")
      guard parts.count >= 3 else {
        throw tree.failure("\(parts.count) values; expected a release, a route and a due date")
      }
      hasFinish = hasFinish || parts.count > 3
      run.jobs.append(
        JasimaModel.Job(
          name: "\(number)", route: try parts[1].whole("a route's number", in: 0...routes - 1),
          release: try parts[0].amount("a release"),
          due: parts[2].isNull ? nil : try parts[2].amount("a due date")))
    }
    guard !run.jobs.isEmpty else { throw root.failure("there are no lots") }
    if hasFinish { run.ignored.append("when the lots were finished in that run") }
    return run
  }
}
