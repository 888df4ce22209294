import SpecialFunctions
public import TreeEnsembles

/// A function of a row that was learned: the mean of its parts.
///
/// Of remaining lives y trees are taught ln(y + c). A cycle counts the more the fewer are left, which is where decisions are made, and
/// one of many hardly; least squares of lives themselves would weigh both alike. The function is exp(mean) - c then.
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
  /// c, in the unit of lives, where the parts were taught logarithms of them; `nil` where they were taught what is answered.
  public var offset: Double?

  /// Creates a function.
  ///
  /// - Parameters:
  ///   - parts: Its parts; at least one.
  ///   - offset: c, above 0, where the parts were taught logarithms of lives.
  public init(_ parts: [Part], offset: Double? = nil) {
    precondition(!parts.isEmpty, "a function has parts")
    (self.parts, self.offset) = (parts, offset)
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
    let mean = sum / Double(parts.count)
    guard let offset else { return mean }
    return Reproducible.exp(mean) - offset
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
