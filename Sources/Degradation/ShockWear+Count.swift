import RandomVariates
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension ShockWear {
  /// The mean number of shocks that a component bears, the last one included.
  ///
  /// That is 1 + M(1), with the renewal function M of the damages: in closed form for exponential,
  /// gamma and constant damages, by going through all sums for a few separate values, else from the
  /// renewal equation. The latter has an error of some 1e-6 where the damage has a smooth density,
  /// and up to 1e-3 where it has values of positive probability above 0 beside.
  public var meanCount: Double {
    if damage.shift == 0 && !damage.isBounded {
      switch damage.family {
      case .exponential(let mean): return 1 + 1 / mean
      case .gamma(let shape, let scale): return ShockWear.gammaCount(shape: shape, scale: scale)
      case .erlang(let stages, let mean):
        return ShockWear.gammaCount(shape: Double(stages), scale: mean / Double(stages))
      default: break
      }
    }
    if let value = damage.certainValue { return ((1 - 1e-12) / value).rounded(.up) }
    if damage.isDiscrete, let count = countOfSeparateValues() { return count }
    let law = TruncatedDistribution(damage)
    let (coarse, fine) = (
      ShockWear.renewals(law, steps: 1_000), ShockWear.renewals(law, steps: 2_000)
    )
    return 1 + fine + (fine - coarse) / 3
  }

  /// Σ P(Γ(n k) < 1/θ) over n ≥ 0.
  private static func gammaCount(shape: Double, scale: Double) -> Double {
    var (count, shocks) = (1.0, 0.0)
    while true {
      shocks += 1
      let below = RegularizedGamma.lower(shape: shocks * shape, at: 1 / scale)
      count += below
      if below < 1e-17 { return count }
    }
  }

  /// The mean count from the probability of ever being at each sum of damages.
  ///
  /// - Returns: `nil` where there are too many sums.
  private func countOfSeparateValues() -> Double? {
    let law = TruncatedDistribution(damage)
    var values: [(value: Int, probability: Double)] = []
    var (value, above) = (law.lower, 1.0)
    let unit = 1e-13
    while true {
      let beyond = law.survival(at: value)
      values.append((Int(min(2, value) / unit), above - beyond))
      if value >= 1 || beyond < 1e-17 || values.count > 1_000 { break }
      above = beyond
      let next = law.upperQuantile(at: beyond * (1 - 1e-9))
      guard next > value else { break }
      value = next
    }
    let zero = values.filter { $0.value == 0 }.reduce(0) { $0 + $1.probability }
    let steps = values.filter { $0.value > 0 }
    var reached: [Int: Double] = [0: 1]
    var waiting: [Int] = [0]
    var count = 0.0
    // The smallest sum is complete, since all steps lead upwards.
    while let sum = waiting.popLast() {
      guard let probability = reached.removeValue(forKey: sum) else { continue }
      count += probability / (1 - zero)
      for step in steps {
        let next = sum + step.value
        if ShockWear.reaches(Double(next) * unit, 1) { continue }
        if reached.updateValue(
          reached[next, default: 0] + probability * step.probability / (1 - zero), forKey: next)
          == nil
        {
          var low = 0
          var high = waiting.count
          while low < high {
            let middle = (low + high) / 2
            if waiting[middle] > next { low = middle + 1 } else { high = middle }
          }
          waiting.insert(next, at: low)
        }
      }
      if waiting.count > 20_000 { return nil }
    }
    return count
  }

  /// The renewal function at 1, by the midpoint rule for its integral equation.
  ///
  /// Source: M. Xie, "On the Solution of Renewal-Type Integral Equations", *Communications in
  /// Statistics – Simulation and Computation* 18 (1), 1989, 281–293.
  private static func renewals(_ law: TruncatedDistribution, steps: Int) -> Double {
    let width = 1 / Double(steps)
    let middles = (0..<steps).map { law.cumulative(at: (Double($0) + 0.5) * width) }
    var renewals = [0.0]
    for step in 1...steps {
      var sum = law.cumulative(at: Double(step) * width) - renewals[step - 1] * middles[0]
      for earlier in stride(from: 1, to: step, by: 1) {
        sum += (renewals[earlier] - renewals[earlier - 1]) * middles[step - earlier]
      }
      renewals.append(sum / (1 - middles[0]))
    }
    return renewals[steps]
  }

  /// A number of shocks that a component bears with a probability below 1e-15.
  ///
  /// For any s > 0, P(S < 1) ≤ e^s φ^n, where φ is the mean of e^(-s D): Chernoff's bound. The
  /// damage is replaced by less, the lower ends of cells of equal probability, for which the bound
  /// holds too.
  var mostCount: Int {
    let law = TruncatedDistribution(damage)
    let ends = (0..<512).map { law.quantile(at: Double($0) / 512) }
    let counts = (-8...60).map { exponent in
      let s = exp2(Double(exponent) / 2) * 4
      let mean = ends.reduce(0) { $0 + exp(-s * max(0, $1)) } / 512
      return (s + 35 - log(1 - mean)) / -log(mean)
    }
    return Int(min(1e15, counts.min() ?? 1e15)) + 1
  }
}
