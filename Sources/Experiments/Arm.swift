public import Scenarios

/// One alternative of an experiment.
public struct Arm: Sendable {
  /// What it is called, in tables and files; unique among the arms of an experiment.
  public var name: String
  /// What is simulated.
  public var scenario: Scenario
  /// In a sweep: the value of each factor, as written, in the order of the factors.
  public var settings: [String]

  /// Creates an arm.
  public init(name: String, scenario: Scenario, settings: [String] = []) {
    self.name = name
    self.scenario = scenario
    self.settings = settings
  }

  /// Names made unique by a number behind the second and further of equal ones.
  ///
  /// - Parameter names: The names that are wanted, such as those of files.
  /// - Returns: As many names, no two of them equal.
  public static func uniqueNames(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      var unique = name
      var number = 2
      while taken.contains(unique) || (unique != name && names.contains(unique)) {
        unique = "\(name)-\(number)"
        number += 1
      }
      taken.insert(unique)
      return unique
    }
  }
}
