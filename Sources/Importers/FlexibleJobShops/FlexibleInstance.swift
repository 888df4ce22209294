/// A flexible job shop: each operation may be done by several machines, in a time of its own on each.
struct FlexibleInstance: ImportedInstance {
  /// One of the machines that may do an operation, counted from 0, and its time.
  typealias Choice = (machine: Int, time: Amount)

  var name: String
  var machineCount: Int
  /// The choices of each operation of each job.
  var jobs: [[[Choice]]]
  var remarks: [String] = []
  var assumed: [String] = []
  var ignored: [String] = []
}

extension FlexibleInstance {
  /// The most machines of a station of which operations may name some.
  static let mostMachines = 64

  /// More machines share operations than one station can have.
  var refusal: String? {
    groups.first { $0.count > FlexibleInstance.mostMachines }.map {
      "'\(name)' has \($0.count) machines that share operations; at most "
        + "\(FlexibleInstance.mostMachines) can be one station"
    }
  }

  /// Machines that share operations, directly or through others, in the order of their numbers.
  var groups: [[Int]] {
    var leader = Array(0..<machineCount)
    func root(_ machine: Int) -> Int {
      var machine = machine
      while leader[machine] != machine { machine = leader[machine] }
      return machine
    }
    for choices in jobs.joined() {
      guard let first = choices.first else { continue }
      for choice in choices.dropFirst() {
        let (one, other) = (root(first.machine), root(choice.machine))
        leader[max(one, other)] = min(one, other)
      }
    }
    var members: [Int: [Int]] = [:]
    for machine in 0..<machineCount { members[root(machine), default: []].append(machine) }
    return members.values.sorted { $0[0] < $1[0] }
  }

  /// The instance as a shop: machines that share operations are one station, a job is a product.
  func shop(_ options: ImportOptions) -> Shop {
    let fastest = "fastest machine"
    let rule = options.rule ?? ImportRule(criteria: ["most work left"])
    var shop = Shop(
      name: name, timeUnit: options.timeUnit, horizon: "",
      rule: rule.criteria.contains(fastest)
        ? rule : ImportRule(criteria: rule.criteria + [fastest]))
    let groups = groups
    var stations: [Int: Int] = [:]
    for (index, group) in groups.enumerated() {
      for machine in group { stations[machine] = index }
      guard group.count > 1 else {
        shop.stations.append(ShopStation(name: "machine_\(group[0] + 1)"))
        continue
      }
      let name = groups.count == 1 ? "shop" : "group_\(group[0] + 1)"
      shop.stations.append(
        ShopStation(name: name, machines: group.map { "machine_\($0 + 1)" }))
    }
    var left = 0
    for (index, job) in jobs.enumerated() {
      let operations = job.compactMap { operation(of: $0, stations, groups) }
      left += job.count - operations.count
      let name = "job_\(index + 1)"
      shop.routes.append(ShopRoute(name: name, operations: operations))
      shop.products.append(
        ShopProduct(name: name, route: index, release: .orders([ShopOrder(release: .zero)])))
    }
    shop.remarks =
      [ShopText.size(jobs.count, "job", machineCount, "machine")] + remarks
      + [
        "Machines that may do the same operations are one station; 'times' names those that do each."
      ]
    shop.assumed =
      assumed + [ShopText.unit(options)]
      + (options.rule == nil
        ? ["the job with most work left goes first, as the source names no rule"] : [])
      + ["of the machines that are free, the one that does the part fastest takes it"]
    shop.ignored = ignored
    if left > 0 { shop.ignored.append(ShopText.operationsWithoutTime(left)) }
    shop.dropUnused()
    shop.horizon = options.horizon ?? ShopText.horizon(of: shop)
    return shop
  }

  private func operation(
    of choices: [Choice], _ stations: [Int: Int], _ groups: [[Int]]
  ) -> ShopOperation? {
    // Of a machine that is named twice the shorter time counts.
    var times: [(machine: Int, time: Amount)] = []
    for choice in choices where choice.time.value > 0 {
      if let index = times.firstIndex(where: { $0.machine == choice.machine }) {
        if choice.time.value < times[index].time.value { times[index] = choice }
      } else {
        times.append(choice)
      }
    }
    guard let first = times.first, let station = stations[first.machine] else { return nil }
    var operation = ShopOperation(station: station)
    if groups[station].count == 1 {
      operation.time = first.time
    } else {
      operation.times = times.sorted { $0.machine < $1.machine }.map {
        ("machine_\($0.machine + 1)", $0.time)
      }
    }
    return operation
  }
}
