public import EventKernel
import RandomVariates
import SpecialFunctions

/// Noise that forgets gradually: an Ornstein-Uhlenbeck process, or AR(1) where intervals are equal.
///
/// Its values are normal with mean 0 and a given standard deviation at any time, and correlated
/// by ρ = e^(-interval/τ). The step is exact for an interval of any length:
///
///     ε ← ρ ε + σ √(1 - ρ²) z
///
/// Source: D. T. Gillespie, "Exact numerical simulation of the Ornstein-Uhlenbeck process and its
/// integral", *Physical Review E* 54 (2), 1996, 2084–2091, for the update over an interval of any length.
public struct CorrelatedNoise: Hashable, Sendable, BitwiseCopyable {
  /// The noise as of the last step, in the unit of the quantity.
  public private(set) var value: Double

  /// Creates noise that has been going on for ever.
  ///
  /// - Parameters:
  ///   - deviation: σ, in the unit of the quantity, ≥ 0.
  ///   - stream: Where the random bits come from.
  public init(deviation: Double, using stream: inout RandomStream) {
    value = deviation > 0 ? deviation * Ziggurat.normal(using: &stream) : 0
  }

  /// Creates noise that stands at a value.
  ///
  /// - Parameter value: In the unit of the quantity.
  public init(value: Double) {
    self.value = value
  }

  /// Moves on.
  ///
  /// - Parameters:
  ///   - interval: How long, in seconds, ≥ 0.
  ///   - deviation: σ, in the unit of the quantity, ≥ 0; at 0 there is no noise, and nothing is drawn.
  ///   - correlationTime: τ, in seconds, ≥ 0; at 0 each value is independent of the others.
  ///   - stream: Where the random bits come from; one normal number is drawn.
  public mutating func advance(
    by interval: Double, deviation: Double, correlationTime: Double,
    using stream: inout RandomStream
  ) {
    guard deviation > 0 else {
      value = 0
      return
    }
    let draw = deviation * Ziggurat.normal(using: &stream)
    // ρ is below 1e-17 then, or there is no correlation at any interval.
    guard interval < 40 * correlationTime else {
      value = draw
      return
    }
    let forgotten = -Reproducible.expMinusOne(-interval / correlationTime)
    // 1 - ρ² = (1 - ρ)(1 + ρ), with all digits where the interval is short.
    value += (forgotten * (2 - forgotten)).squareRoot() * draw - forgotten * value
  }
}
