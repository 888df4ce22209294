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
  /// How often a monitor has said that something has changed.
  public var alarms = 0
  /// How often a model was trained.
  public var trainings = 0
  /// How often the new model took the place of the old one.
  public var promotions = 0

  /// Creates a history of nothing.
  public init() {}
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
