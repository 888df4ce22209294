/// Why a machine has nothing to do, or may not go on, at a moment.
public struct IdleCause: Hashable, Sendable {
  /// What the machine suffers.
  public enum Effect: String, Hashable, Sendable, CaseIterable {
    /// It has no part.
    case starved
    /// It holds a part that finds no place ahead.
    case blocked
  }

  /// What is the matter there where the chain of waiting ends.
  public enum Reason: Hashable, Sendable {
    /// A station works, and is slower.
    case working(station: Int)
    /// A failure is under repair.
    case failure(station: Int, mode: Int)
    /// A failure waits for its crew.
    case waitingForCrew(station: Int, mode: Int)
    /// A station is off shift.
    case offShift(station: Int)
    /// No part of the product is due yet.
    case release(product: Int)
    /// All parts that are kept of the product are elsewhere in the line.
    case keptParts(product: Int)
    /// Stations wait for each other in a circle that other parts will open.
    case circle
  }

  /// What the machine suffers.
  public var effect: Effect
  /// What is the matter.
  public var reason: Reason

  /// Creates a cause.
  public init(effect: Effect, reason: Reason) {
    self.effect = effect
    self.reason = reason
  }
}

/// For how long each cause kept the machines of a station from working.
public struct IdleAccount: Hashable, Sendable {
  /// Machine time by cause, in seconds, in the order in which the causes first occurred.
  public private(set) var times: [(cause: IdleCause, seconds: Double)] = []
  /// Machine time in all, in seconds.
  public internal(set) var machineTime = 0.0

  mutating func add(_ seconds: Double, to cause: IdleCause) {
    if let index = times.firstIndex(where: { $0.cause == cause }) {
      times[index].seconds += seconds
    } else {
      times.append((cause, seconds))
    }
  }

  /// Whether two accounts say the same, in the same order.
  public static func == (one: IdleAccount, other: IdleAccount) -> Bool {
    one.machineTime == other.machineTime && one.times.elementsEqual(other.times) { $0 == $1 }
  }

  /// Hashes the causes and the machine time.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(machineTime)
    for time in times { hasher.combine(time.cause) }
  }
}
