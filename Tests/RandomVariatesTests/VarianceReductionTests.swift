import EventKernel
import RandomVariates
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Common random numbers and antithetic pairs, by inversion.
@Suite("Variance reduction by inversion")
struct VarianceReductionTests {
  /// Mean and variance of numbers.
  struct Moments {
    private(set) var count = 0.0
    private(set) var mean = 0.0
    private var squares = 0.0
    var variance: Double { squares / (count - 1) }

    mutating func add(_ x: Double) {
      count += 1
      let step = x - mean
      mean += step / count
      squares += step * (x - mean)
    }
  }

  private func stream(_ purpose: String, replication: Int = 0) -> RandomStream {
    RandomStream(
      StreamKey(
        seed: 8, replication: UInt64(replication), path: "variance reduction", purpose: purpose))
  }

  private func inversion(_ family: Distribution.Family) -> Sampler {
    Sampler(Distribution(family), mode: .inversion)
  }

  struct ExponentialCase: Sendable {
    var m1: Double
    var m2: Double
    var common: Double
    var independent: Double
    var antithetic: Double
    var commonError: Double
    var independentError: Double
    var antitheticError: Double
  }

  /// Pairs of exponentials: the case crnexp-1, and others with the same closed forms.
  ///
  /// Var(X - Y) = (m₁ - m₂)² with the same uniform number, m₁² + m₂² without; the variance of the mean
  /// of an antithetic pair is 2 - π²/6 of that of two draws.
  ///
  /// Standard errors for 1.5 million pairs. The first row is case crnexp-1 with the errors stated there.
  /// For the others, with D = (m₁ - m₂) E the variance estimate has the error √(8/n) (m₁ - m₂)², since
  /// E's fourth central moment is 9; for independent X and Y the fourth central moment is
  /// 9 m₁⁴ + 9 m₂⁴ + 6 m₁² m₂²; the antithetic error does not depend on the mean.
  static let exponentials: [ExponentialCase] =
    [
      ExponentialCase(
        m1: 1, m2: 1.25, common: 0.0625, independent: 2.5625, antithetic: 0.3550659332,
        commonError: 0.000141, independentError: 0.00359, antitheticError: 0.000913)
    ]
    + [(2.0, 5.0), (1, 1.01)].map { m1, m2 in
      let common = (m1 - m2) * (m1 - m2)
      let independent = m1 * m1 + m2 * m2
      let fourth = 9 * (m1 * m1 * m1 * m1 + m2 * m2 * m2 * m2) + 6 * m1 * m1 * m2 * m2
      return ExponentialCase(
        m1: m1, m2: m2, common: common, independent: independent,
        antithetic: 2 - Double.pi * Double.pi / 6,
        commonError: (8 / 1.5e6).squareRoot() * common,
        independentError: ((fourth - independent * independent) / 1.5e6).squareRoot(),
        antitheticError: 0.000913)
    }

  @Test(
    "Exponential differences and antithetic pairs have the variances of the closed forms",
    .tags(.statistical), arguments: exponentials)
  func exponential(_ expected: ExponentialCase) {
    let first = inversion(.exponential(mean: expected.m1))
    let second = inversion(.exponential(mean: expected.m2))
    var numbers = stream("common \(expected.m2)")
    var others = stream("other \(expected.m2)")
    var (common, independent, single, pairs) = (Moments(), Moments(), Moments(), Moments())
    for _ in 0..<1_500_000 {
      let u = numbers.uniform()
      let x = first.value(at: u)
      common.add(x - second.value(at: u))
      independent.add(x - second.sample(using: &others))
      single.add(x)
      pairs.add((x + first.value(at: 1 - u)) / 2)
    }
    #expect(abs(common.variance - expected.common) <= 4 * expected.commonError)
    #expect(abs(independent.variance - expected.independent) <= 4 * expected.independentError)
    let factor = 2 * pairs.variance / single.variance
    #expect(abs(factor - expected.antithetic) <= 4 * expected.antitheticError)
  }

  struct NewsvendorCase: Sendable {
    var meanDemand: Double
    var quantities: (Double, Double)
    var price: Double
    var cost: Double
    var salvage: Double

    func profit(_ quantity: Double, _ demand: Double) -> Double {
      let sold = min(quantity, demand)
      return price * sold + salvage * (quantity - sold) - cost * quantity
    }

