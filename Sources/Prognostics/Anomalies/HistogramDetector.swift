import SpecialFunctions

/// How seldom each feature has such a value, one feature after the other.
///
///     score = Σ -ln ( (1 - ε) h_j(z_j) + ε φ(z_j / 2)/2 )
///
/// h_j is the histogram of a standardised feature, and ε = 0.05 of a wide normal density φ stands for what has
/// not been seen, so that a value outside all bins counts the more the farther out it is. It sees no feature's
/// relation to another, and that keeps it steady where healthy rows are few.
///
/// Source: M. Goldstein, A. Dengel, "Histogram-based outlier score (HBOS)", KI 2012; bins of equal width, about √n of them as there.
public struct HistogramDetector: AnomalyDetector, Hashable {
  /// What it is called in its file.
  public static let kind = "histogram detector"
  /// The version of its form.
  public static let version = 1

  /// The features, those that never change left out.
  public let scaling: FeatureScaling
  /// How many bins a feature has.
  public let bins: Int
  /// Where the bins of each feature begin, in standard deviations.
  let starts: [Double]
  /// How wide they are.
  let widths: [Double]
  /// The densities, one feature after the other.
  let densities: [Double]

  /// Learns from healthy rows.
  ///
  /// - Parameters:
  ///   - rows: Healthy rows.
  ///   - names: One a feature.
  ///   - bins: How many bins a feature has; `nil` for √n, but from 5 to 30.
  /// - Throws: ``PrognosticsError`` for rows that cannot be learnt from.
  public init(
    _ rows: [[Double]], names: [String], bins: Int? = nil
  ) throws(PrognosticsError) {
    if let bins { try checkAtLeast(bins, 1, "bins") }
    let scaling = try FeatureScaling(names: names, rows: rows)
    let count = bins ?? min(30, max(5, Int(Double(rows.count).squareRoot())))
    var (starts, widths, densities): ([Double], [Double], [Double]) = ([], [], [])
    for place in 0..<scaling.count {
      let values = rows.map { scaling.value($0, place) }
      let (low, high) = (values.min() ?? 0, values.max() ?? 0)
      let width = (high - low) / Double(count)
      var counts = Array(repeating: 0.0, count: count)
      for value in values { counts[min(count - 1, Int((value - low) / width))] += 1 }
      starts.append(low)
      widths.append(width)
      densities += counts.map { $0 / (Double(values.count) * width) }
    }
    self.scaling = scaling
    self.bins = count
    (self.starts, self.widths, self.densities) = (starts, widths, densities)
  }

  /// What one feature adds.
  private func surprise(_ row: [Double], _ place: Int) -> Double {
    let z = scaling.value(row, place)
    let bin = (z - starts[place]) / widths[place]
    // The last bin has its end.
    let seen =
      bin >= 0 && bin <= Double(bins)
      ? densities[place * bins + min(bins - 1, Int(bin))] : 0
    let wide = HistogramDetector.unseen / 2 * StandardNormal.density(z / 2)
    // Far out the normal density is 0; its logarithm goes on.
    guard seen > 0 || wide > 1e-300 else {
      return z * z / 8 - Reproducible.log(HistogramDetector.unseen / 2) + 0.9189385332046727
    }
    return -Reproducible.log((1 - HistogramDetector.unseen) * seen + wide)
  }

  /// ε.
  private static let unseen = 0.05

  /// The sum over all features, in units of ln.
  public func score(_ row: [Double]) -> Double {
    precondition(row.count == scaling.names.count, "a number for each feature")
    var sum = 0.0
    for place in 0..<scaling.count { sum += surprise(row, place) }
    return sum
  }

  /// What each feature adds; the sum is the score.
  public func contributions(_ row: [Double]) -> [FeatureContribution] {
    scaling.ranked((0..<scaling.count).map { surprise(row, $0) })
  }

  /// Sees whether the numbers can be those of a detector.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try scaling.check()
    try checkAtLeast(bins, 1, "bins")
    try checkCount(starts.count, scaling.count, "the starts of bins")
    try checkFinite(starts, "the start of bins")
    try checkCount(widths.count, scaling.count, "the widths of bins")
    for width in widths { try checkPositive(width, "the width of bins") }
    try checkCount(densities.count, scaling.count * bins, "the densities of bins")
    try checkNotNegative(densities, "the density of a bin")
  }
}
