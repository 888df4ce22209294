import Degradation
import FactoryModel
import RandomVariates

/// A small factory whose machines tell something and fail.
enum SampleFactory {
  static let meanLife = 80.0 * 3_600

  /// Two presses with a die each, in a line with a packer that tells nothing.
  static func line(horizon: Double = 600 * 3_600, warmUp: Double = 0) throws -> Factory {
    var press = Station(name: "press", machines: ["left", "right"])
    press.components = [
      Component(
        name: "die", wear: .gamma(try GammaWear(meanLife: meanLife, cvOfLife: 0.3)),
        clock: ComponentClock(.producing),
        replace: Restoration(planned: .constant(1_800), failed: .constant(7_200)))
    ]
    press.failures = [
      FailureMode(
        name: "jam", timeToFailure: Distribution(.exponential(mean: 40 * 3_600)),
        timeToRepair: .constant(600))
    ]
    press.setPoints = [
      SetPoint(name: "rate", value: 0.5, unit: ShownScale(name: "/min", size: 1.0 / 60))
    ]
    press.sensors = [
      Sensor(
        name: "wear", value: try FormulaProgram(.input(0)),
        noise: try FormulaProgram(.constant(0.05)),
        rhythm: .every(1_800), resolution: 0.01),
      Sensor(name: "age", value: try FormulaProgram(.input(1)), rhythm: .part),
    ]
    let pack = Station(name: "pack", buffer: 5)
    return Factory(
      name: "Small line", warmUp: warmUp, horizon: horizon,
      product: Product(
        name: "part", release: .saturated,
        route: [
          Operation(name: "press", station: 0, time: .constant(1_200), idealTime: 1_200),
          Operation(name: "pack", station: 1, time: .constant(300), idealTime: 300),
        ]), stations: [press, pack])
  }
}
