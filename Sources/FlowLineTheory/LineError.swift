/// Why a line cannot be evaluated.
public enum LineError: Error, Hashable, Sendable {
  /// A number lies outside its domain: its name, its value, what it must be.
  case outOfRange(name: String, value: Double, requirement: String)
  /// There are not as many entries as the line needs.
  case wrongCount(name: String, count: Int, expected: String)
  /// The combination is not covered by the theory: what, and why.
  case notCovered(what: String, reason: String)
  /// There are more cases than can be worked through: of what, how many, and the most allowed.
  case tooMany(of: String, count: Int, limit: Int)
  /// The iteration did not settle: sweeps done, and how far the last ones still moved.
  case notConverged(sweeps: Int, change: Double)
}

extension LineError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .outOfRange(let name, let value, let requirement):
      "\(name) is \(Int(exactly: value).map { "\($0)" } ?? "\(value)"); it must be \(requirement)"
    case .wrongCount(let name, let count, let expected):
      "\(name): \(count) given, and \(expected) needed"
    case .notCovered(let what, let reason):
      "\(what) is not covered: \(reason)"
    case .tooMany(let what, let count, let limit):
      "the line has \(count) \(what), and \(limit) are the most that are worked through"
    case .notConverged(let sweeps, let change):
      "the iteration has not settled after \(sweeps) sweeps; the last one moved by \(change)"
    }
  }
}

/// Throws unless the number is finite and above 0.
func checkPositive(_ value: Double, _ name: String) throws(LineError) {
  guard value > 0, value < .infinity else {
    throw .outOfRange(name: name, value: value, requirement: "finite and above 0")
  }
}
