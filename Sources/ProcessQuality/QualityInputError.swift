/// Why a figure of quality cannot be worked out from what was given.
public enum QualityInputError: Error, Hashable, Sendable {
  /// A number lies outside its domain: its name, its value, what it must be.
  case outOfRange(name: String, value: Double, requirement: String)
  /// There are fewer values than the estimate needs.
  case tooFewValues(name: String, count: Int, needed: Int)
}

extension QualityInputError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .outOfRange(let name, let value, let requirement):
      "\(name) is \(Int(exactly: value).map { "\($0)" } ?? "\(value)"); it must be \(requirement)"
    case .tooFewValues(let name, let count, let needed):
      "\(name): \(count) values, and at least \(needed) are needed"
    }
  }
}

// MARK: - Checks

/// Throws unless the number is finite.
func checkFinite(_ value: Double, _ name: String) throws(QualityInputError) {
  guard value.isFinite else {
    throw .outOfRange(name: name, value: value, requirement: "finite")
  }
}

/// Throws unless the number is finite and above 0.
func checkPositive(_ value: Double, _ name: String) throws(QualityInputError) {
  guard value > 0, value < .infinity else {
    throw .outOfRange(name: name, value: value, requirement: "finite and above 0")
  }
}

/// Throws unless the number is finite and at least 0.
func checkNotNegative(_ value: Double, _ name: String) throws(QualityInputError) {
  guard value >= 0, value < .infinity else {
    throw .outOfRange(name: name, value: value, requirement: "finite and at least 0")
  }
}

/// Throws unless the number is a probability strictly between 0 and 1.
func checkRisk(_ value: Double, _ name: String) throws(QualityInputError) {
  guard value > 0, value < 1 else {
    throw .outOfRange(name: name, value: value, requirement: "above 0 and below 1")
  }
}

/// Throws unless the number is a part of a whole, from 0 to 1.
func checkFraction(_ value: Double, _ name: String) throws(QualityInputError) {
  guard value >= 0, value <= 1 else {
    throw .outOfRange(name: name, value: value, requirement: "from 0 to 1")
  }
}
