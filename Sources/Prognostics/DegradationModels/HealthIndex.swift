import LinearAlgebra

/// One number for damage from several features.
///
///     index = c + Σ b_j z_j
///
/// z are standardised features. The coefficients come from regressing the part of its life that a unit has used, 0 when new and 1 at
/// its failure, on the features; or they are the direction in which the features vary most, turned so that it rises
/// over the lives.
///
/// Sources: T. Wang, J. Yu, D. Siegel, J. Lee, PHM 2008 (linear fusion); J. B. Coble, J. W. Hines, "Identifying optimal prognostic parameters from
/// data: a genetic algorithms approach", PHM 2009 (what makes an index good).
public struct HealthIndex: SavedModel, Hashable {
  /// What it is called in its file.
  public static let kind = "health index"
  /// The version of its form.
  public static let version = 1

  /// Where the coefficients come from.
  public enum Fusion: String, Hashable, Sendable, Codable {
    /// The part of the life that has been used.
    case lifeFraction
    /// The direction in which the features vary most.
    case principalComponent
  }

  /// The features, those that never change left out.
  public let scaling: FeatureScaling
  /// c.
  public let constant: Double
  /// b, one a kept feature.
  public let coefficients: [Double]

  /// Learns the coefficients from whole lives.
  ///
  /// - Parameters:
  ///   - lives: For each unit its rows at even steps from new to its failure.
  ///   - names: One a feature.
  ///   - fusion: Where the coefficients come from.
  ///   - ridge: How strongly they are held to 0 in the regression, as a part of the number of rows.
  /// - Throws: ``PrognosticsError`` for rows that cannot be learnt from.
  public init(
    _ lives: [[[Double]]], names: [String], fusion: Fusion = .lifeFraction, ridge: Double = 1e-3
  ) throws(PrognosticsError) {
    try checkNotNegative(ridge, "the ridge")
    let rows = lives.flatMap { $0 }
    let used = lives.flatMap { life in
      life.indices.map { Double($0) / Double(max(1, life.count - 1)) }
    }
    let scaling = try FeatureScaling(names: names, rows: rows)
    let z = rows.map(scaling.standardized)
    let mean = used.reduce(0, +) / Double(used.count)
    let correlation = Covariance.correlation(of: z)
    let along = (0..<scaling.count).map { place in
      zip(z, used).reduce(0) { $0 + $1.0[place] * ($1.1 - mean) } / Double(z.count - 1)
    }
    switch fusion {
    case .lifeFraction:
      var matrix = correlation
      for place in 0..<matrix.order { matrix[place, place] += ridge }
      var factor = CholeskyFactor()
      guard factor.factor(matrix) else {
        throw .noEstimate(
          of: "a health index", because: "features repeat each other: give a ridge above 0")
      }
      var solution = along
      factor.solve(&solution)
      (constant, coefficients) = (mean, solution)
    case .principalComponent:
      let direction = SymmetricEigen(correlation).vectors[0]
      let slope = zip(direction, along).reduce(0) { $0 + $1.0 * $1.1 }
      (constant, coefficients) = (0, slope < 0 ? direction.map { -$0 } : direction)
    }
    self.scaling = scaling
  }

  /// The index of a row.
  ///
  /// - Parameter row: A number for each feature.
  /// - Returns: The index.
  public func value(_ row: [Double]) -> Double {
    precondition(row.count == scaling.names.count, "a number for each feature")
    var sum = constant
    for place in 0..<scaling.count { sum += coefficients[place] * scaling.value(row, place) }
    return sum
  }

  /// The index over a history, smoothed and perhaps held from falling.
  ///
  /// - Parameters:
  ///   - rows: The rows so far.
  ///   - weight: What a new value counts for beside those before it, above 0, at most 1: the weight of an
  ///     exponential mean.
  ///   - isMonotone: Whether it stays at its highest value so far, as damage does; that follows the noise's
  ///     peaks, so smooth it well.
  /// - Returns: A value a row; each knows the rows up to its own only.
  public func history(
    _ rows: [[Double]], weight: Double = 1, isMonotone: Bool = false
  ) -> [Double] {
    precondition(weight > 0 && weight <= 1, "a weight is above 0 and at most 1")
    var (mean, highest) = (0.0, -Double.infinity)
    return rows.enumerated().map { place, row in
      // Without pull to a beginning of one row: a plain mean at first.
      let part = max(weight, 1 / Double(place + 1))
      mean += part * (value(row) - mean)
      highest = max(highest, mean)
      return isMonotone ? highest : mean
    }
  }

  /// Sees whether the numbers can be those of an index.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try scaling.check()
    try checkFinite(constant, "the constant of an index")
    try checkCount(coefficients.count, scaling.count, "coefficients of an index")
    try checkFinite(coefficients, "a coefficient of an index")
  }
}
