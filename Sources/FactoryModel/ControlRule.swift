public import RandomVariates

/// A rule that moves live set-points of a station while the factory runs, by what inspections show.
///
/// Who looks sees counts and readings of the parts that were made at the present set-points, and nothing else.
public struct ControlRule: Hashable, Sendable {
  /// How the next set-points are found.
  public enum Method: Hashable, Sendable {
    /// Run-to-run control of one set-point by the mean of readings.
    case runToRun(RunToRunRule)
    /// Evolutionary operation: small designed changes, and a step where they make a difference.
    case evolutionary(EvolutionaryRule)
    /// Steps to where a model expects better, within a box around the best so far.
    case bayesian(SafeStepRule)
    /// What a decider of this name says, which the simulation is given.
    case decider(String)
  }

  /// The rule's name.
  public var name: String
  /// Index of the station whose set-points it moves.
  public var station: Int
  /// The set-points.
  public var moves: [ControlledSetPoint]
  /// Index of the station whose inspections are looked at.
  public var inspection: Int
  /// Time from one look to the next, in seconds.
  public var every: Double
  /// When the first look is, in seconds since the start, warm-up included.
  public var first: Double
  /// How many parts made at the present set-points must have been inspected since the last decision.
  ///
  /// With fewer, nothing is decided until the next look.
  public var leastParts: Int
  /// How the next set-points are found.
  public var method: Method
  /// Time until somebody has agreed to a change, in seconds; `nil` where nobody is asked.
  public var approval: Distribution?
  /// The chance that they agree.
  public var approvalChance: Double

  /// Creates a rule; see the properties for units.
  public init(
    name: String, station: Int, moves: [ControlledSetPoint], inspection: Int, every: Double,
    first: Double, leastParts: Int = 1, method: Method, approval: Distribution? = nil,
    approvalChance: Double = 1
  ) {
    self.name = name
    self.station = station
    self.moves = moves
    self.inspection = inspection
    self.every = every
    self.first = first
    self.leastParts = leastParts
    self.method = method
    self.approval = approval
    self.approvalChance = approvalChance
  }
}

/// A set-point that a rule may move.
public struct ControlledSetPoint: Hashable, Sendable {
  /// Its index in ``Station/setPoints``.
  public var setPoint: Int
  /// What it never leaves, in SI units.
  public var limits: ClosedRange<Double>
  /// The largest change at one time, in SI units.
  public var step: Double

  /// Creates one; see the properties for units.
  public init(setPoint: Int, limits: ClosedRange<Double>, step: Double) {
    self.setPoint = setPoint
    self.limits = limits
    self.step = step
  }
}

/// Run-to-run control by an exponentially weighted moving average.
public struct RunToRunRule: Hashable, Sendable {
  /// Index of the characteristic that is read, in ``Factory/characteristics``.
  public var characteristic: Int
  /// What its mean is to be.
  public var target: Double
  /// By how much the mean changes with the set-point, per SI unit of that.
  public var slope: Double
  /// The weight of the latest mean, above 0 and at most 1.
  public var weight: Double

  /// Creates a rule; see the properties for units.
  public init(characteristic: Int, target: Double, slope: Double, weight: Double) {
    self.characteristic = characteristic
    self.target = target
    self.slope = slope
    self.weight = weight
  }
}

/// What a rule wants as much of as it can get.
public enum ControlAim: Hashable, Sendable {
  /// The share of the inspected parts that pass.
  case yield
  /// Parts an hour that pass.
  case output
  /// Money an hour: what a part is worth that passes, and what one that does not.
  case worth(passed: Double, rejected: Double)
}

/// Evolutionary operation.
public struct EvolutionaryRule: Hashable, Sendable {
  /// What it wants more of.
  public var aim: ControlAim
  /// How sure a difference has to be before a step is made, above one half and below 1.
  public var confidence: Double
  /// After how many cycles without a step the averages begin anew.
  public var mostCycles: Int

  /// Creates a rule; see the properties for units.
  public init(aim: ControlAim, confidence: Double, mostCycles: Int) {
    self.aim = aim
    self.confidence = confidence
    self.mostCycles = mostCycles
  }
}

/// Steps to where a model expects better.
public struct SafeStepRule: Hashable, Sendable {
  /// What it wants more of.
  public var aim: ControlAim
  /// The least share of the inspected parts that may pass; 0 for no such limit.
  public var leastYield: Double
  /// How sure it has to be that the yield at the next set-points is not below that.
  public var confidence: Double

  /// Creates a rule; see the properties for units.
  public init(aim: ControlAim, leastYield: Double = 0, confidence: Double) {
    self.aim = aim
    self.leastYield = leastYield
    self.confidence = confidence
  }
}
