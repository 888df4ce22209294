public import EventKernel

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
    "\(quantity) of \(distribution.family) from \(distribution.atLeast) to "
      + "\(distribution.atMost): \(reasonText)"
  }

  private var reasonText: String {
    switch reason {
    case .parameter(let name, let value, let requirement):
      "\(name) is \(value); it must be \(requirement)"
    case .nothingWithinBounds:
      "the bounds leave nothing of the distribution; widen them"
    case .notAProbability(let value):
      "\(value) is not a probability; give a number from 0 to 1"
    case .calculation(let status, let text):
      "\(text) (GSL status \(status))"
    }
  }
}
