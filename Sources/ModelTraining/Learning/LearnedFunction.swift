import OutsideModels
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
    /// A program of somebody's own.
    case outside(OutsideFunction)
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
  ///
  /// - Parameter row: The numbers.
  /// - Returns: The value; NaN where a program was to be asked and has failed: ``OutsideFunction/problem`` says why.
  public func value(_ row: [Double]) -> Double {
    var sum = 0.0
    for part in parts {
      switch part {
      case .trees(let ensemble): sum += ensemble.prediction(row)
      case .linear(let function): sum += function.value(row)
      case .outside(let function): sum += (try? function.value(row)) ?? .nan
      }
    }
    return answer(sum / Double(parts.count))
  }

  /// What is answered, of the mean of the parts.
  private func answer(_ mean: Double) -> Double {
    offset.map { Reproducible.exp(mean) - $0 } ?? mean
  }

  /// The values of all rows of a table; programs are asked about many at a time.
  ///
  /// - Parameter table: The rows, with the columns that were learned from.
  /// - Returns: A value for each.
  /// - Throws: ``TrainingProblem`` where a program has failed, or may not be started.
  func values(_ table: TrainingTable) throws(TrainingProblem) -> [Double] {
    var sums = [Double](repeating: 0, count: table.rowCount)
    var row = [Double](repeating: .nan, count: table.columns.count)
    for part in parts {
      if case .outside(let function) = part {
        do throws(OutsideProblem) {
          let values = try function.values(table.columns, rows: table.rowCount)
          for place in sums.indices { sums[place] += values[place] }
        } catch {
          throw TrainingProblem(error.description)
        }
        continue
      }
      for place in sums.indices {
        for column in row.indices { row[column] = table.columns[column][place] }
        switch part {
        case .trees(let ensemble): sums[place] += ensemble.prediction(row)
        case .linear(let function): sums[place] += function.value(row)
        case .outside: break
        }
      }
    }
    return sums.map { answer($0 / Double(parts.count)) }
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
