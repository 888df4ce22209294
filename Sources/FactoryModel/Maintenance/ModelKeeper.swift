/// What keeps a rule's model up to date while the factory runs: it sees what the looks show and how lives end, and may give
/// another model from then on.
///
/// It is a value and part of the state of a simulation: each simulation begins with the one that the rule has, and a fork has a
/// copy of its own.
public protocol ModelKeeper: Sendable {
  /// Takes in what a look at a component has shown.
  ///
  /// - Parameter look: What the model has read, and what it said.
  /// - Returns: The model that is asked from now on; `nil` where it stays.
  mutating func note(_ look: ModelLook) -> PredictiveModel?

  /// Takes in that a life is over.
  mutating func note(_ end: ObservedLifeEnd)

  /// What it has done so far.
  var history: ModelHistory { get }
}

/// What a model has read of a component, and what it said.
public struct ModelLook: Hashable, Sendable {
  /// When, in seconds from the start of the run.
  public var time: Double
  /// Which component.
  public var place: ComponentPlace
  /// What the model has read, in the order of ``PredictiveModel/features``.
  public var features: [Double]
  /// The chance of a failure that it gave; NaN where it could say nothing.
  public var chance: Double

  /// Creates a look.
  public init(time: Double, place: ComponentPlace, features: [Double], chance: Double) {
    (self.time, self.place, self.features, self.chance) = (time, place, features, chance)
  }
}

/// The end of a life, as everybody in the factory sees it.
public struct ObservedLifeEnd: Hashable, Sendable {
  /// When, in seconds from the start of the run.
  public var time: Double
  /// Which component.
  public var place: ComponentPlace
  /// Whether it failed, or was replaced before.
  public var isFailure: Bool

  /// Creates an end.
  public init(time: Double, place: ComponentPlace, isFailure: Bool) {
    (self.time, self.place, self.isFailure) = (time, place, isFailure)
  }
}

/// What a keeper has done.
public struct ModelHistory: Hashable, Sendable {
  /// What a keeper does.
  public enum Step: Hashable, Sendable {
    /// A monitor took in a life that was over, and had so much evidence of a change: 1 is an alarm.
    case evidence(Double)
    /// A model was trained.
    case training
    /// The new model took the place of the old one.
    case promotion
  }

  /// A step and its time, in seconds from the start of the run.
  public struct Moment: Hashable, Sendable {
    /// When, in seconds from the start of the run.
    public var time: Double
    /// What was done.
    public var step: Step
  }

  /// All that was done, in the order of time.
  public private(set) var moments: [Moment] = []
  /// How often a monitor has said that something has changed.
  public private(set) var alarms = 0
  /// How often a model was trained.
  public private(set) var trainings = 0
  /// How often the new model took the place of the old one.
  public private(set) var promotions = 0

  /// Creates a history of nothing.
  public init() {}

  /// Adds a step.
  ///
  /// - Parameters:
  ///   - step: What was done.
  ///   - time: When, in seconds from the start of the run; no earlier than the last step.
  public mutating func note(_ step: Step, at time: Double) {
    moments.append(Moment(time: time, step: step))
    switch step {
    case .evidence(let evidence): alarms += evidence >= 1 ? 1 : 0
    case .training: trainings += 1
    case .promotion: promotions += 1
    }
  }
}

/// How a rule's model is kept up to date.
public struct ModelUpkeep: Hashable, Sendable {
  /// In a word, what tells it apart: `every 8 wk`.
  public let reference: String
  /// What does it.
  public let keeper: any ModelKeeper

  /// Creates an upkeep.
  public init(reference: String, keeper: any ModelKeeper) {
    (self.reference, self.keeper) = (reference, keeper)
  }

  /// Whether they do the same.
  public static func == (left: ModelUpkeep, right: ModelUpkeep) -> Bool {
    left.reference == right.reference
  }

  /// Takes the reference into a hash.
  public func hash(into hasher: inout Hasher) { hasher.combine(reference) }
}
