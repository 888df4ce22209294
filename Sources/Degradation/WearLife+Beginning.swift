import EventKernel
import RandomVariates
import SpecialFunctions

extension WearLife {
  /// How a life, or what is left of one, begins.
  enum Beginning {
    case new
    case steady
    /// At an age that it has lasted, in seconds of the clock.
    case age(Double)
    case level(Double)
    /// In a state of a chain for some time, in seconds of the clock.
    case state(Int32, elapsed: Double)
  }

  /// Draws the failure of what begins at a moment of the clock.
  mutating func begin(
    _ beginning: Beginning, at clock: Double, _ wear: WearSampler, key: StreamKey,
    from tables: borrowing WearTables
  ) {
    path = WearPath(clock: clock, level: 0)
    beforeFailure = .nan
    switch wear.form {
    case .life(let place, let mean, let spread):
      let (age, life) = lasting(
        beginning, place, mean: mean, spread: spread, key: key, from: tables)
      setLife(age: age, life: life, at: clock)
    case .linear(let mean):
      setLife(age: linearAge(beginning, mean: mean, key: key), life: mean * stretch, at: clock)
    case .crack(let place, let shape, let spread):
      if case .level(let level) = beginning {
        let (_, life) = lasting(
          .new, place, mean: 0, spread: spread, key: key, from: tables)
        setLife(age: shape.share(reaching: level) * life, life: life, at: clock)
      } else {
        let (age, life) = lasting(
          beginning, place, mean: 0, spread: spread, key: key, from: tables)
        setLife(age: age, life: life, at: clock)
      }
    case .gamma(let gamma): beginGamma(gamma, beginning, at: clock, key: key)
    case .wiener(let wiener): beginWiener(wiener, beginning, at: clock, key: key)
    case .shocks(let shocks):
      beginShocks(shocks, beginning, at: clock, key: key, from: tables)
    case .states(let chain): beginStates(chain, beginning, at: clock, key: key, from: tables)
    }
  }

  /// Sets the failure of something whose age alone counts.
  private mutating func setLife(age: Double, life: Double, at clock: Double) {
    ageAtStart = age - clock
    passage = clock + max(0, life - age)
  }

  // MARK: - Lives drawn at once

  /// An age and a whole life beyond it, in seconds of the clock.
  private mutating func lasting(
    _ beginning: Beginning, _ place: Int32, mean: Double, spread: Double, key: StreamKey,
    from tables: borrowing WearTables
  ) -> (age: Double, life: Double) {
    let age: Double
    switch beginning {
    case .new, .state:
      let life = tables.draw(place, using: &walk.stream)
      return (0, stretch * life)
    case .steady:
      var ages = RandomStream(key, ordinal: ordinal, suborder: WearLife.ageSuborder)
      let law = tables.law(place)
      age = equilibriumAge(spread: spread, using: &ages) { law.survival(at: $0) }
    case .age(let reached): age = reached / stretch
    case .level(let level): age = level * mean
    }
    return (stretch * age, stretch * tables.draw(place, beyond: age, using: &walk.stream))
  }

  private mutating func linearAge(
    _ beginning: Beginning, mean: Double, key: StreamKey
  ) -> Double {
    switch beginning {
    case .new, .state: return 0
    case .steady:
      var ages = RandomStream(key, ordinal: ordinal, suborder: WearLife.ageSuborder)
      return ages.uniform() * mean * stretch
    case .age(let reached): return min(reached, mean * stretch)
    case .level(let level): return max(0, min(1, level)) * mean * stretch
    }
  }

  private mutating func beginGamma(
    _ gamma: GammaWear, _ beginning: Beginning, at clock: Double, key: StreamKey
  ) {
    let second = stretch / gamma.shapeRate
    let (survival, failed) = chances()
    if case .steady = beginning {
      var ages = RandomStream(key, ordinal: ordinal, suborder: WearLife.ageSuborder)
      let levels = 1 / gamma.scale
      // E T² is below the sum for integers, Σ (2n + 1) P(n, c) = c² + 3c + 1.
      let spread = (levels * levels + 3 * levels + 1).squareRoot()
      let age = equilibriumAge(spread: spread, using: &ages) {
        GammaPassage.survival(shape: $0, levels: levels)
      }
      let lasted = GammaPassage.survival(shape: age, levels: levels)
      let ended = GammaPassage.cumulative(shape: age, levels: levels)
      let shape = GammaPassage.quantile(
        survival: lasted * survival, failed: ended + lasted * failed, levels: levels)
      ageAtStart = age * second
      path = WearPath(clock: clock - ageAtStart, level: 0)
      passage = clock + max(0, shape - age) * second
      return
    }
    let level = level(of: beginning)
    path.level = level
    guard level < 1 else { return passage = clock }
    let shape = GammaPassage.quantile(
      survival: survival, failed: failed, levels: (1 - level) / gamma.scale)
    passage = clock + shape * second
  }

  private mutating func beginWiener(
    _ wiener: WienerWear, _ beginning: Beginning, at clock: Double, key: StreamKey
  ) {
    let (survival, failed) = chances()
    if case .steady = beginning {
      var ages = RandomStream(key, ordinal: ordinal, suborder: WearLife.ageSuborder)
      let (mean, shape) = (1 / wiener.rate, 1 / wiener.variance)
      let spread = mean * (1 + wiener.variance / wiener.rate).squareRoot()
      let age = equilibriumAge(spread: spread, using: &ages) {
        InverseGaussian.survival($0, mean: mean, shape: shape)
      }
      let lasted = InverseGaussian.survival(age, mean: mean, shape: shape)
      let life = InverseGaussian.inverseUpper(
        probability: lasted * survival, mean: mean, shape: shape)
      ageAtStart = age * stretch
      path = WearPath(clock: clock - ageAtStart, level: 0)
      passage = clock + max(0, life - age) * stretch
      return
    }
    let level = level(of: beginning)
    path.level = level
    guard level < 1 else { return passage = clock }
    let (mean, shape) = (
      (1 - level) / wiener.rate, (1 - level) * ((1 - level) / wiener.variance)
    )
    let life =
      survival <= failed
      ? InverseGaussian.inverseUpper(probability: survival, mean: mean, shape: shape)
      : InverseGaussian.inverseLower(probability: failed, mean: mean, shape: shape)
    passage = clock + life * stretch
  }

  private func level(of beginning: Beginning) -> Double {
    if case .level(let level) = beginning { level } else { 0 }
  }

  /// The probabilities of lasting longer and of failing sooner, from one uniform number.
  private mutating func chances() -> (survival: Double, failed: Double) {
    let u = walk.stream.uniform()
    return (1 - u, u)
  }
}
