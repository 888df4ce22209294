/// Why a calculation cannot be done with what it was given.
public enum StatisticsInputError: Error, Hashable, Sendable {
  /// A number lies outside its domain: its name, its value, what it must be.
  case outOfRange(name: String, value: Double, requirement: String)
  /// An observation is NaN or infinite: what was observed, and which one, counted from 0.
  case notFinite(name: String, index: Int)
  /// There are fewer observations than the method needs.
  case tooFewObservations(name: String, count: Int, needed: Int)
  /// Two series that belong together differ in length.
  case unequalLengths(name: String, count: Int, expected: Int)
  /// The data leave a method without an answer: which method, and why.
  case undetermined(method: String, reason: String)
}

extension StatisticsInputError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .outOfRange(let name, let value, let requirement):
      "\(name) is \(StatisticsInputError.text(value)); it must be \(requirement)"
    case .notFinite(let name, let index):
      "observation \(index) of \(name) is not a finite number"
    case .tooFewObservations(let name, let count, let needed):
      "\(name): \(count) observations, and at least \(needed) are needed"
    case .unequalLengths(let name, let count, let expected):
      "\(name): \(count) observations where \(expected) belong together with the others"
    case .undetermined(let method, let reason):
      "\(method) gives no answer: \(reason)"
    }
  }

  private static func text(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}

// MARK: - Checks

/// Throws unless the level is a probability strictly between 0 and 1.
func checkLevel(
  _ level: Double, _ name: String = "confidence level"
) throws(StatisticsInputError) {
  guard level > 0, level < 1 else {
    throw .outOfRange(name: name, value: level, requirement: "above 0 and below 1")
  }
}

/// Throws unless the number is finite and above 0.
func checkPositive(_ value: Double, _ name: String) throws(StatisticsInputError) {
  guard value > 0, value < .infinity else {
    throw .outOfRange(name: name, value: value, requirement: "finite and above 0")
  }
}

/// Throws unless the number is at least the given one.
func checkAtLeast(_ least: Int, _ value: Int, _ name: String) throws(StatisticsInputError) {
  guard value >= least else {
    throw .outOfRange(name: name, value: Double(value), requirement: "at least \(least)")
  }
}

/// Throws unless there are enough observations, all of them finite.
func checkObservations(
  _ observations: [Double], _ name: String, atLeast needed: Int
) throws(StatisticsInputError) {
  guard observations.count >= needed else {
    throw .tooFewObservations(name: name, count: observations.count, needed: needed)
  }
  if let index = observations.firstIndex(where: { !$0.isFinite }) {
    throw .notFinite(name: name, index: index)
  }
}
