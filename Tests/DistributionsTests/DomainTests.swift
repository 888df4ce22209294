import Distributions
import RandomVariates
import TestSupport
import Testing

@Suite("Domains of parameters")
struct DomainTests {
  @Test(
    "Parameters beyond all use are refused by name", .tags(.failure),
    arguments: [
      (Distribution.Family.gamma(shape: 1e-50, scale: 1), "shape"),
      (.gamma(shape: 2, scale: 1e200), "scale"),
      (.beta(first: 1e20, second: 1e20, lower: 0, upper: 1), "first"),
      (.beta(first: 2, second: 1e-50, lower: 0, upper: 1), "second"),
      (.weibull(shape: 1e-3, scale: 1), "shape"),
      (.inverseGaussian(mean: 1, shape: 1e-33), "shape"),
      (.logNormal(mean: 1e-100, standardDeviation: 1e60), "standardDeviation"),
      (.triangular(lower: 0, mode: 0, upper: 1e-161), "upper"),
      (.uniform(lower: -1.5e308, upper: 1.5e308), "lower"),
      (.normal(mean: 0, standardDeviation: 1e308), "standardDeviation"),
      (.exponential(mean: 1e308), "mean"),
      (.poisson(mean: .greatestFiniteMagnitude), "mean"),
      (.geometric(probability: 1e-300), "probability"),
      (.negativeBinomial(successes: 1e30, probability: 0.3), "successes"),
      (.negativeBinomial(successes: 2, probability: 1e-308), "probability"),
    ])
  func extremes(family: Distribution.Family, name: String) {
    do {
      try Distribution(family).validate()
      Issue.record("\(family) was accepted")
    } catch {
      guard case .parameter(let refused, _, _) = error.reason else {
        Issue.record("\(error)")
        return
      }
      #expect(refused == name)
    }
  }
}
