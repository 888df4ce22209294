/// A model in JSON as it comes with exact runs: `groups` with `machines` and `setup`, and `routes`, lists of
/// operations with `group`, `setup`, `time`, `family` and `max_batch`.
enum JasimaJSON {
  /// The model of a file.
  ///
  /// - Parameters:
  ///   - text: What stands in the file.
  ///   - name: Its path, for messages.
  ///   - unit: The unit of its times, for intervals.
  /// - Returns: The model.
  /// - Throws: ``ImportFailure`` with the place of the first mistake.
  static func read(
    _ text: String, name: String, unit: String
  ) throws(ImportFailure) -> JasimaModel {
    let root = try JSONTree.read(text, name: name)
    if root["lots"] != nil {
      throw root.failure(
        "this is a run, not a model; give the model here and this file with '--orders'")
    }
    var model = JasimaModel()
    model.ignored += root.unknownMembers(
      beside: ["groups", "routes", "name", "model", "default_interarrival_min"]
    ).map { "'\($0)'" }
    for tree in try root.required("groups", "the groups of machines").list("groups") {
      model.groups.append(try group(tree, &model.ignored))
    }
    guard !model.groups.isEmpty else { throw root.failure("there are no groups of machines") }
    for tree in try root.required("routes", "the routes").list("routes") {
      var operations: [JasimaModel.Operation] = []
      for operation in try tree.list("the operations of a route") {
        operations.append(
          try self.operation(operation, groups: model.groups.count, &model.ignored))
      }
      guard !operations.isEmpty else { throw tree.failure("a route has no operations; remove it") }
      model.routes.append(operations)
    }
    guard !model.routes.isEmpty else { throw root.failure("there are no routes") }
    model.sources = try sources(root, routes: model.routes.count, unit: unit)
    return model
  }

  /// Lots of each route at exponential intervals, where the model gives their means.
  private static func sources(
    _ root: JSONTree, routes: Int, unit: String
  ) throws(ImportFailure) -> [JasimaModel.Source] {
    guard let tree = root["default_interarrival_min"] else { return [] }
    let means = try tree.list("the mean intervals")
    guard means.count == routes else {
      throw tree.failure("\(means.count) mean intervals for \(routes) routes; give one for each")
    }
    var sources: [JasimaModel.Source] = []
    for (route, mean) in means.enumerated() {
      let interval = "exponential \(try mean.amount("a mean interval").text) \(unit)"
      sources.append(JasimaModel.Source(route: route, interval: interval))
    }
    return sources
  }

  private static func group(
    _ tree: JSONTree, _ ignored: inout [String]
  ) throws(ImportFailure) -> JasimaModel.Group {
    var group = JasimaModel.Group(name: try tree["name"]?.string("the group's name"))
    group.machineCount =
      try tree["machines"]?.whole("the number of machines", in: 1...100_000) ?? 1
    note(tree.unknownMembers(beside: ["name", "machines", "setup"]), of: "groups", &ignored)
    for change in try tree["setup"]?.list("times of set-ups") ?? [] {
      let parts = try change.list("a change of set-up")
      guard parts.count == 3 else {
        throw change.failure("\(parts.count) values; expected three: from, to and a time")
      }
      let time = try parts[2].amount("the time of a set-up")
      let from = try parts[0].string("a set-up")
      let to = try parts[1].string("a set-up")
      if time.value > 0, from != to {
        group.setups.append(ShopStation.Setup(from: from, to: to, time: time))
      }
    }
    return group
  }

  private static func operation(
    _ tree: JSONTree, groups: Int, _ ignored: inout [String]
  ) throws(ImportFailure) -> JasimaModel.Operation {
    note(
      tree.unknownMembers(beside: ["group", "setup", "time", "family", "max_batch"]),
      of: "operations", &ignored)
    return JasimaModel.Operation(
      group: try tree.required("group", "the operation's group").whole(
        "a group's number", in: 0...groups - 1),
      setup: try tree["setup"]?.string("a set-up"),
      time: try tree.required("time", "the operation's time").amount("a time"),
      family: try tree["family"]?.string("a family"),
      largestBatch: try tree["max_batch"]?.whole("the largest batch", in: 1...1_000_000) ?? 1)
  }

  private static func note(_ names: [String], of what: String, _ ignored: inout [String]) {
    for name in names {
      let phrase = "'\(name)' of \(what)"
      if !ignored.contains(phrase) { ignored.append(phrase) }
    }
  }
}
