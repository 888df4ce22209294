import LinearAlgebra
import SpecialFunctions

/// Watches how far a row lies out in the directions in which healthy rows vary, and how far off them.
///
///     z = Σ t_k v_k + e,   T² = Σ t_k²/λ_k over the first a components,   Q = |e|²
///     score = T²/T²_limit + Q/Q_limit
///
/// T² (Hotelling's) sees healthy variation grown too large; Q, the squared prediction error, sees features that no longer
/// go together. The limits are those that a healthy row of a normal distribution stays below with the
/// probability ``level``; real rows exceed them more often, so set alarms from healthy scores.
///
/// Sources: J. E. Jackson, G. S. Mudholkar, "Control procedures for residuals associated with principal component
/// analysis", *Technometrics* 21, 1979, 341–349 (limit of Q); N. D. Tracy, J. C. Young, R. L. Mason, *Journal of Quality Technology* 24,
/// 1992, 88–95 (limit of T²); H. H. Yue, S. J. Qin, *Industrial & Engineering Chemistry Research* 40, 2001, 4403–4414 (their sum).
public struct PrincipalComponentMonitor: AnomalyDetector, Hashable {
  /// What it is called in its file.
  public static let kind = "principal component monitor"
  /// The version of its form.
  public static let version = 1

  /// The features, those that never change left out.
  public let scaling: FeatureScaling
  /// All eigenvalues of the correlation matrix, falling.
  public let eigenvalues: [Double]
  /// The kept directions one after the other.
  let directions: [Double]
  /// How many components are kept.
  public let components: Int
  /// With which probability healthy rows stay below each limit.
  public let level: Double
  /// The limit of T².
  public let distanceLimit: Double
  /// The limit of Q; 0 where all components are kept.
  public let errorLimit: Double

  /// Learns from healthy rows.
  ///
  /// - Parameters:
  ///   - rows: Healthy rows.
  ///   - names: One a feature.
  ///   - explained: Which part of the variance the kept components have at least, above 0, at most 1.
  ///   - level: With which probability healthy rows stay below each limit.
  /// - Throws: ``PrognosticsError`` for rows that cannot be learnt from.
  public init(
    _ rows: [[Double]], names: [String], explained: Double = 0.9, level: Double = 0.99
  ) throws(PrognosticsError) {
    try checkLevel(level, "the level of the limits")
    guard explained > 0, explained <= 1 else {
      throw .outOfRange(
        name: "the explained part", value: explained, requirement: "above 0 and at most 1")
    }
    let scaling = try FeatureScaling(names: names, rows: rows)
    let eigen = SymmetricEigen(Covariance.correlation(of: rows.map(scaling.standardized)))
    let values = eigen.values.map { max(0, $0) }
    let total = values.reduce(0, +)
    // Directions in which nothing varies have no T².
    let usable = values.count { $0 > 1e-10 * values[0] }
    var (components, sum) = (0, 0.0)
    while components < usable, components == 0 || sum < explained * total * (1 - 1e-12) {
      sum += values[components]
      components += 1
    }
    guard rows.count > components + 1 else {
      throw .tooFew(name: "healthy rows", count: rows.count, needed: components + 2)
    }
    self.scaling = scaling
    self.level = level
    self.components = components
    eigenvalues = values
    directions = eigen.vectors.prefix(components).flatMap { $0 }
    distanceLimit = PrincipalComponentMonitor.distanceLimit(
      Double(components), Double(rows.count), level)
    errorLimit = PrincipalComponentMonitor.errorLimit(Array(values.dropFirst(components)), level)
  }

  /// a (n² - 1) / (n (n - a)) · F with a and n - a degrees of freedom: for a row that was not learnt from.
  private static func distanceLimit(_ a: Double, _ n: Double, _ level: Double) -> Double {
    // F from the beta distribution: a F/(a F + n - a) is a beta number.
    let share = RegularizedBeta.inverseLower(a / 2, (n - a) / 2, probability: level)
    let fisher = share / (1 - share) * (n - a) / a
    return a * (n * n - 1) / (n * (n - a)) * fisher
  }

