/// Why a question of inventory cannot be answered.
public enum InventoryError: Error, Hashable, Sendable {
  /// A number lies outside its domain: its name, its value, what it must be.
  case outOfRange(name: String, value: Double, requirement: String)
  /// The combination is not covered by the theory: what, and why.
  case notCovered(what: String, reason: String)
}

extension InventoryError: CustomStringConvertible {
  /// One sentence for people.
  public var description: String {
    switch self {
    case .outOfRange(let name, let value, let requirement):
      "\(name) is \(Int(exactly: value).map { "\($0)" } ?? "\(value)"); it must be \(requirement)"
    case .notCovered(let what, let reason):
      "\(what) is not covered: \(reason)"
    }
  }
}

/// A number with its name, to be checked.
struct Named {
  var name: String
  var value: Double

  init(_ name: String, _ value: Double) { (self.name, self.value) = (name, value) }

  /// Throws unless the number is finite and above 0.
  func expectPositive() throws(InventoryError) {
    try expect(value > 0 && value < .infinity, "finite and above 0")
  }

  /// Throws unless the number is finite and at least 0.
  func expectNotNegative() throws(InventoryError) {
    try expect(value >= 0 && value < .infinity, "finite and at least 0")
  }

  /// Throws unless a condition holds.
  ///
  /// - Parameters:
  ///   - holds: The condition.
  ///   - requirement: What it asks for, in words.
  /// - Throws: ``InventoryError/outOfRange(name:value:requirement:)``.
  func expect(_ holds: Bool, _ requirement: String) throws(InventoryError) {
    guard holds else { throw .outOfRange(name: name, value: value, requirement: requirement) }
  }
}
