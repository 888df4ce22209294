import TestSupport

/// What it costs per time to replace a part of Weibull life at an age, or when it fails before.
///
///     g(T) = (cₚ R(T) + c_f F(T)) / (∫₀ᵀ R(t) dt + tₚ R(T) + t_f F(T))
///
/// Source: R. E. Barlow, L. C. Hunter, "Optimum preventive maintenance policies", Operations Research 8
/// (1960) 90–100, by the renewal-reward theorem.
struct AgeReplacement {
  var shape: Double
  var scale: Double
  var plannedCost: Double
  var failureCost: Double
  var plannedTime = 0.0
  var failureTime = 0.0

  func survival(_ time: Double) -> Double {
    (-(time / scale).raised(to: shape)).exponential
  }

  /// The integral by Simpson's rule of 2,000 steps, whose error is far below 10⁻⁹.
  func costRate(_ age: Double) -> Double {
    let steps = 2_000
    let width = age / Double(steps)
    var sum = 1 + survival(age)
    for step in 1..<steps { sum += (step % 2 == 0 ? 2 : 4) * survival(Double(step) * width) }
    let alive = survival(age)
    let cycle = sum * width / 3 + plannedTime * alive + failureTime * (1 - alive)
    return (plannedCost * alive + failureCost * (1 - alive)) / cycle
  }

  /// The age of least cost between two ages, by golden sections, and that cost.
  func optimum(from low: Double, to high: Double) -> (age: Double, cost: Double) {
    let part = (5.0.squareRoot() - 1) / 2
    var (a, b) = (low, high)
    while b - a > 1e-7 * b {
      let (left, right) = (b - part * (b - a), a + part * (b - a))
      if costRate(left) < costRate(right) { b = right } else { a = left }
    }
    return ((a + b) / 2, costRate((a + b) / 2))
  }

  /// Policies with their best age and its cost, rounded: two that are known, and two of our own.
  static let cases: [(policy: AgeReplacement, age: Double, cost: Double)] = [
    (
      AgeReplacement(shape: 2, scale: 100, plannedCost: 1, failureCost: 5), 51.0655, 0.0408525
    ),
    (
      AgeReplacement(
        shape: 3, scale: 1_000, plannedCost: 200, failureCost: 1_000, plannedTime: 4,
        failureTime: 24), 503.126, 0.598436548
    ),
    own(AgeReplacement(shape: 4.5, scale: 83, plannedCost: 300, failureCost: 1_260)),
    own(
      AgeReplacement(
        shape: 1.6, scale: 20, plannedCost: 1, failureCost: 12, plannedTime: 0.5, failureTime: 2)),
  ]

  private static func own(
    _ policy: AgeReplacement
  ) -> (policy: AgeReplacement, age: Double, cost: Double) {
    let optimum = policy.optimum(from: policy.scale / 50, to: 2 * policy.scale)
    return (policy, optimum.age, optimum.cost)
  }
}
