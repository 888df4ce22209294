import BenchmarkSupport
import Degradation
import FactoryModel
import FactorySimulation
import RandomVariates

/// A press that makes a part in 22 s, with eight sensors that are read every second; four of them read a gamma wear.
func toldPress(horizon: Double) throws -> Factory {
  var press = Station(name: "press")
  press.components = [
    Component(
      name: "die", wear: .gamma(try GammaWear(meanLife: 300_000, cvOfLife: 0.3)),
      clock: ComponentClock(.producing),
      replace: Restoration(planned: .constant(2_700), failed: .constant(10_800)))
  ]
  let inputs = SensingInputs(components: 1, lotProperties: 0, products: 1, conditions: 0)
  let wear = FormulaExpression.input(inputs.wear(0))
  let works = FormulaExpression.input(inputs.activity(.producing))
  for number in 0..<8 {
    let base = FormulaExpression.operation(.product, .constant(10), works)
    let value =
      number < 4
      ? FormulaExpression.operation(
        .sum, base, .operation(.product, .constant(Double(number + 1)), wear)) : base
    press.sensors.append(
      Sensor(
        name: "sensor \(number)", value: try FormulaProgram(value),
        noise: try FormulaProgram(.constant(0.1)), rhythm: .every(1), resolution: 0.01))
  }
  return Factory(
    name: "press", horizon: horizon,
    product: Product(
      name: "part", release: .saturated,
      route: [
        Operation(
          name: "press", station: 0,
          time: Distribution(.logNormal(mean: 22, standardDeviation: 2.2)), idealTime: 22)
      ]), stations: [press])
}

/// Simulates the press, and takes its readings.
func runReadings(horizon: Double, seed: UInt64) throws {
  var simulation = FactorySimulation(
    try toldPress(horizon: horizon), seed: seed, replication: 0, readings: ReadingRequest())
  let start = ProcessUse.time
  var count = 0
  var sum: Float = 0
  func take(_ blocks: [ReadingBlock]) {
    for block in blocks {
      count += block.values.count
      sum += block.values.first ?? 0
    }
  }
  while try simulation.advance(maximumEvents: 100_000) { take(simulation.takeReadings()) }
  take(simulation.takeReadings())
  BenchmarkProgram.report(count, ProcessUse.time - start, ",\"sum\":\(sum)")
}
