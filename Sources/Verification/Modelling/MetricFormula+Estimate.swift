import SimulationStatistics

/// A value with its standard error.
public struct Estimate: Hashable, Sendable {
  /// The value.
  public var mean: Double
  /// The standard error; `nil` for a single replication, which says nothing of spread.
  public var standardError: Double?

  /// Creates an estimate.
  public init(mean: Double, standardError: Double?) {
    self.mean = mean
    self.standardError = standardError
  }
}

/// What replications gave for some metrics.
struct Observations: Sendable {
  /// The metrics.
  var names: [String]
  /// A row for each replication, with a value for each metric, as numerator and denominator.
  var rows: [[Ratio]] = []
}

extension MetricFormula {
  /// The formula's value over all replications, with its standard error.
  ///
  /// Each metric is estimated by the ratio of its sums, r = Σ y / Σ x. The error of f(r₁ … rₖ) is that
  /// of the mean of
  ///
  ///     eᵢ = Σₖ ∂f/∂rₖ (yₖᵢ - rₖ xₖᵢ) / x̄ₖ
  ///
  /// over the replications i. So dependence between metrics of the same replication is taken into
  /// account, and a metric alone has the error of its `StudentInterval`.
  ///
  /// Source: B. Efron, R. J. Tibshirani, *An Introduction to the Bootstrap*, Chapman & Hall, 1993,
  /// §21.8 (delta method).
  ///
  /// - Parameter observations: What the replications gave.
  /// - Returns: `nil` where a metric has no value, or is not observed.
  func estimate(from observations: Observations) -> Estimate? {
    let metrics = metrics
    var columns: [Int] = []
    for name in metrics {
      guard let column = observations.names.firstIndex(of: name) else { return nil }
      columns.append(column)
    }
    var values: [String: Derivative] = [:]
    var means: [(ratio: Double, denominator: Double)] = []
    for (index, column) in columns.enumerated() {
      let numerators = Tally(observations.rows.lazy.map { $0[column].numerator })
      let denominators = Tally(observations.rows.lazy.map { $0[column].denominator })
      guard let numerator = numerators.mean, let denominator = denominators.mean,
        let ratio = Ratio(numerator, per: denominator).value
      else { return nil }
      means.append((ratio, denominator))
      var slopes = [Double](repeating: 0, count: columns.count)
      slopes[index] = 1
      values[metrics[index]] = Derivative(value: ratio, slopes: slopes)
    }
    let result = derivative(values, count: columns.count)
    guard result.value.isFinite else { return nil }
    let residuals = Tally(
      observations.rows.lazy.map { row in
        columns.indices.reduce(0) { sum, index in
          let observed = row[columns[index]]
          let (ratio, denominator) = means[index]
          return sum + result.slopes[index]
            * (observed.numerator - ratio * observed.denominator) / denominator
        }
      })
    return Estimate(mean: result.value, standardError: residuals.standardError)
  }

  private func derivative(_ values: [String: Derivative], count: Int) -> Derivative {
    switch self {
    case .number(let value):
      return Derivative(value: value, slopes: [Double](repeating: 0, count: count))
    case .metric(let name):
      return values[name]
        ?? Derivative(value: .nan, slopes: [Double](repeating: .nan, count: count))
    case .sum(let left, let right):
      let (a, b) = (left.derivative(values, count: count), right.derivative(values, count: count))
      return a.combined(b, a.value + b.value, 1, 1)
    case .difference(let left, let right):
      let (a, b) = (left.derivative(values, count: count), right.derivative(values, count: count))
      return a.combined(b, a.value - b.value, 1, -1)
    case .product(let left, let right):
      let (a, b) = (left.derivative(values, count: count), right.derivative(values, count: count))
      return a.combined(b, a.value * b.value, b.value, a.value)
    case .quotient(let left, let right):
      let (a, b) = (left.derivative(values, count: count), right.derivative(values, count: count))
      return a.combined(b, a.value / b.value, 1 / b.value, -a.value / (b.value * b.value))
    }
  }
}

/// A value with its slopes in each metric.
private struct Derivative {
  var value: Double
  var slopes: [Double]

  /// The chain rule for a function of two values with the slopes `first` and `second`.
  func combined(
    _ other: Derivative, _ value: Double, _ first: Double, _ second: Double
  ) -> Derivative {
    Derivative(
      value: value, slopes: zip(slopes, other.slopes).map { first * $0 + second * $1 })
  }
}
