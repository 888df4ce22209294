import BasicContainers
import EventKernel
import FactoryModel
import RandomVariates

/// The properties of the material that machines take, delivery by delivery.
///
/// They are not kept: a lot's properties are a pure function of where it comes from and its number.
extension FactorySimulation {
  /// Notes the properties of what was last taken out of a store, for formulas on a machine.
  mutating func noteLot(takenBy machine: Int) {
    guard supply.withdrawn.count > 0 else { return }
    let lot = supply.withdrawn[supply.withdrawn.count - 1].lot
    guard lot.origin >= 0 else { return }
    let origin = supply.origins[Int(lot.origin)]
    var stream = RandomStream(origin.key, ordinal: lot.number)
    var place = machine * factory.lotProperties.count + Int(origin.firstProperty)
    for sampler in origin.samplers.range {
      supply.machineLots[place] = supply.lotSamplers[sampler].sample(
        using: &stream, from: samplerTables)
      place += 1
    }
  }

  /// Gives formulas the properties of what a machine last took.
  mutating func readLots(of machine: Int, from input: Int) {
    let count = factory.lotProperties.count
    for place in 0..<count {
      wearInputs[input + place] = supply.machineLots[machine * count + place]
    }
  }
}
