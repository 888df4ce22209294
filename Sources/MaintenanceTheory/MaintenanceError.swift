/// Why a question of maintenance cannot be answered.
public enum MaintenanceError: Error, Hashable, Sendable {
  /// A number lies outside its domain: its name, its value, what it must be.
  case outOfRange(name: String, value: Double, requirement: String)
  /// There are not as many entries as are needed.
  case wrongCount(name: String, count: Int, expected: String)
  /// The combination is not covered by the theory: what, and why.
  case notCovered(what: String, reason: String)
}

extension MaintenanceError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .outOfRange(let name, let value, let requirement):
      "\(name) is \(Int(exactly: value).map { "\($0)" } ?? "\(value)"); it must be \(requirement)"
    case .wrongCount(let name, let count, let expected):
      "\(name): \(count) given, and \(expected) needed"
    case .notCovered(let what, let reason):
      "\(what) is not covered: \(reason)"
    }
  }
}

/// Throws unless the number is finite and above 0.
func checkPositive(_ value: Double, _ name: String) throws(MaintenanceError) {
  guard value > 0, value < .infinity else {
    throw .outOfRange(name: name, value: value, requirement: "finite and above 0")
  }
}

/// Throws unless the number is finite and at least 0.
func checkNotNegative(_ value: Double, _ name: String) throws(MaintenanceError) {
  guard value >= 0, value < .infinity else {
    throw .outOfRange(name: name, value: value, requirement: "finite and at least 0")
  }
}

/// Throws unless the number lies from 0 to 1.
func checkShare(_ value: Double, _ name: String) throws(MaintenanceError) {
  guard value >= 0, value <= 1 else {
    throw .outOfRange(name: name, value: value, requirement: "from 0 to 1")
  }
}
