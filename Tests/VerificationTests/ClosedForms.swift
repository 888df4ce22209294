import Foundation

/// Exact answers of queueing theory, by their formulas.
///
/// Source: D. Gross, C. M. Harris, *Fundamentals of Queueing Theory*, 3rd ed., Wiley, 1998, ch. 2
/// (M/M/c), ch. 3 (priorities), ch. 4 (closed networks), ch. 5 (M/G/1).
enum ClosedForms {
  /// The chance to wait in M/M/c, Erlang's C, with offered load a = λ/μ.
  static func erlangC(load a: Double, servers c: Int) -> Double {
    var term = 1.0
    var sum = 0.0
    for k in 0..<c {
      sum += term
      term *= a / Double(k + 1)
    }
    let top = term / (1 - a / Double(c))
    return top / (sum + top)
  }

  /// The mean wait in M/G/1: λ E[S²] / (2 (1 - ρ)) (Pollaczek, Khinchine).
  static func meanWait(arrivals: Double, mean: Double, secondMoment: Double) -> Double {
    arrivals * secondMoment / (2 * (1 - arrivals * mean))
  }

  /// The second moment of the wait in M/G/1: 2 Wq² + λ E[S³] / (3 (1 - ρ)) (Takács).
  static func waitSecondMoment(
    arrivals: Double, mean: Double, secondMoment: Double, thirdMoment: Double
  ) -> Double {
    let wait = meanWait(arrivals: arrivals, mean: mean, secondMoment: secondMoment)
    return 2 * wait * wait + arrivals * thirdMoment / (3 * (1 - arrivals * mean))
  }

  /// The mean waits of classes, first the highest, where work is never interrupted (Cobham):
  /// W₀ / ((1 - σₖ₋₁)(1 - σₖ)), with the work left W₀ = Σ λ E[S²] / 2 and σₖ = ρ₁ + … + ρₖ.
  static func priorityWaits(
    _ classes: [(arrivals: Double, mean: Double, secondMoment: Double)]
  ) -> [Double] {
    let left = classes.reduce(0) { $0 + $1.arrivals * $1.secondMoment } / 2
    var before = 0.0
    return classes.map { one in
      let with = before + one.arrivals * one.mean
      defer { before = with }
      return left / ((1 - before) * (1 - with))
    }
  }

  /// Throughput and numbers of parts in a closed network of single exponential machines, by mean value
  /// analysis: Wᵢ(n) = vᵢ (1 + Lᵢ(n - 1)) / μᵢ, X(n) = n / Σ W, Lᵢ(n) = X(n) Wᵢ(n).
  static func closedNetwork(
    rates: [Double], visits: [Double], parts: Int
  ) -> (throughput: Double, numbers: [Double]) {
    var numbers = [Double](repeating: 0, count: rates.count)
    var throughput = 0.0
    for n in 1...parts {
      let times = rates.indices.map { visits[$0] * (1 + numbers[$0]) / rates[$0] }
      throughput = Double(n) / times.reduce(0, +)
      numbers = times.map { throughput * $0 }
    }
    return (throughput, numbers)
  }

  /// Two exponential machines with b places between, blocking after service: what has left machine 1
  /// and not yet machine 2 is M/M/1 with at most b + 2 parts.
  static func twoStationThroughput(first: Double, second: Double, places: Int) -> Double {
    let weights = (0...places + 2).map { pow(first / second, Double($0)) }
    return second * (1 - weights[0] / weights.reduce(0, +))
  }
}
