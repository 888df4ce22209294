/// Turns a model of jasima into a shop.
struct JasimaShop {
  let model: JasimaModel
  private let options: ImportOptions
  private let name: String

  init(_ model: JasimaModel, _ options: ImportOptions, name: String) {
    (self.model, self.options, self.name) = (model, options, name)
  }

  var shop: Shop {
    var shop = Shop(
      name: name, timeUnit: options.timeUnit, horizon: "", rule: options.rule ?? .firstCome)
    shop.remarks =
      [ShopText.size(model.groups.count, "machine group", model.routes.count, "route")]
      + model.remarks
    shop.stations = stations
    shop.routes = routes
    if model.routes.joined().contains(where: { $0.family != nil }), options.minimumBatch == nil {
      shop.assumed.append("a batch begins with one part, as nothing asks for more")
    }
    if choosesBySetup {
      shop.assumed.append(
        "of free machines that take batches, the one with the shortest set-up takes the part; jasima asks only "
          + "the one that has been free for longest")
    }
    shop.ignored = model.ignored
    let withoutTime = model.routes.joined().count { $0.time.value == 0 }
    if withoutTime > 0 { shop.ignored.append(ShopText.operationsWithoutTime(withoutTime)) }
    addProducts(to: &shop)
    shop.dropUnused()
    shop.horizon =
      options.horizon ?? (model.sources.isEmpty ? ShopText.horizon(of: shop) : "52 wk")
    if options.horizon == nil, !model.sources.isEmpty {
      shop.assumed.append("52 wk are simulated; change it with '--horizon'")
    }
    return shop
  }

  /// Whether the rule chooses among machines that take batches and are set up.
  private var choosesBySetup: Bool {
    let batching = Set(model.routes.joined().filter { $0.family != nil }.map(\.group))
    return options.rule?.criteria.contains { $0 == "least setup" || $0 == "atcs" } == true
      && model.groups.indices.contains { index in
        batching.contains(index) && model.groups[index].machineCount > 1
          && !model.groups[index].setups.isEmpty
      }
  }

  // MARK: - Machines

  private var stations: [ShopStation] {
    // A machine that takes batches is that which has been free for longest; of others the last that was freed.
    let batching = Set(model.routes.joined().filter { $0.family != nil }.map(\.group))
    var names = SafeNames()
    return model.groups.enumerated().map { index, group in
      let standard = "machine_\(index + 1)"
      var station = ShopStation(
        name: names.name(for: group.name ?? standard, else: standard),
        machineCount: group.machineCount)
      station.machineChoice = batching.contains(index) ? "longest_free" : "freed_last"
      station.setups = group.setups.map {
        ShopStation.Setup(from: SafeNames.label($0.from), to: SafeNames.label($0.to), time: $0.time)
      }
      station.setupAtStart = JasimaModel.standardSetup
      if group.releases.contains(where: { $0.value > 0 }) {
        station.machines =
          group.machineCount == 1
          ? [station.name] : (1...group.machineCount).map { "\(station.name)_\($0)" }
        station.readyAt = zip(station.machines, group.releases).filter { $0.1.value > 0 }
          .map { (machine: $0, time: $1) }
      }
      return station
    }
  }

  // MARK: - Routes

  private var routes: [ShopRoute] {
    model.routes.enumerated().map { index, operations in
      ShopRoute(
        name: "route_\(index + 1)",
        operations: operations.filter { $0.time.value > 0 }.map { operation(of: $0) })
    }
  }

  private func operation(of source: JasimaModel.Operation) -> ShopOperation {
    var operation = ShopOperation(station: source.group, time: source.time)
    if !model.groups[source.group].setups.isEmpty {
      operation.setup = SafeNames.label(source.setup ?? JasimaModel.standardSetup)
    }
    if let family = source.family {
      operation.family = SafeNames.label(family)
      operation.largestBatch = source.largestBatch
      let least = (options.minimumBatch ?? 0) * Double(source.largestBatch)
      // The share of a whole number may be rounded to a little more than that.
      operation.leastBatch = min(source.largestBatch, max(1, Int((least - 1e-9).rounded(.up))))
    }
    return operation
  }
}
