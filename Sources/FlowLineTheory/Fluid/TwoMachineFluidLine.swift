#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Two machines of the same speed with a buffer between them, through which material flows.
///
/// Times to failure and repair are exponential, and both run always, also while a machine is
/// starved or blocked. The first machine is never starved, the second one never blocked. A line of
/// parts comes close to it where a part is small against the buffer.
///
/// Source: J. Li, S. M. Meerkov, *Production Systems Engineering*, Springer, 2009, ch. 11
/// (synchronous exponential lines).
public struct TwoMachineFluidLine: Hashable, Sendable {
  /// The machine before the buffer.
  public let first: UnreliableMachine
  /// The machine behind the buffer.
  public let second: UnreliableMachine
  /// The size of the buffer, in what a machine makes in a unit of time.
  public let buffer: Double

  /// Describes a line.
  ///
  /// - Parameters:
  ///   - first: The machine before the buffer.
  ///   - second: The machine behind the buffer.
  ///   - buffer: Finite and at least 0.
  /// - Throws: ``LineError/outOfRange(name:value:requirement:)``.
  public init(
    _ first: UnreliableMachine, _ second: UnreliableMachine, buffer: Double
  ) throws(LineError) {
    guard buffer >= 0, buffer < .infinity else {
      throw .outOfRange(name: "buffer", value: buffer, requirement: "finite and at least 0")
    }
    (self.first, self.second, self.buffer) = (first, second, buffer)
  }

  /// What the line makes in a unit of time, as a part of what a machine makes that never fails.
  ///
  ///     e₂ (1 - Q),   Q = (1 - e₁)(1 - φ) / (1 - φ e^(-βN)),   φ = λ₂μ₁ / (λ₁μ₂),
  ///     β = (λ₁ + λ₂ + μ₁ + μ₂)(λ₁μ₂ - λ₂μ₁) / ((λ₁ + λ₂)(μ₁ + μ₂))
  ///
  /// and the limit of that where φ = 1. Q is the chance that the second machine is starved.
  public var productionRate: Double {
    let (l1, l2) = (first.failureRate, second.failureRate)
    let (m1, m2) = (first.repairRate, second.repairRate)
    if l1 == 0 { return second.isolatedEfficiency }
    if l2 == 0 { return first.isolatedEfficiency }
    let slope = (l1 + l2 + m1 + m2) / ((l1 + l2) * (m1 + m2)) * buffer
    let difference = l1 * m2 - l2 * m1
    // 1 - φ and 1 - φ e^(-βN), over 1 - φ; both are small where the machines hardly differ.
    let logPhi = log1p(-difference / (l1 * m2))
    let share: Double
    if difference == 0 {
      share = 1 / (1 + slope * l1 * m2)
    } else {
      share = expm1(logPhi) / expm1(logPhi - slope * difference)
    }
    return second.isolatedEfficiency * (1 - (1 - first.isolatedEfficiency) * share)
  }
}
