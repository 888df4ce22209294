/// A condition on values together: a weighted sum that is bounded, or must be met.
///
///     Σ aᵢ vᵢ ≤ b,   ≥ b,   or = b
///
/// The vᵢ are values, not coordinates, also of dimensions that are spread by their logarithms. A
/// dimension that plays no part counts as 0; where none of the named ones plays a part, the
/// condition is kept.
public struct LinearConstraint: Hashable, Sendable {
  /// How the sum compares with the bound.
  public enum Relation: String, Hashable, Sendable {
    /// The sum is at most the bound.
    case atMost = "≤"
    /// The sum is at least the bound.
    case atLeast = "≥"
    /// The sum is the bound.
    case equal = "="
  }

  /// One summand.
  public struct Term: Hashable, Sendable {
    /// Of which dimension the value is taken.
    public let dimension: String
    /// By what it is multiplied.
    public let factor: Double

    /// Makes a summand.
    ///
    /// - Parameters:
    ///   - factor: By what the value is multiplied; finite.
    ///   - dimension: Of which dimension it is taken.
    public init(_ factor: Double, _ dimension: String) {
      precondition(factor.isFinite, "a factor is finite")
      self.dimension = dimension
      self.factor = factor
    }
  }

  /// What it is called.
  public let name: String
  /// What is summed.
  public let terms: [Term]
  /// How the sum compares with the bound.
  public let relation: Relation
  /// With what it is compared.
  public let bound: Double

  /// Makes a condition.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - terms: What is summed; at least one summand, each dimension once.
  ///   - relation: How the sum compares with the bound.
  ///   - bound: With what it is compared; finite.
  public init(_ name: String, _ terms: [Term], _ relation: Relation, _ bound: Double) {
    precondition(!terms.isEmpty && bound.isFinite, "something is compared with something")
    precondition(
      Set(terms.map(\.dimension)).count == terms.count, "a sum has each dimension once")
    self.name = name
    self.terms = terms
    self.relation = relation
    self.bound = bound
  }

  /// The condition of a mixture: parts that sum to a total.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - dimensions: The parts.
  ///   - total: Their sum.
  /// - Returns: The condition.
  public static func mixture(
    _ name: String, of dimensions: [String], total: Double = 1
  ) -> LinearConstraint {
    LinearConstraint(name, dimensions.map { Term(1, $0) }, .equal, total)
  }
}
