import Experiments
import JSONDocuments

extension BatteryCase {
  /// The answer of this name as a number; `nil` where it is none.
  func number(_ name: String) -> Double? {
    expected.first { $0.name == name }?.value.number
  }

  /// What a theory says of those answers that it knows, in the order of the case.
  ///
  /// - Parameter value: What it says of one; `nil` where that is for the simulation to say.
  /// - Throws: ``CaseProblem`` where the theory does not cover the parameters.
  /// - Returns: The values.
  func theory<Problem: Error>(
    _ value: (ExpectedValue) throws(Problem) -> ExactValue?
  ) throws(CaseProblem) -> [ExactValue] {
    var values: [ExactValue] = []
    do throws(Problem) {
      for wanted in expected {
        if let exact = try value(wanted) { values.append(exact) }
      }
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
    return values
  }
}

extension CaseProblem {
  /// What a theory makes of a case's parameters.
  ///
  /// - Throws: ``CaseProblem`` where they lie outside of the theory.
  static func ofParameters<Value, Problem: Error>(
    _ value: () throws(Problem) -> Value
  ) throws(CaseProblem) -> Value {
    do throws(Problem) {
      return try value()
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
  }
}

extension ExactValue {
  /// A decision, judged by what it is worth: optima are flat.
  ///
  /// - Parameters:
  ///   - name: The metric.
  ///   - decision: What is to be done.
  ///   - worth: The exact value of doing so, such as its cost.
  ///   - answer: What the best decision is worth by the case; without it the decisions are compared.
  init(_ name: String, decision: JSONValue, worth: Double, answer: Double?) {
    self.init(
      name, decision,
      error: answer.map { VerdictRule.relativeError(of: .number(worth), from: .number($0)) })
  }
}
