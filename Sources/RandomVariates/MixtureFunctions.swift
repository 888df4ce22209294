/// A weighted choice among distributions.
///
///     F(x) = Σ wᵢ Fᵢ(x)
struct MixtureFunctions: TailFunctions, Sendable {
  let components: [TruncatedDistribution]
  /// The probability of each component; they sum to 1.
  let probabilities: [Double]

  /// Prepares the components whose weight is not 0.
  init(_ components: [Weighted<Distribution>]) {
    let chosen = components.filter { $0.weight > 0 }
    precondition(!chosen.isEmpty, "a mixture has a component of positive weight")
    self.components = chosen.map { TruncatedDistribution($0.value) }
    let total = CompensatedSum.total(chosen.map { CompensatedSum($0.weight) })
    probabilities = chosen.map { $0.weight / total }
  }

  private func mean(_ probability: (TruncatedDistribution) -> Double) -> Double {
    var sum = CompensatedSum(0)
    for (component, share) in zip(components, probabilities) {
      sum.add(share * probability(component))
    }
    return min(1, sum.value)
  }

  private func extremes(
    _ value: (TruncatedDistribution) -> Double
  ) -> (lower: Double, upper: Double) {
    var (lower, upper) = (Double.infinity, -Double.infinity)
    for component in components {
      let value = value(component)
      (lower, upper) = (min(lower, value), max(upper, value))
    }
    return (lower, upper)
  }

  var support: (lower: Double, upper: Double) {
    (extremes { $0.lower }.lower, extremes { $0.upper }.upper)
  }

  func cumulative(at x: Double) -> Double { mean { $0.cumulative(at: x) } }
  func survival(at x: Double) -> Double { mean { $0.survival(at: x) } }
  func below(_ x: Double) -> Double { mean { $0.below(x) } }
  func notBelow(_ x: Double) -> Double { mean { $0.notBelow(x) } }

  // The quantile of a mixture lies between the smallest and the largest quantile of its components.

  func lowerQuantile(_ p: Double) -> Double {
    let (low, high) = extremes { $0.quantile(p, complement: 1 - p) }
    return firstNumber(from: low, to: high) { cumulative(at: $0) >= p }
  }

  func upperQuantile(_ q: Double) -> Double {
    let (low, high) = extremes { $0.quantile(1 - q, complement: q) }
    return firstNumber(from: low, to: high) { survival(at: $0) <= q }
  }
}
