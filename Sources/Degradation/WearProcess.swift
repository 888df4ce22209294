public import RandomVariates

/// How a component wears while its own clock runs.
///
/// Wear is a number: 0 is new, and 1 is failed. Time is that of the component's clock, in seconds.
/// A ``WearSampler`` made from the process draws lives.
public enum WearProcess: Hashable, Sendable {
  /// A life and nothing more: the level is the age divided by the mean life.
  ///
  /// The level may exceed 1 before the component fails, and may be below 1 when it does.
  case life(Distribution)
  /// Many small jumps upwards.
  case gamma(GammaWear)
  /// A drift with noise, which may also go down for a while.
  case wiener(WienerWear)
  /// The level rises in a straight line and reaches 1 after the given time, in seconds.
  ///
  /// All units last equally long, unless the sampler adds a variation between them.
  case linear(meanLife: Double)
  /// A crack that grows by the law of Paris.
  case crack(CrackGrowth)
  /// Shocks that come by chance, each with a damage.
  case shocks(ShockWear)
  /// States that are passed through one after the other.
  case states(WearStates)
}

extension WearProcess {
  /// The mean time from new to failed, in seconds.
  ///
  /// Closed forms where there are any; else sums and integrals to some 1e-10, and for shocks whose
  /// damage has no simple law to some 1e-6 (see ``ShockWear/meanCount``).
  public var meanLife: Double {
    switch self {
    case .life(let life): LifeMoments(life).mean
    case .gamma(let gamma): gamma.meanLife
    case .wiener(let wiener): wiener.meanLife
    case .linear(let meanLife): meanLife
    case .crack(let crack): LifeMoments(crack.life).mean
    case .shocks(let shocks): shocks.meanLife
    case .states(let states): states.meanLife
    }
  }

  /// Sees whether the process can be.
  ///
  /// That the parameters of each distribution lie in their domains, and that its bounds leave
  /// something, is to be known before.
  ///
  /// - Throws: ``WearProblem`` that says what is wrong.
  public func validate() throws(WearProblem) {
    switch self {
    case .life(let life): try life.validateAsTime("the life")
    case .gamma(let gamma): try gamma.validate()
    case .wiener(let wiener): try wiener.validate()
    case .linear(let meanLife): try WearProblem.requirePositive("the mean life", meanLife)
    case .crack(let crack): try crack.validate()
    case .shocks(let shocks): try shocks.validate()
    case .states(let states): try states.validate()
    }
  }
}

extension Distribution {
  /// Sees whether all values are at least 0 and not all are 0.
  func validateAsTime(_ name: String) throws(WearProblem) {
    let ends = TruncatedDistribution(self)
    guard ends.lower >= 0 else {
      throw WearProblem(
        "\(name) may be as low as \(ends.lower); it must not be negative: bound it by 'at_least'")
    }
    guard ends.upper > 0 else { throw WearProblem("\(name) is always 0; it must be > 0") }
    guard certainValue.map({ $0 < .infinity }) ?? true else {
      throw WearProblem("\(name) is without end; it must be finite")
    }
  }
}
