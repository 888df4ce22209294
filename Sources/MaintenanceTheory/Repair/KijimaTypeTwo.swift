import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A machine whose repairs undo a part of all its wear, in the long run.
///
/// After the n-th failure its virtual age is V_n = q (V_{n-1} + X_n), and the next life is that of a
/// machine of this age that has not failed. Repairs take no time. The life of a new machine is a Weibull
/// one with the cumulative hazard H(t) = (t/η)^β.
///
/// With A the virtual age at a failure and Y = H(A), each failure adds an exponential number E of mean 1 to
/// the hazard of the age that was kept: Y' = r Y + E with r = q^β. So in the long run Y = Σ r^k E_k, whose
/// fractional moments are known,
///
///     E Y^s = Γ(1 + s) Π_{j ≥ 1} (1 - r^(j+s)) / (1 - r^j)
///
/// and E A = η E Y^(1/β), E V = q E A, the mean time between failures E A - E V. Relative error 1e-13.
///
/// Sources: M. Kijima, "Some Results for Repairable Systems with General Repair", *Journal of Applied
/// Probability* 26 (1), 1989, 89–102 (model II); F. Guillemin, P. Robert, B. Zwart, "AIMD Algorithms and
/// Exponential Functionals", *Annals of Applied Probability* 14 (1), 2004, 90–117, for the moments.
public struct KijimaTypeTwo: Hashable, Sendable {
  /// β: the shape of the first life.
  public let shape: Double
  /// η: the scale of the first life, in any unit of time.
  public let scale: Double
  /// q: what part of its age a repaired machine keeps.
  public let keptAge: Double

  /// Describes the machine.
  ///
  /// - Parameters:
  ///   - shape: Finite and above 0.
  ///   - scale: Finite and above 0.
  ///   - keptAge: q, from 0 to below 1; with 1 the machine ages without end.
  /// - Throws: ``MaintenanceError/outOfRange(name:value:requirement:)``.
  public init(shape: Double, scale: Double, keptAge: Double) throws(MaintenanceError) {
    try checkPositive(shape, "shape")
    try checkPositive(scale, "scale")
    guard keptAge >= 0, keptAge < 1 else {
      throw .outOfRange(name: "kept age", value: keptAge, requirement: "from 0 to below 1")
    }
    (self.shape, self.scale, self.keptAge) = (shape, scale, keptAge)
  }

  /// The mean virtual age at a failure, before its repair, in the long run.
  public var meanVirtualAgeAtFailure: Double {
    let moment = 1 / shape
    // r^(1/β) is q itself.
    let ratio = pow(keptAge, shape)
    var (logarithm, power) = (logGamma(1 + moment), ratio)
    while power > 1e-18 {
      logarithm += log1p(-power * keptAge) - log1p(-power)
      power *= ratio
    }
    return scale * exp(logarithm)
  }

  /// The mean virtual age just after a repair in the long run.
  public var meanVirtualAgeAfterRepair: Double { keptAge * meanVirtualAgeAtFailure }

  /// The mean time from one failure to the next in the long run.
  public var meanTimeBetweenFailures: Double { (1 - keptAge) * meanVirtualAgeAtFailure }

  /// Failures per unit of time in the long run.
  public var failuresPerTime: Double { 1 / meanTimeBetweenFailures }

  /// Cost per unit of time in the long run.
  ///
  /// - Parameter repair: What a repair costs.
  /// - Returns: Repairs alone; the machine is never replaced.
  public func costRate(repair: Double) -> Double { repair * failuresPerTime }
}
