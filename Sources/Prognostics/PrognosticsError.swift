/// Why a model cannot be fitted, read or asked.
public enum PrognosticsError: Error, Hashable, Sendable {
  /// A number lies outside its domain: its name, its value, what it must be.
  case outOfRange(name: String, value: Double, requirement: String)
  /// There are fewer of something than the estimate needs.
  case tooFew(name: String, count: Int, needed: Int)
  /// A list has another length than what it belongs to.
  case otherLength(name: String, count: Int, expected: Int)
  /// The data leave an estimate open: what was looked for, and why there is none.
  case noEstimate(of: String, because: String)
  /// A saved model is of another kind.
  case otherKind(found: String, expected: String)
  /// A saved model was written by another version of the program.
  case otherVersion(kind: String, found: Int, expected: Int)
  /// A saved model cannot be read.
  case unreadable(kind: String, because: String)
}

extension PrognosticsError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .outOfRange(let name, let value, let requirement):
      "\(name) is \(Int(exactly: value).map { "\($0)" } ?? "\(value)"); it must be \(requirement)"
    case .tooFew(let name, let count, let needed):
      "\(name): there are \(count), and at least \(needed) are needed"
    case .otherLength(let name, let count, let expected):
      "\(name): there are \(count), and \(expected) are expected"
    case .noEstimate(let what, let reason):
      "there is no estimate of \(what): \(reason)"
    case .otherKind(let found, let expected):
      "the saved model is '\(found)'; '\(expected)' is expected: name the file of such a model"
    case .otherVersion(let kind, let found, let expected):
      "the saved model '\(kind)' has the version \(found), and this program reads \(expected): "
        + "train it again"
    case .unreadable(let kind, let reason):
      "the saved model '\(kind)' cannot be read: \(reason)"
    }
  }
}

// MARK: - Checks

/// Throws unless the number is finite.
func checkFinite(_ value: Double, _ name: String) throws(PrognosticsError) {
  guard value.isFinite else {
    throw .outOfRange(name: name, value: value, requirement: "finite")
  }
}

/// Throws unless all numbers are finite.
func checkFinite(_ values: [Double], _ name: String) throws(PrognosticsError) {
  for value in values { try checkFinite(value, name) }
}

/// Throws unless the number is finite and above 0.
func checkPositive(_ value: Double, _ name: String) throws(PrognosticsError) {
  guard value > 0, value < .infinity else {
    throw .outOfRange(name: name, value: value, requirement: "finite and above 0")
  }
}

/// Throws unless the number is finite and at least 0.
func checkNotNegative(_ value: Double, _ name: String) throws(PrognosticsError) {
  guard value >= 0, value < .infinity else {
    throw .outOfRange(name: name, value: value, requirement: "finite and at least 0")
  }
}

/// Throws unless all numbers are finite and at least 0.
func checkNotNegative(_ values: [Double], _ name: String) throws(PrognosticsError) {
  for value in values { try checkNotNegative(value, name) }
}

/// Throws unless the number lies strictly between 0 and 1.
func checkLevel(_ value: Double, _ name: String) throws(PrognosticsError) {
  guard value > 0, value < 1 else {
    throw .outOfRange(name: name, value: value, requirement: "above 0 and below 1")
  }
}

/// Throws unless there are so many of something.
func checkCount(_ count: Int, _ expected: Int, _ name: String) throws(PrognosticsError) {
  guard count == expected else {
    throw .otherLength(name: name, count: count, expected: expected)
  }
}

/// Throws unless there are at least so many of something.
func checkAtLeast(_ count: Int, _ needed: Int, _ name: String) throws(PrognosticsError) {
  guard count >= needed else { throw .tooFew(name: name, count: count, needed: needed) }
}
