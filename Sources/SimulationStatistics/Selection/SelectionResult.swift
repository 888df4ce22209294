/// The system that a procedure selected, and on what evidence.
public struct SelectionResult: Hashable, Sendable {
  /// The number of the selected system, from 0.
  public var selected: Int
  /// What is known of each system, in the order of their numbers.
  public var systems: [SystemEvidence]
  /// What the procedure promises of its choice.
  public var guarantee: SelectionGuarantee

  /// Creates a result.
  public init(selected: Int, systems: [SystemEvidence], guarantee: SelectionGuarantee) {
    self.selected = selected
    self.systems = systems
    self.guarantee = guarantee
  }

  /// How many observations all systems together took.
  public var observationCount: Int { systems.reduce(0) { $0 + $1.observations.count } }
}

/// What a selection procedure learned of one system.
public struct SystemEvidence: Hashable, Sendable {
  /// How a system left the comparison.
  public struct Elimination: Hashable, Sendable {
    /// The system that was better by enough.
    public var by: Int
    /// How many observations each of the two had then.
    public var afterObservations: Int

    /// Creates a record of an elimination.
    public init(by winner: Int, afterObservations: Int) {
      by = winner
      self.afterObservations = afterObservations
    }
  }

  /// The number of the system, from 0.
  public var system: Int
  /// Its observations: number, mean, variance.
  public var observations: Tally
  /// How it was eliminated; `nil` where it stayed to the end or the procedure eliminates none.
  public var elimination: Elimination?

  /// Creates evidence.
  public init(system: Int, observations: Tally, elimination: Elimination? = nil) {
    self.system = system
    self.observations = observations
    self.elimination = elimination
  }
}

/// What a selection procedure promises, as data.
public struct SelectionGuarantee: Hashable, Sendable {
  /// How firmly the probability holds.
  public enum Strength: String, Hashable, Sendable {
    /// For any number of observations, under the assumptions.
    case guaranteed
    /// As an estimate from the observations only: nothing is promised.
    case estimated
  }

  /// What must hold of the observations.
  public enum Assumption: String, Hashable, Sendable, CaseIterable {
    /// The observations of a system are independent of each other and normal.
    case normalObservations
    /// The variances are equal and known.
    case knownEqualVariances
    /// The systems are simulated independently: no common random numbers.
    case independentSystems
  }

  /// The procedure's name and its source, such as `KN (Kim & Nelson 2001)`.
  public var procedure: String
  /// How firmly the probability holds.
  public var strength: Strength
  /// The probability of correct selection: at least this where it is guaranteed, about this
  /// where it is estimated.
  public var probability: Double
  /// How much better than any other the best must be for the probability to hold; `nil` where the
  /// procedure has no such zone.
  public var indifferenceZone: Double?
  /// What must hold of the observations.
  public var assumptions: [Assumption]

  /// Creates a guarantee.
  public init(
    procedure: String, strength: Strength, probability: Double, indifferenceZone: Double?,
    assumptions: [Assumption]
  ) {
    self.procedure = procedure
    self.strength = strength
    self.probability = probability
    self.indifferenceZone = indifferenceZone
    self.assumptions = assumptions
  }
}

extension SelectionGuarantee: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    let promise =
      strength == .guaranteed
      ? "the best system is selected with probability at least \(probability)"
      : "the best system is selected with an estimated probability of \(probability)"
    let zone = indifferenceZone.map { ", if it is better than any other by \($0) or more" } ?? ""
    let conditions = assumptions.map { assumption in
      switch assumption {
      case .normalObservations: "independent normal observations"
      case .knownEqualVariances: "equal and known variances"
      case .independentSystems: "independent systems"
      }
    }
    return "\(procedure): \(promise)\(zone)"
      + (conditions.isEmpty ? "" : "; assumes \(conditions.joined(separator: ", "))")
  }
}
