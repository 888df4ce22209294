/// A shop as all sources describe it: stations, routes, and the jobs that pass them.
struct Shop {
  var name: String
  /// What the source says of the whole, as comments.
  var remarks: [String] = []
  var timeUnit: ImportTimeUnit
  /// How long to simulate, as the language writes it.
  var horizon: String
  var rule: ImportRule
  var stations: [ShopStation] = []
  var routes: [ShopRoute] = []
  var products: [ShopProduct] = []
  var assumed: [String] = []
  var ignored: [String] = []
}

/// Machines behind one queue.
struct ShopStation {
  /// The change of a machine from one set-up to another.
  struct Setup {
    var from: String
    var to: String
    var time: Amount
  }

  var name: String
  var machineCount = 1
  /// The machines' names, where something differs among them.
  var machines: [String] = []
  /// Which free machine takes the part: a word of the language; `nil` for the first.
  var machineChoice: String?
  var setups: [Setup] = []
  /// For what the machines are set up at the start.
  var setupAtStart: String?
  /// When machines are first there, where that is not at the start, by name of the machine.
  var readyAt: [(machine: String, time: Amount)] = []
}

/// The operations that parts pass, in order.
struct ShopRoute {
  var name: String
  var operations: [ShopOperation]
}

/// One operation.
struct ShopOperation {
  var station: Int
  /// The time, where it is the same on all machines.
  var time: Amount?
  /// The times of the machines that do it, by name, where they differ.
  var times: [(machine: String, time: Amount)] = []
  var setup: String?
  var family: String?
  var largestBatch = 1
  var leastBatch = 1

  /// The longest that it takes.
  var longestTime: Double { max(time?.value ?? 0, times.map(\.time.value).max() ?? 0) }
}

/// Parts that take one route.
struct ShopProduct {
  enum Release {
    case orders([ShopOrder])
    /// As the language writes it.
    case every(String, due: String?)
  }

  var name: String
  var route: Int
  var release: Release
  /// Which goes first, where rules weigh products.
  var priority: Int?
}

/// A job.
struct ShopOrder {
  var name: String?
  var release: Amount
  var due: Amount?
  var priority: Int?
}

extension Shop {
  /// Leaves out products of which no operation takes any time, and routes that no product takes.
  mutating func dropUnused() {
    let empty = products.filter { routes[$0.route].operations.isEmpty }.map(\.name)
    if !empty.isEmpty {
      let shown = empty.prefix(10).joined(separator: ", ")
      ignored.append(
        "what takes no time at all: " + shown
          + (empty.count > 10 ? " and \(empty.count - 10) more" : ""))
      products.removeAll { routes[$0.route].operations.isEmpty }
    }
    var places: [Int: Int] = [:]
    var used: [ShopRoute] = []
    for index in products.indices {
      let route = products[index].route
      if places[route] == nil {
        places[route] = used.count
        used.append(routes[route])
      }
      products[index].route = places[route] ?? 0
    }
    routes = used
  }

  /// How long all jobs take at most if nothing is done side by side, in the source's unit.
  ///
  /// A schedule without needless waits is never longer: whenever no machine works, the next release or the
  /// machine that is next there ends the wait.
  var longestMakespan: Double {
    var longest = stations.flatMap(\.readyAt).map(\.time.value).max() ?? 0
    let setups = stations.map { $0.setups.map(\.time.value).max() ?? 0 }
    for product in products {
      guard case .orders(let orders) = product.release else { continue }
      let work = routes[product.route].operations.reduce(0) {
        $0 + $1.longestTime + setups[$1.station]
      }
      longest += work * Double(orders.count)
    }
    let releases = products.flatMap { product -> [Double] in
      guard case .orders(let orders) = product.release else { return [] }
      return orders.map(\.release.value)
    }
    return longest + (releases.max() ?? 0)
  }
}
