import EventKernel

/// Sobol's low-discrepancy sequence in up to 64 dimensions.
///
/// The first 2ᵐ points, and every further 2ᵐ beginning at a multiple of 2ᵐ, hit each of the 2ᵐ equal
/// parts of every axis exactly once; and together they fill the cube more evenly than random points.
/// Use numbers of points that are powers of 2: only these are balanced. Points come in the order of
/// Gray's code (Antonov, Saleev 1979), as in the authors' own program.
///
/// **The first point is the origin, and is not left out.** To leave it out breaks the balance of the
/// first 2ᵐ points (A. B. Owen, "On dropping the first Sobol' point", in *Monte Carlo and Quasi-Monte
/// Carlo Methods 2020*, Springer, 2022, 71–86). Where a point at the low end of every factor is
/// unwanted, give a seed instead.
///
/// **With a seed** the points are scrambled after Owen: within each dimension every binary digit is
/// turned over or not by a coin of its own for each of the intervals that the digits before it name.
/// That keeps the balance, makes each point uniform in the cube, and lets averages over different
/// seeds estimate an error. The coins are addressed, so the points do not depend on how many are made.
///
/// Sources: I. M. Sobol', USSR Computational Mathematics and Mathematical Physics 7 (1967) 86–112;
/// S. Joe, F. Y. Kuo (see ``SobolDirections``); A. B. Owen, "Scrambled net variance for integrals of
/// smooth functions", Annals of Statistics 25 (1997) 1541–1562.
public struct SobolSequence: Sendable {
  /// The greatest number of dimensions.
  public static let mostDimensions = SobolDirections.rows.count + 1
  /// How many binary digits a coordinate has; there are 2 to this power points.
  static let digits = 32

  /// How many factors there are.
  public let dimensions: Int
  /// The seed of the scrambling; `nil` for the plain sequence.
  public let seed: UInt64?
  private let directions: [[UInt32]]

  /// Creates a sequence.
  ///
  /// - Parameters:
  ///   - dimensions: From 1 to ``mostDimensions``.
  ///   - seed: A seed to scramble with; `nil` for the plain sequence.
  public init(dimensions: Int, seed: UInt64? = nil) {
    precondition(
      dimensions >= 1 && dimensions <= SobolSequence.mostDimensions, "no such number of dimensions")
    self.dimensions = dimensions
    self.seed = seed
    directions = (0..<dimensions).map { SobolSequence.directions(ofDimension: $0) }
  }

  /// A point of the sequence.
  ///
  /// - Parameter index: Which point, from 0 to 2³² - 1.
  /// - Returns: Its coordinates, each at least 0 and below 1.
  public func point(at index: Int) -> [Double] {
    precondition(index >= 0 && index < 1 << SobolSequence.digits, "there is no such point")
    let gray = UInt32(index) ^ (UInt32(index) >> 1)
    return (0..<dimensions).map { dimension in
      var digits: UInt32 = 0
      var rest = gray
      while rest != 0 {
        digits ^= directions[dimension][rest.trailingZeroBitCount]
        rest &= rest - 1
      }
      if let seed { digits = SobolSequence.scrambled(digits, dimension: dimension, seed: seed) }
      return Double(digits) * 0x1p-32
    }
  }

  /// The first points.
  ///
  /// - Parameter count: How many, from 0 to 2³²; best a power of 2.
  /// - Returns: The points, in order.
  public func points(_ count: Int) -> [[Double]] { (0..<count).map { point(at: $0) } }

  /// The direction numbers of a dimension, the first digit highest.
  ///
  /// With a primitive polynomial of degree s and coefficients a₁ … aₛ₋₁,
  ///
  ///     vₖ = a₁ vₖ₋₁ ⊕ a₂ vₖ₋₂ ⊕ … ⊕ aₛ₋₁ vₖ₋ₛ₊₁ ⊕ vₖ₋ₛ ⊕ (vₖ₋ₛ / 2ˢ)
  private static func directions(ofDimension dimension: Int) -> [UInt32] {
    guard dimension > 0 else { return (0..<digits).map { 1 << UInt32(digits - 1 - $0) } }
    let row = SobolDirections.rows[dimension - 1]
    let degree = row.initial.count
    var directions = row.initial.enumerated().map { $1 << UInt32(digits - 1 - $0) }
    for k in degree..<digits {
      var direction = directions[k - degree] ^ (directions[k - degree] >> UInt32(degree))
      for j in 1..<max(degree, 1) where row.coefficients >> UInt32(degree - 1 - j) & 1 == 1 {
        direction ^= directions[k - j]
      }
      directions.append(direction)
    }
    return directions
  }

  /// Turns over each digit by a coin that belongs to the digits before it.
  private static func scrambled(_ digits: UInt32, dimension: Int, seed: UInt64) -> UInt32 {
    let key = StreamKey(
      seed: seed, replication: 0, path: "designs.sobol", purpose: "scrambling")
    var result = digits
    for place in 0..<UInt32(SobolSequence.digits) {
      // The digits before this one, behind a 1 that tells prefixes of different lengths apart.
      let prefix = 1 << UInt64(place) | UInt64(digits) >> UInt64(32 - place)
      var coins = RandomStream(key, ordinal: prefix, suborder: UInt64(dimension))
      if coins.next() >> 63 == 1 { result ^= 1 << (31 - place) }
    }
    return result
  }
}