  /// Jackson and Mudholkar's limit from the eigenvalues that are left.
  private static func errorLimit(_ rest: [Double], _ level: Double) -> Double {
    var (first, second, third) = (0.0, 0.0, 0.0)
    for value in rest {
      first += value
      second += value * value
      third += value * value * value
    }
    guard first > 1e-9 else { return 0 }
    let h = 1 - 2 * first * third / (3 * second * second)
    let z = StandardNormal.quantile(level)
    let inner =
      z * (2 * second * h * h).squareRoot() / first + 1 + second * h * (h - 1) / (first * first)
    guard h > 0.01, inner > 0 else {
      // Box's: a multiple g = θ₂/θ₁ of a χ² number with θ₁²/θ₂ degrees of freedom.
      let shape = first * first / second / 2
      return second / first * 2 * RegularizedGamma.inverseLower(shape: shape, probability: level)
    }
    return first * Reproducible.exp(Reproducible.log(inner) / h)
  }

  /// T² and Q of a row.
  ///
  /// - Parameter row: A number for each feature.
  /// - Returns: Both.
  public func statistics(_ row: [Double]) -> (distance: Double, error: Double) {
    precondition(row.count == scaling.names.count, "a number for each feature")
    let width = scaling.count
    var (distance, error) = (0.0, 0.0)
    for place in 0..<width {
      let z = scaling.value(row, place)
      error += z * z
    }
    for component in 0..<components {
      var t = 0.0
      for place in 0..<width {
        t += directions[component * width + place] * scaling.value(row, place)
      }
      distance += t * t / eigenvalues[component]
      error -= t * t
    }
    return (distance, max(0, error))
  }

  /// T²/T²_limit + Q/Q_limit; above 1 where either limit is passed.
  public func score(_ row: [Double]) -> Double {
    let (distance, error) = statistics(row)
    return distance / distanceLimit + (errorLimit > 0 ? error / errorLimit : 0)
  }

  /// What each feature adds; the sum is the score.
  ///
  /// Of T² a feature has z_j Σ t_k v_kj/λ_k, which may be negative, of Q it has e_j².
  ///
  /// Source: T. Kourti, J. F. MacGregor, *Journal of Quality Technology* 28, 1996, 409–428.
  public func contributions(_ row: [Double]) -> [FeatureContribution] {
    let (z, width) = (scaling.standardized(row), scaling.count)
    var (rest, pull) = (z, Array(repeating: 0.0, count: width))
    for component in 0..<components {
      let direction = directions[(component * width)..<((component + 1) * width)]
      let t = zip(direction, z).reduce(0) { $0 + $1.0 * $1.1 }
      for (place, element) in direction.enumerated() {
        rest[place] -= t * element
        pull[place] += t * element / eigenvalues[component]
      }
    }
    return scaling.ranked(
      z.indices.map { place in
        z[place] * pull[place] / distanceLimit
          + (errorLimit > 0 ? rest[place] * rest[place] / errorLimit : 0)
      })
  }

  /// Sees whether the numbers can be those of a monitor.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try scaling.check()
    try checkCount(eigenvalues.count, scaling.count, "eigenvalues")
    try checkNotNegative(eigenvalues, "an eigenvalue")
    guard components >= 1, components <= scaling.count else {
      throw .outOfRange(
        name: "the number of components", value: Double(components),
        requirement: "from 1 to \(scaling.count)")
    }
    try checkPositive(eigenvalues[components - 1], "the eigenvalue of a kept component")
    try checkCount(directions.count, components * scaling.count, "directions of components")
    try checkFinite(directions, "a direction")
    try checkPositive(distanceLimit, "the limit of T²")
    try checkNotNegative(errorLimit, "the limit of Q")
  }
}
