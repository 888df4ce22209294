/// What makes a sensor, a fault or a waveform impossible, in words.
public struct SignalProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was given, what was expected, and what to do.
  public var description: String

  /// Creates a problem.
  public init(_ description: String) {
    self.description = description
  }

  static func requirePositive(_ name: String, _ value: Double) throws(SignalProblem) {
    guard value > 0 && value < .infinity else {
      throw SignalProblem("\(name) is \(value); it must be finite and > 0")
    }
  }

  static func requireNonnegative(_ name: String, _ value: Double) throws(SignalProblem) {
    guard value >= 0 && value < .infinity else {
      throw SignalProblem("\(name) is \(value); it must be finite and ≥ 0")
    }
  }

  static func requireFinite(_ name: String, _ value: Double) throws(SignalProblem) {
    guard value.isFinite else {
      throw SignalProblem("\(name) is \(value); it must be finite")
    }
  }

  static func requireShare(_ name: String, _ value: Double) throws(SignalProblem) {
    guard value >= 0 && value <= 1 else {
      throw SignalProblem("\(name) is \(value); it must be from 0 to 1")
    }
  }
}
