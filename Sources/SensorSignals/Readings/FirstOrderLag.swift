import SpecialFunctions

/// A quantity that follows another with a delay, as a thermometer follows what it touches.
///
///     τ dy/dt = u(t) - y(t)
///
/// Each step is the exact solution for an interval of any length, so that a sensor that is looked at
/// seldom shows the same as one that is looked at often.
public struct FirstOrderLag: Hashable, Sendable, BitwiseCopyable {
  /// What is followed, at the end of the last step, in the unit of the quantity.
  public private(set) var input: Double
  /// What follows, y, in the same unit.
  public private(set) var output: Double

  /// Creates a quantity at rest.
  ///
  /// - Parameter value: What is followed, and what has followed it long enough.
  public init(restingAt value: Double) {
    input = value
    output = value
  }

  /// Moves on while what is followed goes straight from where it was to a new value.
  ///
  /// With x = interval/τ and d = y - u before the step,
  ///
  ///     y ← u' + d e^-x - (u' - u) (1 - e^-x)/x
  ///
  /// - Parameters:
  ///   - target: The new value u', in the unit of the quantity.
  ///   - interval: How long that takes, in seconds, ≥ 0; at 0 what is followed jumps.
  ///   - timeConstant: τ, in seconds, ≥ 0; at 0 nothing lags.
  public mutating func ramp(to target: Double, over interval: Double, timeConstant: Double) {
    guard interval < 1e3 * timeConstant else {
      // (1 - e^-x)/x is 1/x then, and the rest is gone.
      let behind = timeConstant > 0 ? (target - input) * (timeConstant / interval) : 0
      (input, output) = (target, target - behind)
      return
    }
    guard interval > 0 else {
      input = target
      return
    }
    let x = interval / timeConstant
    let gone = -Reproducible.expMinusOne(-x)
    let distance = output - input
    output = target + (distance - distance * gone) - (target - input) * (gone / x)
    input = target
  }

  /// Moves on while what is followed stays as it is.
  ///
  /// - Parameters:
  ///   - interval: How long, in seconds, ≥ 0.
  ///   - timeConstant: τ, in seconds, ≥ 0.
  public mutating func hold(for interval: Double, timeConstant: Double) {
    ramp(to: input, over: interval, timeConstant: timeConstant)
  }

  /// Lets what is followed jump; what follows stays where it is.
  ///
  /// - Parameter value: What is followed from now on.
  public mutating func jump(to value: Double) {
    input = value
  }
}
