public import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A crack that grows by the law of Paris from an initial to a critical length.
///
///     da/dN = C ΔK^m,  ΔK = Y Δσ √(π a)
///
/// With a constant factor Y and stress range Δσ the growth is proportional to a^(m/2). With the
/// power p = 1 - m/2, and φ the share of the life that is spent,
///
///     a(φ)^p = a₀^p + φ (a_c^p - a₀^p),  for m = 2: a(φ) = a₀ (a_c/a₀)^φ
///
/// and the level is (a - a₀)/(a_c - a₀). C, Y and Δσ only set how long the life is, so that its
/// distribution is given instead: all randomness lies in how fast a crack grows as a whole. A crack
/// that has been seen to grow therefore has no surprises left.
///
/// Source: P. C. Paris, F. Erdogan, "A Critical Analysis of Crack Propagation Laws", *Journal of
/// Basic Engineering* 85 (4), 1963, 528–533.
public struct CrackGrowth: Hashable, Sendable {
  /// The exponent m, > 0; metals lie between 2 and 4.
  public var exponent: Double
  /// The length a₀ of a new crack, in metres, > 0.
  public var initialLength: Double
  /// The length a_c at which the component fails, in metres, above a₀.
  public var criticalLength: Double
  /// The life from a₀ to a_c on the component's clock, in seconds.
  public var life: Distribution

  /// Creates a crack.
  ///
  /// - Parameters:
  ///   - exponent: The exponent m.
  ///   - initialLength: The length a₀, in metres.
  ///   - criticalLength: The length a_c, in metres.
  ///   - life: The life, in seconds; usually log-normal.
  public init(
    exponent: Double, initialLength: Double, criticalLength: Double, life: Distribution
  ) {
    self.exponent = exponent
    self.initialLength = initialLength
    self.criticalLength = criticalLength
    self.life = life
  }

  /// The level after a share of the life.
  ///
  /// - Parameter share: From 0 to 1.
  /// - Returns: From 0 to 1.
  public func level(afterShare share: Double) -> Double { shape.level(afterShare: share) }

  /// The share of the life after which a level is reached.
  ///
  /// - Parameter level: From 0 to 1.
  /// - Returns: From 0 to 1.
  public func share(reaching level: Double) -> Double { shape.share(reaching: level) }

  /// Sees whether the parameters lie in their domains.
  ///
  /// - Throws: ``WearProblem`` that says what is wrong.
  public func validate() throws(WearProblem) {
    try WearProblem.requirePositive("the exponent of crack growth", exponent)
    guard exponent <= 50 else {
      throw WearProblem("the exponent of crack growth is \(exponent); it must be at most 50")
    }
    try WearProblem.requirePositive("the initial length", initialLength)
    guard criticalLength > initialLength && criticalLength <= 1e12 * initialLength else {
      throw WearProblem(
        "the critical length is \(criticalLength) m; it must be above the initial length "
          + "\(initialLength) m and at most 1e12 times as long")
    }
    try life.validateAsTime("the life")
  }

  var shape: CrackShape {
    CrackShape(power: 1 - exponent / 2, logRatio: log(criticalLength / initialLength))
  }
}

/// How the length of a crack depends on the share of its life that is spent.
struct CrackShape: Sendable, BitwiseCopyable {
  /// p = 1 - m/2.
  let power: Double
  /// ln(a_c/a₀).
  let logRatio: Double

  func level(afterShare share: Double) -> Double {
    if share <= 0 { return 0 }
    if share >= 1 { return 1 }
    // ln(a/a₀) = ln(1 + φ (e^(p r) - 1)) / p, and φ r in the limit.
    let exponent = power * logRatio
    let growth =
      abs(exponent) < 1e-12 ? share * logRatio : log1p(share * expm1(exponent)) / power
    return min(1, expm1(growth) / expm1(logRatio))
  }

  func share(reaching level: Double) -> Double {
    if level <= 0 { return 0 }
    if level >= 1 { return 1 }
    let growth = log1p(level * expm1(logRatio))
    let exponent = power * logRatio
    return min(
      1, abs(exponent) < 1e-12 ? growth / logRatio : expm1(power * growth) / expm1(exponent))
  }
}
