import LinearAlgebra
import SpecialFunctions

/// The distance from the healthy rows' middle, in units of how they vary together.
///
///     d² = (z - m)ᵀ (C + r I)⁻¹ (z - m)
///
/// z are standardised features, C their covariance. The ridge r holds directions in which healthy rows hardly
/// vary from deciding alone: 0 is Mahalanobis' distance, a very large one the plain distance from the
/// middle. The robust option leaves out the quarter of the rows that lie farthest out, so that rows which were not healthy
/// after all do not widen what counts as healthy.
///
/// Sources: P. C. Mahalanobis, *Proceedings of the National Institute of Sciences of India* 2, 1936, 49–55; P. J. Rousseeuw, K. Van
/// Driessen, "A fast algorithm for the minimum covariance determinant estimator", *Technometrics* 41, 1999, 212–223 (concentration,
/// here from one start, the medians).
public struct MahalanobisDetector: AnomalyDetector, Hashable {
  /// What it is called in its file.
  public static let kind = "mahalanobis detector"
  /// The version of its form.
  public static let version = 1

  /// The features, those that never change left out.
  public let scaling: FeatureScaling
  /// m.
  let middle: [Double]
  /// (C + r I)⁻¹, row by row.
  let inverse: [Double]

  /// Learns from healthy rows.
  ///
  /// - Parameters:
  ///   - rows: Healthy rows.
  ///   - names: One a feature.
  ///   - ridge: r, ≥ 0; features have variance 1.
  ///   - isRobust: Whether the quarter that lies farthest out is left out.
  /// - Throws: ``PrognosticsError`` for rows that cannot be learnt from, or features that repeat each other
  ///   with no ridge.
  public init(
    _ rows: [[Double]], names: [String], ridge: Double = 1e-6, isRobust: Bool = false
  ) throws(PrognosticsError) {
    try checkNotNegative(ridge, "the ridge")
    let scaling = try FeatureScaling(names: names, rows: rows)
    let standardized = rows.map(scaling.standardized)
    let estimate =
      isRobust
      ? try MahalanobisDetector.concentrated(standardized, ridge: ridge)
      : Covariance.of(standardized)
    let inverse = try MahalanobisDetector.inverse(of: estimate.matrix, ridge: ridge)
    self.scaling = scaling
    middle = estimate.mean
    let width = scaling.count
    self.inverse = (0..<(width * width)).map { place in
      let (row, column) = (place / width, place % width)
      return inverse[max(row, column), min(row, column)]
    }
  }

  private static func inverse(
    of covariance: SymmetricMatrix, ridge: Double
  ) throws(PrognosticsError) -> SymmetricMatrix {
    var matrix = covariance
    for place in 0..<matrix.order { matrix[place, place] += ridge }
    var factor = CholeskyFactor()
    guard factor.factor(matrix) else {
      throw .noEstimate(
        of: "a covariance", because: "features repeat each other: give a ridge above 0")
    }
    var inverse = SymmetricMatrix(order: matrix.order)
    factor.inverse(into: &inverse)
    return inverse
  }

  /// Mean and covariance of the three quarters that lie nearest, until these stay the same.
  private static func concentrated(
    _ rows: [[Double]], ridge: Double
  ) throws(PrognosticsError) -> (mean: [Double], matrix: SymmetricMatrix) {
    let width = rows[0].count
    let kept = max(min(rows.count, width + 2), (3 * rows.count + 3) / 4)
    var (middle, inverse) = ([Double](), SymmetricMatrix(order: width))
    for place in 0..<width {
      let median = middleValue(rows.map { $0[place] })
      let spread = middleValue(rows.map { abs($0[place] - median) })
      middle.append(median)
      inverse[place, place] = spread > 0 ? 1 / (spread * spread) : 1
    }
    var (chosen, distances) = ([Int](), [Double]())
    var estimate = Covariance.of(rows)
    for _ in 0..<100 {
      distances = rows.map { distance($0, middle, inverse) }
      let nearest = rows.indices
        .sorted { (distances[$0], $0) < (distances[$1], $1) }.prefix(kept).sorted()
      guard nearest != chosen else { break }
      chosen = nearest
      estimate = Covariance.of(chosen.map { rows[$0] })
      middle = estimate.mean
      inverse = try self.inverse(of: estimate.matrix, ridge: max(ridge, 1e-9))
    }
    // So that half of the rows of a normal distribution lie within the median of χ².
    let half = 2 * RegularizedGamma.inverseLower(shape: Double(width) / 2, probability: 0.5)
    let factor = middleValue(distances) / half
    for row in 0..<width {
      for column in 0...row { estimate.matrix[row, column] *= factor }
    }
    return estimate
  }

  private static func middleValue(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  private static func distance(
    _ row: [Double], _ middle: [Double], _ inverse: SymmetricMatrix
  ) -> Double {
    var sum = 0.0
    for i in row.indices {
      var part = 0.0
      for j in row.indices { part += inverse[max(i, j), min(i, j)] * (row[j] - middle[j]) }
      sum += part * (row[i] - middle[i])
    }
    return sum
  }

  /// d².
  public func score(_ row: [Double]) -> Double {
    precondition(row.count == scaling.names.count, "a number for each feature")
    let width = scaling.count
    var sum = 0.0
    for i in 0..<width {
      var part = 0.0
      for j in 0..<width {
        part += inverse[i * width + j] * (scaling.value(row, j) - middle[j])
      }
      sum += part * (scaling.value(row, i) - middle[i])
    }
    return sum
  }

  /// What each feature adds, (z - m)_j ((C + r I)⁻¹ (z - m))_j; the sum is d².
  ///
  /// A feature that goes along with others may take away from it.
  public func contributions(_ row: [Double]) -> [FeatureContribution] {
    let z = zip(scaling.standardized(row), middle).map { $0 - $1 }
    let width = scaling.count
    return scaling.ranked(
      z.indices.map { i in
        z[i] * z.indices.reduce(0) { $0 + inverse[i * width + $1] * z[$1] }
      })
  }

  /// Sees whether the numbers can be those of a detector.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try scaling.check()
    try checkCount(middle.count, scaling.count, "the middle of features")
    try checkFinite(middle, "the middle of a feature")
    try checkCount(inverse.count, scaling.count * scaling.count, "the inverse of a covariance")
    try checkFinite(inverse, "an element of the inverse")
  }
}
