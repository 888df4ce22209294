/// A setting of a monitor outside its domain.
public struct DriftSettingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The setting.
  public var name: String
  /// Its value.
  public var value: Double
  /// What it must be.
  public var requirement: String

  /// One sentence for people.
  public var description: String { "\(name) = \(value) must be \(requirement)" }

  static func check(
    _ value: Double, _ name: String, _ requirement: String, _ isFine: Bool
  ) throws(DriftSettingError) {
    guard value.isFinite, isFine else {
      throw DriftSettingError(name: name, value: value, requirement: requirement)
    }
  }

  static func check(
    _ value: Int, _ name: String, atLeast least: Int
  ) throws(DriftSettingError) {
    try check(Double(value), name, "at least \(least)", value >= least)
  }
}
