public import EventKernel

/// A distribution whose probabilities and quantiles can be asked for, shift and bounds included.
///
/// Probabilities between two points are differences taken in the tail in which both are small, and a
/// quantile is looked for from the smaller tail, so that a cut far out in a tail keeps its digits.
/// The parameters must lie in their domains; the module `Distributions` checks them and answers
/// with errors.
///
/// Relative error of the smaller tail: some 1e-14 where there is a closed form or the normal
/// distribution behind it, 1e-11 at worst with gamma and beta functions (see `SpecialFunctions`),
/// divided by ``acceptance`` where a narrow interval is cut from the middle.
public struct TruncatedDistribution: Sendable {
  /// The distribution with its shift and bounds.
  public let distribution: Distribution
  private let cut: Cut<PreparedFamily>
  private let shift: Double

  /// Prepares a distribution.
  ///
  /// - Parameter distribution: Its parameters are in their domains.
  public init(_ distribution: Distribution) {
    self.distribution = distribution
    shift = distribution.shift
    cut = Cut(
      PreparedFamily(distribution.family),
      atLeast: distribution.unshifted(atLeast: distribution.atLeast),
      atMost: distribution.unshifted(atMost: distribution.atMost))
  }

  /// The lower end of what the bounds leave of the support.
  public var lower: Double { clamped(cut.lower + shift) }

  /// The upper end of what the bounds leave of the support.
  public var upper: Double { clamped(cut.upper + shift) }

  /// The probability that the bounds leave; 1 where no bound cuts.
  public var acceptance: Double { cut.mass }

  /// Whether a bound lies inside the support.
  public var isCut: Bool { cut.isCut }

  /// The probability of a value up to `x`, with all digits where it is small.
  public func cumulative(at x: Double) -> Double {
    cut.cumulative(at: distribution.unshifted(atMost: x))
  }

  /// The probability of a value above `x`, with all digits where it is small.
  public func survival(at x: Double) -> Double {
    cut.survival(at: distribution.unshifted(atMost: x))
  }

  /// The probability of a value below `x`, `x` itself excluded.
  public func below(_ x: Double) -> Double { cut.below(distribution.unshifted(atLeast: x)) }

  /// The probability of a value of at least `x`.
  public func notBelow(_ x: Double) -> Double { cut.notBelow(distribution.unshifted(atLeast: x)) }

  /// The ends of what the bounds leave of the support, before the shift is added.
  public var endsBeforeShift: (lower: Double, upper: Double) { (cut.lower, cut.upper) }

  /// The value of the family that becomes `x` when the shift is added.
  ///
  /// Of a continuous distribution the nearest number; of a discrete one the value that can be drawn,
  /// where there is one.
  public func valueBeforeShift(_ x: Double) -> Double {
    guard shift != 0, distribution.isDiscrete else { return x - shift }
    let value = cut.functions.attainable(atLeast: distribution.unshifted(atLeast: x))
    return value <= distribution.unshifted(atMost: x) ? value : x - shift
  }

  /// The first value up to which lies the given probability.
  ///
  /// 0 and 1 give the ends of the support within the bounds, which may be infinite.
  ///
  /// - Parameter probability: From 0 to 1; 1/2 and less keeps all digits.
  /// - Returns: The quantile.
  public func quantile(at probability: Double) -> Double {
    quantile(probability, complement: 1 - probability)
  }

  /// The value above which lies the given probability: accurate in the upper tail.
  ///
  /// - Parameter probability: From 0 to 1.
  /// - Returns: The quantile.
  public func upperQuantile(at probability: Double) -> Double {
    quantile(1 - probability, complement: probability)
  }

  func quantile(_ p: Double, complement: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability lies from 0 to 1")
    if p == 0 && complement == 1 { return lower }
    if complement == 0 { return upper }
    return clamped(cut.quantile(p, complement: complement) + shift)
  }

  /// Whether there is something to draw.
  ///
  /// Where the probability left is too small for a number, the memoryless families still draw.
  public var canDraw: Bool { cut.canDraw }

  /// One draw by inversion: one uniform number, in which the value does not decrease.
  ///
  /// - Parameter stream: Where the random number comes from.
  /// - Returns: A value between the bounds.
  public func sample(using stream: inout RandomStream) -> Double {
    let u = stream.uniform()
    return quantile(u, complement: 1 - u)
  }

  private func clamped(_ x: Double) -> Double {
    max(distribution.atLeast, min(distribution.atMost, x))
  }
}
