public import FactoryModel

/// A factory of which a dataset has units: the only one, or one of several that differ by what an experiment asks.
public struct DatasetArm: Sendable {
  /// What it is called; empty where it is the only one.
  public var name: String
  /// The factory.
  public var factory: Factory

  /// Creates an arm.
  public init(name: String, factory: Factory) {
    self.name = name
    self.factory = factory
  }
}
