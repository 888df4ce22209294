import SpecialFunctions

/// What the likelihood of a ``WienerDegradation`` needs of its units.
struct WienerSteps {
  /// A unit: how long it was watched, how far it rose a time, and the squares about that.
  struct Unit {
    var time: Double
    var rate: Double
    var square: Double
  }

  /// A fit.
  struct Fit {
    var drift: Double
    var driftVariance: Double
    var diffusion: Double
    var logLikelihood: Double
  }

  private(set) var units: [Unit] = []
  private(set) var count = 0
  /// Σ ln Δt.
  private var logTimes = 0.0

  init(_ paths: [DegradationPath]) {
    for path in paths where path.times.count > 1 {
      let last = path.times.count - 1
      let time = path.times[last] - path.times[0]
      let rate = (path.values[last] - path.values[0]) / time
      var square = 0.0
      for step in 0..<last {
        let wait = path.times[step + 1] - path.times[step]
        let rest = path.values[step + 1] - path.values[step] - rate * wait
        square += rest * rest / wait
        logTimes += Reproducible.log(wait)
      }
      units.append(Unit(time: time, rate: rate, square: square))
      count += last
    }
  }

  /// The best fit for s² = ratio · σ².
  ///
  /// The rate of a unit has the variance σ² (ratio + 1/T), its squares about that are σ² times χ².
  func fit(ratio: Double) -> Fit {
    var (mass, sum) = (0.0, 0.0)
    for unit in units {
      let weight = 1 / (ratio + 1 / unit.time)
      mass += weight
      sum += weight * unit.rate
    }
    let drift = sum / mass
    var (square, logs) = (0.0, 0.0)
    for unit in units {
      let weight = 1 / (ratio + 1 / unit.time)
      square += unit.square + weight * (unit.rate - drift) * (unit.rate - drift)
      logs += Reproducible.log(1 + ratio * unit.time)
    }
    let diffusion = square / Double(count)
    guard diffusion > 0 else {
      return Fit(drift: drift, driftVariance: 0, diffusion: 0, logLikelihood: 0)
    }
    // ln 2π + ln σ² + 1 for each step.
    let likelihood =
      -(Double(count) * (1.8378770664093453 + Reproducible.log(diffusion) + 1) + logs + logTimes)
      / 2
    return Fit(
      drift: drift, driftVariance: ratio * diffusion, diffusion: diffusion,
      logLikelihood: likelihood)
  }

  /// The best fit of all: a grid of ratios, and golden sections about the best of it.
  func best() -> Fit {
    let none = fit(ratio: 0)
    guard none.diffusion > 0, none.drift != 0 else { return none }
    // In units of 1 / mean time: there unit and noise count alike.
    let unit = Double(units.count) / units.reduce(0) { $0 + $1.time }
    func value(_ power: Double) -> Fit { fit(ratio: unit * Reproducible.exp(power)) }
    var middle = -12.0
    for power in stride(from: -12.0, through: 24, by: 0.5)
    where value(power).logLikelihood > value(middle).logLikelihood { middle = power }
    var (low, high) = (middle - 0.5, middle + 0.5)
    for _ in 0..<60 {
      let (first, second) = (low + 0.381966 * (high - low), high - 0.381966 * (high - low))
      if value(first).logLikelihood < value(second).logLikelihood {
        low = first
      } else {
        high = second
      }
    }
    let found = value((low + high) / 2)
    return found.logLikelihood > none.logLikelihood ? found : none
  }
}
