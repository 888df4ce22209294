/// A job shop of the literature: each job passes its machines in an order of its own.
struct JobShopInstance: ImportedInstance {
  var name: String
  var machineCount: Int
  /// The operations of each job: the machine, counted from 0, and the time.
  var jobs: [[(machine: Int, time: Amount)]]
  var remarks: [String] = []
  var assumed: [String] = []
  var ignored: [String] = []
}

extension JobShopInstance {
  /// The instance as a shop: a station a machine, a product a job, all jobs there at the start.
  func shop(_ options: ImportOptions) -> Shop {
    var shop = Shop(
      name: name, timeUnit: options.timeUnit, horizon: "", rule: options.rule ?? .firstCome)
    shop.remarks =
      [ShopText.size(jobs.count, "job", machineCount, "machine")] + remarks
    shop.stations = (1...machineCount).map { ShopStation(name: "machine_\($0)") }
    var left = 0
    for (index, job) in jobs.enumerated() {
      let operations = job.filter { $0.time.value > 0 }.map {
        ShopOperation(station: $0.machine, time: $0.time)
      }
      left += job.count - operations.count
      let name = "job_\(index + 1)"
      shop.routes.append(ShopRoute(name: name, operations: operations))
      shop.products.append(
        ShopProduct(name: name, route: index, release: .orders([ShopOrder(release: .zero)])))
    }
    shop.assumed = assumed + ShopText.assumed(options, source: "the source")
    shop.ignored = ignored
    if left > 0 { shop.ignored.append(ShopText.operationsWithoutTime(left)) }
    shop.dropUnused()
    shop.horizon = options.horizon ?? ShopText.horizon(of: shop)
    return shop
  }
}
