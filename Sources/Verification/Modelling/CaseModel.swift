import EventKernel
import Experiments
import JSONDocuments
import SimulationStatistics

/// What a family is modelled by.
public enum ModelKind: String, Sendable, CaseIterable {
  /// A factory, as anybody may write it.
  case factory
  /// A call of a public function.
  case library
  /// A factory whose clock goes in slots.
  case slotted
}

/// A case, ready to be carried out.
struct CaseModel: Sendable {
  /// What is simulated as a factory.
  var scenario: ScenarioModel?
  /// What is drawn by a call of the library.
  var sampling: SamplingModel?
  /// What is worked out without chance.
  var exact: [ExactValue] = []
}

/// A factory with what its metrics are called in the battery.
struct ScenarioModel: Sendable {
  var text: ScenarioText
  /// What the battery's metrics are in those of the factory.
  var formulas: [(name: String, formula: MetricFormula)]
  /// How many replications of the factory make one of the case.
  var replicationsEach = 1

  /// Asks what each wanted metric is.
  ///
  /// - Parameters:
  ///   - text: The factory.
  ///   - expected: The metrics that are wanted.
  ///   - formula: What a metric is; `nil` where the factory does not give it.
  /// - Throws: What `formula` throws.
  init(
    _ text: ScenarioText, for expected: [ExpectedValue],
    formula: (String) throws(CaseProblem) -> MetricFormula?
  ) throws(CaseProblem) {
    self.text = text
    formulas = []
    for value in expected {
      if let formula = try formula(value.name) { formulas.append((value.name, formula)) }
    }
  }
}

/// A replication of something that the library draws.
struct SamplingModel: Sendable {
  /// What is drawn, in words.
  var meaning: String
  /// The battery's metrics.
  var names: [String]
  /// One replication: a value for each metric, as numerator and denominator.
  var replicate: @Sendable (inout RandomStream) -> [Ratio]
}

/// A value that is worked out without chance.
struct ExactValue: Sendable {
  var name: String
  var value: JSONValue
  /// The relative error, where comparing number by number says too little: an optimum may be reached
  /// at several places, and is judged by its exact value.
  var error: Double?

  init(_ name: String, _ value: JSONValue, error: Double? = nil) {
    self.name = name
    self.value = value
    self.error = error
  }

  init(_ name: String, _ value: Double) { self.init(name, .number(value)) }
}
