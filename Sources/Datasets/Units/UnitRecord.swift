import FactoryModel
import FactorySimulation

/// What one unit told in its time.
struct UnitRecord {
  /// The unit, from 0.
  let unit: Int
  /// Which chance it met.
  let replication: Int
  /// Its readings, in the order in which they came.
  let readings: BlockStore
  let history: PlantHistory
  let flow: FlowHistory

  /// Simulates a unit.
  ///
  /// - Returns: `nil` where it was interrupted.
  init?(
    _ factory: Factory, seed: UInt64, unit: Int, replication: Int, spill: String,
    keepsParts: Bool = false, memory: Int = BlockStore.memory, isInterrupted: () -> Bool
  ) throws {
    self.unit = unit
    self.replication = replication
    var store = BlockStore(spill: spill, memory: memory)
    var simulation = FactorySimulation(
      factory, seed: seed, replication: UInt64(replication),
      readings: ReadingRequest(start: factory.warmUp, keepsParts: keepsParts))
    while try simulation.advance(maximumEvents: 20_000) {
      try store.append(simulation.takeReadings())
      if isInterrupted() { return nil }
    }
    try store.append(simulation.takeReadings())
    readings = store
    history = simulation.history
    flow = simulation.flow
  }
}
