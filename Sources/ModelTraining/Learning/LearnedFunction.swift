public import TreeEnsembles

/// A function of a row that was learned: the mean of its parts.
public struct LearnedFunction: Sendable {
  /// A part of it.
  public enum Part: Sendable {
    /// Trees.
    case trees(TreeEnsemble)
    /// A plane.
    case linear(LinearFunction)
  }

  /// Its parts; at least one.
  public var parts: [Part]

  /// Creates a function.
  public init(_ parts: [Part]) {
    precondition(!parts.isEmpty, "a function has parts")
    self.parts = parts
  }

  /// The value of a row, in the order of the columns that were learned from; NaN for what is missing.
  public func value(_ row: [Double]) -> Double {
    var sum = 0.0
    for part in parts {
      switch part {
      case .trees(let ensemble): sum += ensemble.prediction(row)
      case .linear(let function): sum += function.value(row)
      }
    }
    return sum / Double(parts.count)
  }

  /// How much each column counts, from 0 to 1 in all; of trees the gain of the splits.
  ///
  /// - Parameter columns: How many columns there are.
  /// - Returns: A share for each; none for functions without trees.
  public func importances(columns: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: columns)
    for part in parts {
      guard case .trees(let ensemble) = part else { continue }
      for (place, value) in ensemble.importances.enumerated() { sums[place] += value }
    }
    let total = sums.reduce(0, +)
    return total > 0 ? sums.map { $0 / total } : sums
  }
}
