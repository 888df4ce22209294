import EventKernel
import FactoryModel
import FactorySimulation
import RandomVariates

/// A job shop in which a hundred jobs are kept for each machine, all with due dates.
///
/// As many products as machines, each with ten operations at stations drawn at random; a machine takes the job of
/// highest priority that is due first. So each station has jobs of ten operations on the average in front of it,
/// whatever the size of the shop.
struct ManyMachines {
  /// How many stations of one machine.
  var count: Int
  /// How many operations are finished for each machine, on the average.
  var operations: Double

  var factory: Factory {
    var stream = RandomStream(
      StreamKey(seed: 7, replication: 0, path: "shop", purpose: "routes"), ordinal: 0)
    let products = (0..<count).map { index in
      let route = (0..<10).map { place in
        let time = 40 + 40 * stream.uniform()
        var operation = Operation(
          name: "o\(place)", station: min(count - 1, Int(stream.uniform() * Double(count))),
          time: exponential(time), idealTime: time)
        operation.meanTime = time
        return operation
      }
      var product = Product(
        name: "p\(index)", release: .keep(parts: 100), priority: index % 3, route: route)
      product.due = .constant(50_000)
      return product
    }
    let stations = (0..<count).map { index in
      var station = Station(name: "s\(index)")
      station.dispatch = DispatchRule([.priority, .earliestDue])
      return station
    }
    return Factory(
      name: "shop", horizon: operations * 60, products: products, stations: stations)
  }
}
