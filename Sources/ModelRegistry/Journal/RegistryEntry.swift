/// What was done to a registry, as a line of its journal says it.
public struct RegistryEntry: Hashable, Codable, Sendable {
  /// What was done.
  public enum Action: String, Hashable, Codable, Sendable {
    /// A version was added.
    case added
    /// An alias was given a version.
    case promoted
    /// An alias was given the version back that it had before.
    case rolledBack = "rolled back"
    /// A version was archived.
    case archived
    /// A version is archived no longer.
    case restored
  }

  /// The number of the entry, from 1.
  public let number: Int
  /// What was done.
  public let action: Action
  /// To which model.
  public let model: String
  /// To which version; for an alias, the one that it stands for from now on.
  public let version: Int
  /// The hash of an added version.
  public var sha256: String?
  /// The alias that was moved.
  public var alias: String?
  /// The version that the alias stood for before.
  public var previous: Int?
  /// Why.
  public var reason: String?
  /// Who did it, in the caller's words.
  public var by: String?
  /// What was tested before.
  public var evidence: [GateResult]?
  /// Whether it was done without a passed gate.
  public var isForced: Bool?

  init(_ number: Int, _ action: Action, _ model: String, _ version: Int) {
    self.number = number
    self.action = action
    self.model = model
    self.version = version
  }
}
