/// Why a network of stages cannot be planned, and what is to blame.
public struct NetworkError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Part of a network.
  public enum Place: Hashable, Sendable {
    /// The network as a whole.
    case network
    /// A stage, by its place in the list of stages.
    case stage(Int)
    /// An arc, by its place in the list of arcs.
    case arc(Int)
  }

  /// What is to blame.
  public var place: Place
  /// What is wrong with it.
  public var reason: InventoryError

  /// Describes what is wrong.
  public init(place: Place, reason: InventoryError) {
    (self.place, self.reason) = (place, reason)
  }

  /// One sentence for people.
  public var description: String { reason.description }

  /// Says of what goes wrong where it does.
  static func at(
    _ place: Place, _ check: () throws(InventoryError) -> Void
  ) throws(NetworkError) {
    do throws(InventoryError) {
      try check()
    } catch {
      throw NetworkError(place: place, reason: error)
    }
  }
}
