import SpecialFunctions

/// A mean that forgets: a reading's weight falls by 1/e in each time constant.
///
///     m ← m + (1 - e^(-Δ/τ)) (x - m)
///
/// The first reading is the first mean. Readings may come at any interval Δ.
public struct ExponentialMean: Hashable, Sendable, BitwiseCopyable {
  /// τ, in seconds.
  public let timeConstant: Double
  /// The mean, in the unit of the readings; NaN before the first.
  public private(set) var value = Double.nan
  private var time = 0.0

  /// Creates a mean of nothing.
  ///
  /// - Parameter timeConstant: τ, in seconds, > 0.
  public init(timeConstant: Double) {
    precondition(timeConstant > 0, "a time constant is above 0")
    self.timeConstant = timeConstant
  }

  /// Forgets all readings.
  public mutating func removeAll() {
    value = .nan
  }

  /// Adds a reading.
  ///
  /// - Parameters:
  ///   - reading: The reading, finite.
  ///   - time: When it was taken, in seconds; one from before the last reading changes nothing.
  public mutating func add(_ reading: Double, at time: Double) {
    guard !value.isNaN else {
      (value, self.time) = (reading, time)
      return
    }
    let interval = time - self.time
    guard interval > 0 else { return }
    value -= Reproducible.expMinusOne(-interval / timeConstant) * (reading - value)
    self.time = time
  }
}
