import FactoryModel
import Scenarios

/// Where a search or a calibration comes from: who asked what, of which scenario, by which command.
public struct SearchOrigin: Codable, Hashable, Sendable {
  /// A factor that is looked for.
  public struct Factor: Codable, Hashable, Sendable {
    /// The dotted path.
    public var path: String
    /// Its range as written; absent for a list.
    public var range: String?
    /// Its list as written; absent for a range.
    public var values: [String]?
    /// What holds today; absent where the scenario does not write it.
    public var today: String?

    /// The factor, with what it may be.
    ///
    /// - Throws: ``RequestError`` where the range cannot be understood.
    public func tuningFactor() throws(RequestError) -> TuningFactor {
      let values = values.map { Experiment.VariedFactor.Values.list($0) }
      return try TuningFactor(
        Experiment.VariedFactor(path: path, values: values ?? .range(range ?? "")))
    }
  }

  /// What the experiment is called.
  public var experiment: String
  /// What is asked, in a sentence; absent where it does not say.
  public var question: String?
  /// What the scenario is called.
  public var scenario: String
  /// The scenario's path as the experiment gives it.
  public var scenarioPath: String
  /// For how long is measured, in seconds.
  public var horizon: Double
  /// The version of Fettle.
  public var fettle: String
  /// The command as it was typed.
  public var command: [String]
  /// The folder, as it was named when it was made.
  public var folder: String

  init(
    _ experiment: Experiment, scenario: Scenario, version: String, command: [String],
    folder: String
  ) {
    self.experiment = experiment.name
    question = experiment.question
    self.scenario = scenario.factory.name
    scenarioPath = experiment.path
    horizon = scenario.factory.horizon
    fettle = version
    self.command = command
    self.folder = folder
  }

  static func factors(
    _ vary: [Experiment.VariedFactor], today: [(path: String, value: String)]
  ) -> [Factor] {
    vary.map { factor in
      var found = Factor(path: factor.path)
      switch factor.values {
      case .list(let values): found.values = values
      case .range(let text): found.range = text
      }
      found.today = today.first { $0.path == factor.path }?.value
      return found
    }
  }
}
