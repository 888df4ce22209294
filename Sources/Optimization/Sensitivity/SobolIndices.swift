import EventKernel

/// Which quantities a result depends on: shares of its variance, by Sobol's indices.
///
///     Sᵢ = V(E(Y | xᵢ)) / V(Y)          the share of xᵢ alone
///     Tᵢ = E(V(Y | all but xᵢ)) / V(Y)  its share with all interactions
///
/// while all quantities are independent and uniform over the space. Σ Sᵢ ≤ 1 ≤ Σ Tᵢ, both equal where
/// nothing interacts. A quantity with Tᵢ = 0 may be held anywhere.
///
/// From two sets A and B of N points, and the sets ABᵢ that are A with the i-th column of B:
///
///     V Sᵢ = Σ f(B) (f(ABᵢ) - f(A)) / N        (Saltelli and others)
///     V Tᵢ = Σ (f(A) - f(ABᵢ))² / 2N           (Jansen)
///
/// Intervals are percentiles of bootstrap samples, each of N of the N rows with replacement. Points
/// fill the space more evenly than independent ones (``SobolSequence``), so they are rather too wide.
///
///     let indices = SobolIndices(in: space, count: 1_024, seed: 1)
///     let shares = indices.estimates(from: indices.points.map { measure($0) })
///
/// Sources: A. Saltelli, P. Annoni, I. Azzini, F. Campolongo, M. Ratto, S. Tarantola, "Variance based
/// sensitivity analysis of model output", Computer Physics Communications 181 (2010) 259–270, table 2;
/// M. J. W. Jansen, "Analysis of variance designs for model output", Computer Physics Communications
/// 117 (1999) 35–43; intervals: G. E. B. Archer, A. Saltelli, I. M. Sobol', "Sensitivity measures,
/// ANOVA-like techniques and the use of bootstrap", Journal of Statistical Computation and Simulation
/// 58 (1997) 99–120.
public struct SobolIndices: Hashable, Sendable {
  /// An estimate with its error.
  public struct Estimate: Hashable, Sendable {
    /// The estimate; by chance it may be a little below 0 or above 1.
    public var value: Double
    /// Its standard error.
    public var standardError: Double
    /// Where the confidence interval begins.
    public var low: Double
    /// Where it ends.
    public var high: Double
  }

  /// The shares of one quantity.
  public struct Shares: Hashable, Sendable {
    /// The name of the dimension.
    public var dimension: String
    /// Its share alone, Sᵢ.
    public var first: Estimate
    /// Its share with all interactions, Tᵢ.
    public var total: Estimate
  }

  /// The quantities; nothing binds their values together.
  public let space: SearchSpace
  /// How many points A and B have, N.
  public let count: Int
  /// The seed of the points and of the bootstrap.
  public let seed: UInt64

  /// Plans an analysis.
  ///
  /// - Parameters:
  ///   - space: The quantities, at most 32, without constraints.
  ///   - count: How many points A and B have, at least 2 and best a power of 2; 2 + d times as many are
  ///     to be measured.
  ///   - seed: The seed of the points and of the bootstrap.
  public init(in space: SearchSpace, count: Int, seed: UInt64) {
    precondition(
      2 * space.dimensions.count <= SobolSequence.mostDimensions, "so many can be filled evenly")
    precondition(space.constraints.isEmpty, "quantities are independent")
    precondition(count >= 2, "a variance takes two points")
    self.space = space
    self.count = count
    self.seed = seed
  }

  /// The points to be measured: for each row one of A, one of B, and one of each ABᵢ.
  public var points: [[Double]] {
    let dimensions = space.dimensions.count
    return SobolSequence(dimensions: 2 * dimensions, seed: seed).points(count).flatMap { both in
      let a = Array(both[..<dimensions])
      let b = Array(both[dimensions...])
      let mixed = (0..<dimensions).map { index in
        var point = a
        point[index] = b[index]
        return point
      }
      return ([a, b] + mixed).map { space.spread($0) }
    }
  }

