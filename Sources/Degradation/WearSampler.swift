/// How lives of a process of wear are drawn, prepared once.
///
/// A value without references; ``WearTables`` makes it and holds what does not fit in.
public struct WearSampler: Sendable, BitwiseCopyable {
  /// A process with its constants worked out.
  enum Form: Sendable, BitwiseCopyable {
    /// The place of the life's distribution; the mean life; the root of the second moment.
    case life(Int32, mean: Double, spread: Double)
    case linear(mean: Double)
    case crack(Int32, CrackShape, spread: Double)
    case gamma(GammaWear)
    case wiener(WienerWear)
    case shocks(ShockForm)
    case states(StatesForm)
  }

  let form: Form
  /// The standard deviation of the logarithm of the factor between units.
  let unitSpread: Double
}

/// Shocks with their constants.
struct ShockForm: Sendable, BitwiseCopyable {
  var meanInterval: Double
  /// The place of the damage's sampler.
  var damage: Int32
  /// More shocks than any life is likely to have; see ``ShockWear/mostCount``.
  var mostCount: Int
}

/// A chain of states in the tables.
struct StatesForm: Sendable, BitwiseCopyable {
  /// The place of state 0.
  var first: Int32
  /// The number of the failed state.
  var failed: Int32

  func level(_ state: Int32) -> Double { Double(state) / Double(failed) }
}

/// A state of a chain with its constants.
struct StateRecord: Sendable, BitwiseCopyable {
  /// The place of the sojourn's distribution and sampler.
  var sojourn: Int32
  /// The length of a period where the component may stay for several; else 0.
  var period: Double
  /// The logarithm of the probability of staying for a further period.
  var logStay: Double
  /// Where it goes: a range of the steps.
  var exits: Int32
  var exitCount: Int32
  /// Where it came from, as probabilities backwards in time: a range of the steps.
  var entries: Int32
  var entryCount: Int32
  /// The share of the time that is spent in this state and all before, under renewal.
  var timeUpTo: Double
  /// The root of the second moment of a sojourn.
  var spread: Double
  /// What the state costs per second.
  var cost: Double
}

/// A state with the sum of the probabilities up to it.
struct StateStep: Sendable, BitwiseCopyable {
  var state: Int32
  var upTo: Double
}
