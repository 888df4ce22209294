public import RandomVariates

/// Why something about a distribution could not be computed.
public struct NumericalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong.
  public enum Reason: Hashable, Sendable {
    /// A parameter lies outside its domain: its name, its value, what it must be.
    case parameter(name: String, value: Double, requirement: String)
    /// The bounds leave nothing of the distribution.
    case nothingWithinBounds
    /// What was given as a probability does not lie from 0 to 1.
    case notAProbability(Double)
    /// So little of the distribution lies beyond this value that it has no number.
    case tooFarOut(Double)
    /// A calculation by the GNU Scientific Library failed: its status and the text that goes with
    /// it.
    case calculation(status: Int, text: String)
  }

  /// What was to be computed, such as `mean`.
  public var quantity: String
  /// The distribution.
  public var distribution: Distribution
  /// What went wrong.
  public var reason: Reason

  /// Creates an error.
  public init(quantity: String, of distribution: Distribution, reason: Reason) {
    self.quantity = quantity
    self.distribution = distribution
    self.reason = reason
  }

  /// One sentence for people.
  public var description: String {
    "\(quantity) of \(familyText)\(shiftText) from \(distribution.atLeast) to "
      + "\(distribution.atMost): \(reasonText)"
  }

  /// The family with its parameters; of a table only its size.
  private var familyText: String {
    switch distribution.family {
    case .discrete(let points): "discrete(\(points.count) values)"
    case .empirical(let values, let interpolated):
      "empirical(\(values.count) values, interpolated: \(interpolated))"
    case .mixture(let components): "mixture(\(components.count) distributions)"
    default: "\(distribution.family)"
    }
  }

  private var shiftText: String {
    distribution.shift == 0 ? "" : " shifted by \(distribution.shift)"
  }

  private var reasonText: String {
    switch reason {
    case .parameter(let name, let value, let requirement):
      "\(name) is \(value); it must be \(requirement)"
    case .nothingWithinBounds:
      "the bounds leave nothing of the distribution; widen them"
    case .notAProbability(let value):
      "\(value) is not a probability; give a number from 0 to 1"
    case .tooFarOut(let value):
      "less lies beyond \(value) than a number can hold; ask nearer to the middle"
    case .calculation(let status, let text):
      "\(text) (GSL status \(status))"
    }
  }
}
