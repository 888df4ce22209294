public import FactoryModel

/// How replications are worked out.
public enum SimulationEngine: String, Hashable, Sendable, Codable, CaseIterable {
  /// As time goes on in the factory: from event to event (``FactorySimulation``), or slot by slot
  /// (``SlottedLine``).
  case events
  /// From part to part, for serial lines: ``RecursionLine``.
  case recursion

  /// Why a factory cannot be worked out in this way, and where; `nil` where it can.
  public func refusal(of factory: Factory) -> String? {
    switch self {
    case .events: nil
    case .recursion: RecursionLine.refusal(of: factory)
    }
  }
}
