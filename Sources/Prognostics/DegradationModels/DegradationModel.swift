/// A model of how an index of damage goes on, fitted to the paths of other units.
public protocol DegradationModel: SavedModel {
  /// What is known of one unit.
  associatedtype Unit: DegradingUnit
  /// At which value of the index units fail.
  var threshold: FailureThreshold { get }
  /// A unit of which there is one reading so far.
  ///
  /// - Parameters:
  ///   - value: The index.
  ///   - time: When it was read, since the unit was new.
  /// - Returns: The unit.
  /// - Throws: ``PrognosticsError`` for an index that the model cannot have.
  func unit(at value: Double, time: Double) throws(PrognosticsError) -> Unit
}

/// What a ``DegradationModel`` knows of one unit; a value that is brought up to date with each reading.
public protocol DegradingUnit: Sendable {
  /// Learns from a reading.
  ///
  /// - Parameters:
  ///   - value: The index.
  ///   - time: When it was read, not before the reading before.
  /// - Throws: ``PrognosticsError`` for an index that the model cannot have.
  mutating func observe(_ value: Double, at time: Double) throws(PrognosticsError)
  /// The chance of a failure within a time from the last reading on; asks for no memory.
  ///
  /// - Parameter wait: The time.
  /// - Returns: From 0 to 1.
  func chance(within wait: Double) -> Double
  /// The distribution of what remains after the last reading.
  var remainingLife: RemainingLife { get }
}