    /// Mean, variance and fourth central moment of the difference of profits, by enumeration.
    func difference(common: Bool) -> (mean: Double, variance: Double, fourth: Double) {
      let top = Int(meanDemand + 20 * meanDemand.squareRoot() + 20)
      var terms = [exp(-meanDemand)]
      for k in 1...top { terms.append(terms[k - 1] * meanDemand / Double(k)) }
      func moments(
        _ value: (Double) -> Double
      ) -> (mean: Double, variance: Double, fourth: Double) {
        var mean = 0.0
        for (k, term) in terms.enumerated() { mean += term * value(Double(k)) }
        var (second, fourth) = (0.0, 0.0)
        for (k, term) in terms.enumerated() {
          let square = (value(Double(k)) - mean) * (value(Double(k)) - mean)
          second += term * square
          fourth += term * square * square
        }
        return (mean, second, fourth)
      }
      if common {
        return moments { profit(quantities.0, $0) - profit(quantities.1, $0) }
      }
      let one = moments { profit(quantities.0, $0) }
      let other = moments { profit(quantities.1, $0) }
      return (
        one.mean - other.mean, one.variance + other.variance,
        one.fourth + other.fourth + 6 * one.variance * other.variance
      )
    }
  }

  /// Case crnnv-1 and another one.
  static let newsvendors = [
    NewsvendorCase(
      meanDemand: 20, quantities: (20, 24), price: 10, cost: 6, salvage: 2),
    NewsvendorCase(
      meanDemand: 6.5, quantities: (4, 9), price: 25, cost: 10, salvage: 1),
  ]

  @Test("The enumeration gives the stated answers of case crnnv-1", .tags(.exact))
  func newsvendorEnumeration() {
    let case1 = VarianceReductionTests.newsvendors[0]
    let common = case1.difference(common: true)
    #expect(abs(common.mean - 5.68715514) <= 1e-8)
    #expect(abs(common.variance - 174.8809453) <= 1e-7)
    #expect(abs(case1.difference(common: false).variance - 1267.850162) <= 1e-6)
  }

  /// The standard errors follow from the exact second and fourth moments: √(σ²/n) and √((μ₄ - σ⁴)/n);
  /// for crnnv-1 and 75,000 demands these are 0.048, 0.5 and 5.9, as stated there.
  @Test(
    "Newsvendor profits with common demand differ as enumeration says", .tags(.statistical),
    arguments: newsvendors)
  func newsvendor(_ vendor: NewsvendorCase) {
    let demand = inversion(.poisson(mean: vendor.meanDemand))
    var numbers = stream("demand \(vendor.meanDemand)")
    var others = stream("other demand \(vendor.meanDemand)")
    var (common, independent) = (Moments(), Moments())
    let count = 75_000
    for _ in 0..<count {
      let first = demand.sample(using: &numbers)
      let second = demand.sample(using: &others)
      let one = vendor.profit(vendor.quantities.0, first)
      common.add(one - vendor.profit(vendor.quantities.1, first))
      independent.add(one - vendor.profit(vendor.quantities.1, second))
    }
    for (seen, exact) in [
      (common, vendor.difference(common: true)), (independent, vendor.difference(common: false)),
    ] {
      let n = Double(count)
      #expect(abs(seen.mean - exact.mean) <= 4 * (exact.variance / n).squareRoot())
      let error = ((exact.fourth - exact.variance * exact.variance) / n).squareRoot()
      #expect(abs(seen.variance - exact.variance) <= 4 * error)
    }
  }

  /// Case crnmm1-1: the mean wait of the first 200 customers of two M/M/1 queues that share arrivals
  /// and the uniform numbers of their services.
  ///
  /// The stated answers come from a simulation and have errors of their own: 0.00336 for the
  /// difference. With 4,000 replications of variance 1.077 ours is 0.0164; 4 · √(0.0164² + 0.00336²) =
  /// 0.067. The ratio of variances is asked for within 25 %.
  @Test("Two queues with common random numbers differ as the reference says", .tags(.statistical))
  func queues() {
    let arrival = inversion(.exponential(mean: 1 / 0.8))
    let services = [1, 1.1].map { inversion(.exponential(mean: 1 / $0)) }
    func meanWait(_ service: Sampler, _ arrivals: RandomStream, _ numbers: RandomStream) -> Double {
      var (arrivals, numbers) = (arrivals, numbers)
      var (wait, total) = (0.0, 0.0)
      for _ in 0..<200 {
        total += wait
        let work = service.sample(using: &numbers)
        wait = max(0, wait + work - arrival.sample(using: &arrivals))
      }
      return total / 200
    }
    var (common, independent) = (Moments(), Moments())
    for replication in 0..<4_000 {
      func numbers(_ purpose: String) -> RandomStream {
        stream(purpose, replication: replication)
      }
      let first = meanWait(services[0], numbers("arrivals"), numbers("services"))
      let second = meanWait(services[1], numbers("arrivals"), numbers("services"))
      let other = meanWait(services[1], numbers("other arrivals"), numbers("other services"))
      common.add(first - second)
      independent.add(first - other)
    }
    #expect(abs(common.mean - 1.251519431) <= 0.067)
    let ratio = independent.variance / common.variance
    #expect(abs(ratio / 5.898918279 - 1) <= 0.25)
  }
}