  /// The shares of all quantities.
  ///
  /// - Parameters:
  ///   - results: What was measured at ``points``, in the same order; `nil` where nothing could be. A
  ///     row of which something is missing is left out.
  ///   - confidenceLevel: Of the intervals.
  ///   - resamples: How many bootstrap samples are drawn.
  /// - Returns: One entry a dimension; `nil` where fewer than two rows are left, or all results are the
  ///   same.
  public func estimates(
    from results: [Double?], confidenceLevel: Double = 0.95, resamples: Int = 1_000
  ) -> [Shares]? {
    let width = space.dimensions.count + 2
    precondition(results.count == count * width, "a result for each point")
    precondition(confidenceLevel > 0 && confidenceLevel < 1, "a level lies between 0 and 1")
    precondition(resamples >= 2, "an interval takes samples")
    var rows: [[Double]] = []
    for row in 0..<count {
      let known = results[(row * width)..<((row + 1) * width)].compactMap(\.self)
      if known.count == width, known.allSatisfy(\.isFinite) { rows.append(known) }
    }
    guard rows.count >= 2 else { return nil }
    // Products of numbers near 0 have the least variance.
    let middle = rows.reduce(0) { $0 + $1[0] + $1[1] } / Double(2 * rows.count)
    rows = rows.map { $0.map { $0 - middle } }
    guard let shares = SobolIndices.shares(rows, counts: nil) else { return nil }
    let key = StreamKey(seed: seed, replication: 0, path: "sensitivity.sobol", purpose: "bootstrap")
    var samples: [[Double]] = []
    for resample in 0..<resamples {
      var stream = RandomStream(key, ordinal: UInt64(resample))
      var counts = [Int](repeating: 0, count: rows.count)
      for _ in rows { counts[Int(stream.whole(below: UInt64(rows.count)))] += 1 }
      if let sample = SobolIndices.shares(rows, counts: counts) { samples.append(sample) }
    }
    let estimates = shares.indices.map { index in
      SobolIndices.estimate(shares[index], samples.map { $0[index] }, confidenceLevel)
    }
    return space.dimensions.indices.map { index in
      Shares(
        dimension: space.dimensions[index].name, first: estimates[2 * index],
        total: estimates[2 * index + 1])
    }
  }

  /// First and total share of each dimension, from rows taken so many times; `nil` without variance.
  private static func shares(_ rows: [[Double]], counts: [Int]?) -> [Double]? {
    let dimensions = rows[0].count - 2
    var (sum, square, weight) = (0.0, 0.0, 0.0)
    var parts = [Double](repeating: 0, count: 2 * dimensions)
    for (index, row) in rows.enumerated() {
      let times = Double(counts?[index] ?? 1)
      guard times > 0 else { continue }
      weight += times
      sum += times * (row[0] + row[1])
      square += times * (row[0] * row[0] + row[1] * row[1])
      for dimension in 0..<dimensions {
        let step = row[2 + dimension] - row[0]
        parts[2 * dimension] += times * row[1] * step
        parts[2 * dimension + 1] += times * step * step / 2
      }
    }
    let mean = sum / (2 * weight)
    let variance = square / (2 * weight) - mean * mean
    guard variance > 1e-14 * square / (2 * weight), variance > 0 else { return nil }
    return parts.map { $0 / weight / variance }
  }

  private static func estimate(
    _ value: Double, _ samples: [Double], _ level: Double
  ) -> Estimate {
    let sorted = samples.sorted()
    guard sorted.count > 1 else {
      return Estimate(value: value, standardError: .infinity, low: -.infinity, high: .infinity)
    }
    let count = Double(sorted.count)
    let mean = sorted.reduce(0, +) / count
    let variance = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    func quantile(_ part: Double) -> Double {
      let place = part * (count - 1)
      let below = Int(place)
      let above = min(sorted.count - 1, below + 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
    return Estimate(
      value: value, standardError: variance.squareRoot(), low: quantile((1 - level) / 2),
      high: quantile((1 + level) / 2))
  }
}
