/// Features brought to mean 0 and standard deviation 1, with those that never change left out.
public struct FeatureScaling: Hashable, Sendable, Codable {
  /// The names of all features, in the order of a row.
  public let names: [String]
  /// The places of those that change.
  public let kept: [Int]
  /// The means of these.
  public let means: [Double]
  /// Their standard deviations, > 0.
  public let deviations: [Double]

  /// The names of the features that never change.
  public var dropped: [String] {
    let kept = Set(kept)
    return names.indices.filter { !kept.contains($0) }.map { names[$0] }
  }

  /// Learns means and deviations.
  ///
  /// A feature counts as constant where its deviation is below 10⁻⁹ of its largest value, as of sums of
  /// rounded numbers.
  ///
  /// - Parameters:
  ///   - names: One a column.
  ///   - rows: Some rows.
  /// - Throws: ``PrognosticsError`` where a value is not finite, there are fewer than two rows, or no
  ///   feature changes.
  public init(names: [String], rows: [[Double]]) throws(PrognosticsError) {
    try checkAtLeast(rows.count, 2, "rows to learn from")
    for row in rows {
      try checkCount(row.count, names.count, "features of a row")
      for (name, value) in zip(names, row) { try checkFinite(value, "feature '\(name)'") }
    }
    var (kept, means, deviations): ([Int], [Double], [Double]) = ([], [], [])
    let count = Double(rows.count)
    for column in names.indices {
      var (sum, square, largest) = (0.0, 0.0, 0.0)
      for row in rows {
        sum += row[column]
        largest = max(largest, abs(row[column]))
      }
      let mean = sum / count
      for row in rows { square += (row[column] - mean) * (row[column] - mean) }
      let deviation = (square / (count - 1)).squareRoot()
      guard deviation > 1e-9 * largest else { continue }
      kept.append(column)
      means.append(mean)
      deviations.append(deviation)
    }
    guard !kept.isEmpty else {
      throw .noEstimate(of: "healthy states", because: "no feature changes")
    }
    self.names = names
    (self.kept, self.means, self.deviations) = (kept, means, deviations)
  }

  /// How many features are kept.
  public var count: Int { kept.count }

  /// A kept feature of a row, in standard deviations from its mean.
  @inline(__always) func value(_ row: [Double], _ place: Int) -> Double {
    (row[kept[place]] - means[place]) / deviations[place]
  }

  /// The kept features of a row.
  func standardized(_ row: [Double]) -> [Double] { kept.indices.map { value(row, $0) } }

  /// What each kept feature adds, the largest first, names deciding between equal ones.
  func ranked(_ amounts: [Double]) -> [FeatureContribution] {
    zip(kept, amounts).map { FeatureContribution(name: names[$0], amount: $1) }
      .sorted { $0.amount != $1.amount ? $0.amount > $1.amount : $0.name < $1.name }
  }

  /// Sees whether the numbers can be those of a scaling.
  func check() throws(PrognosticsError) {
    try checkAtLeast(kept.count, 1, "features of a scaling")
    for place in kept where !names.indices.contains(place) {
      throw .outOfRange(
        name: "the place of a feature", value: Double(place),
        requirement: "from 0 to below \(names.count)")
    }
    try checkCount(means.count, kept.count, "means of features")
    try checkCount(deviations.count, kept.count, "deviations of features")
    try checkFinite(means, "the mean of a feature")
    for deviation in deviations { try checkPositive(deviation, "the deviation of a feature") }
  }
}

/// What a feature adds to a score.
public struct FeatureContribution: Hashable, Sendable {
  /// The feature.
  public var name: String
  /// What it adds, in the unit of the score.
  public var amount: Double

  /// Creates a contribution.
  public init(name: String, amount: Double) {
    self.name = name
    self.amount = amount
  }
}
