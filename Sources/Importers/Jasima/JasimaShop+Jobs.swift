/// Jobs of a model as products and orders.
extension JasimaShop {
  /// The most jobs that are products of their own.
  private static let mostProducts = 5_000

  func addProducts(to shop: inout Shop) {
    let weights = Weights(
      model.jobs.map(\.weight) + model.sources.map(\.weight))
    var names = SafeNames()
    for source in model.sources {
      let name = "route_\(source.route + 1)"
      shop.products.append(
        ShopProduct(
          name: names.name(for: name, else: name), route: source.route,
          release: .every(source.interval, due: source.dueFactor.map { "\($0.text) * work" }),
          priority: weights.priority(of: source.weight)))
    }
    let orders = model.jobs.enumerated().map { number, job in
      ShopOrder(
        name: SafeNames.label(job.name ?? "\(number + 1)"), release: job.release, due: job.due,
        priority: weights.priority(of: job.weight))
    }
    let isTooLong = model.jobs.count > JasimaShop.mostProducts
    if isTooLong, !keepsOrderByRoute {
      shop.assumed.append("jobs that are released at one moment enter route by route")
    }
    if keepsOrderByRoute || isTooLong {
      for route in model.routes.indices {
        let own = zip(model.jobs, orders).filter { $0.0.route == route }.map(\.1)
        guard !own.isEmpty else { continue }
        let name = names.name(for: "route_\(route + 1)", else: "route_\(route + 1)")
        shop.products.append(ShopProduct(name: name, route: route, release: .orders(own)))
      }
    } else {
      for (number, (job, order)) in zip(model.jobs, orders).enumerated() {
        let name = names.name(for: "job_\(number + 1)", else: "job_\(number + 1)")
        shop.products.append(
          ShopProduct(name: name, route: job.route, release: .orders([order])))
      }
    }
    if weights.isLost { shop.ignored.append("weights, as they are no whole numbers from 1 on") }
    if weights.isUsed {
      shop.assumed.append(
        "a weight of 2 is a priority of 1, and so on: rules weigh by 1 + priority")
    }
    let unused = model.routes.indices.filter { route in
      !shop.products.contains { $0.route == route }
    }
    if !unused.isEmpty {
      shop.ignored.append(
        "routes without jobs: " + unused.map { "\($0 + 1)" }.joined(separator: ", "))
    }
  }

  /// Whether jobs that are released at one moment enter by their numbers if those of each route are one product.
  ///
  /// The first jobs of products enter in the order of the products; a later one follows whatever was to enter
  /// at its moment when the job before it of its product entered.
  private var keepsOrderByRoute: Bool {
    var byTime: [Double: [Int]] = [:]
    for (number, job) in model.jobs.enumerated() {
      byTime[job.release.value, default: []].append(number)
    }
    var first: [Int: Int] = [:]
    for (number, job) in model.jobs.enumerated() where first[job.route] == nil {
      first[job.route] = number
    }
    var last = -Double.infinity
    for job in model.jobs {
      if job.release.value < last { return false }
      last = job.release.value
    }
    for numbers in byTime.values {
      let routes = numbers.map { model.jobs[$0].route }
      guard Set(routes).count > 1 else { continue }
      let areFirst = numbers.allSatisfy { first[model.jobs[$0].route] == $0 }
      guard areFirst, routes == routes.sorted() else { return false }
    }
    return true
  }
}

/// Weights of jobs as priorities: rules weigh by 1 + priority.
private struct Weights {
  private let areWhole: Bool
  let isUsed: Bool
  /// Whether there are weights that cannot be priorities.
  let isLost: Bool

  init(_ weights: [Amount?]) {
    let values = weights.compactMap { $0?.value }
    areWhole = values.allSatisfy { $0 >= 1 && $0 <= 1_000_000 && $0 == $0.rounded() }
    let differ = values.contains { $0 != 1 }
    isUsed = differ && areWhole
    isLost = differ && !areWhole
  }

  func priority(of weight: Amount?) -> Int? {
    guard isUsed, let weight else { return nil }
    return Int(weight.value) - 1
  }
}
