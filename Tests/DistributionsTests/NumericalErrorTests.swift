import Distributions
import RandomVariates
import Testing

@Suite("Errors of distributions")
struct NumericalErrorTests {
  @Test("Bounds that leave nothing are an error of everything but the acceptance")
  func nothingWithinBounds() throws {
    let distributions = [
      Distribution(.exponential(mean: 4), atMost: -1),
      Distribution(.uniform(lower: 0, upper: 1), atLeast: 2),
      Distribution(.normal(mean: 0, standardDeviation: 1), atLeast: 100),
      Distribution(.normal(mean: 0, standardDeviation: 1), atLeast: 1, atMost: 1),
    ]
    for distribution in distributions {
      #expect(try distribution.acceptance == 0)
      func expected(_ quantity: String) -> NumericalError {
        NumericalError(quantity: quantity, of: distribution, reason: .nothingWithinBounds)
      }
      #expect(throws: expected("mean")) { try distribution.mean }
      #expect(throws: expected("variance")) { try distribution.variance }
      #expect(throws: expected("standard deviation")) { try distribution.standardDeviation }
      #expect(throws: expected("coefficient of variation")) {
        try distribution.coefficientOfVariation
      }
      #expect(throws: expected("density")) { try distribution.density(at: 0) }
      #expect(throws: expected("cumulative probability")) { try distribution.cumulative(at: 0) }
      #expect(throws: expected("survival")) { try distribution.survival(at: 0) }
      #expect(throws: expected("quantile")) { try distribution.quantile(at: 0.5) }
    }
  }

  @Test("A parameter out of its domain is named, with its value and what it must be")
  func parameters() {
    let cases: [(Distribution.Family, name: String)] = [
      (.constant(value: .nan), "value"), (.exponential(mean: 0), "mean"),
      (.normal(mean: .infinity, standardDeviation: 1), "mean"),
      (.normal(mean: 0, standardDeviation: -1), "standardDeviation"),
      (.logNormal(mean: -2, standardDeviation: 1), "mean"),
      (.gamma(shape: 0, scale: 1), "shape"), (.weibull(shape: 1, scale: .nan), "scale"),
      (.uniform(lower: 3, upper: 3), "upper"),
      (.triangular(lower: 0, mode: 5, upper: 4), "mode"),
      (.beta(first: 0, second: 1, lower: 0, upper: 1), "first"),
      (.beta(first: 1, second: .infinity, lower: 0, upper: 1), "second"),
      (.beta(first: 1, second: 1, lower: 0, upper: 0), "upper"),
      (.erlang(stages: 0, mean: 1), "stages"), (.inverseGaussian(mean: 1, shape: -1), "shape"),
      (.poisson(mean: -1), "mean"), (.binomial(trials: -1, probability: 0.5), "trials"),
      (.binomial(trials: 3, probability: 1.5), "probability"),
      (.geometric(probability: 0), "probability"),
      (.negativeBinomial(successes: 0, probability: 0.5), "successes"),
      (.discrete([]), "sum of weights"),
      (.discrete([Weighted(1, weight: -1), Weighted(2, weight: 2)]), "weight"),
      (.discrete([Weighted(.nan, weight: 1)]), "value"),
      (.empirical(values: [], interpolated: false), "values"),
      (.empirical(values: [1], interpolated: true), "values"),
      (.mixture([Weighted(Distribution(.exponential(mean: -1)), weight: 1)]), "mean"),
    ]
    for (family, expected) in cases {
      do {
        try Distribution(family).validate()
        Issue.record("\(family) was taken for valid")
      } catch {
        guard case .parameter(let name, _, _) = error.reason else {
          Issue.record("\(error)")
          continue
        }
        #expect(name == expected)
      }
      #expect(throws: NumericalError.self) { try Distribution(family).acceptance }
      #expect(throws: NumericalError.self) { try Distribution(family).mean }
    }
    #expect(throws: NumericalError.self) {
      try Distribution(.exponential(mean: 1), atLeast: 3, atMost: 2).validate()
    }
  }

  @Test("The whole message")
  func message() throws {
    do {
      _ = try Distribution(.exponential(mean: -0.5), atMost: 9).quantile(at: 0.5)
      Issue.record("a negative mean was taken for valid")
    } catch {
      #expect(
        error.description
          == "quantile of exponential(mean: -0.5) from -inf to 9.0: mean is -0.5; it must be "
          + "finite and > 0")
    }
  }

  @Test("A message tells a table's size, the shift, and what lies too far out")
  func otherMessages() throws {
    let data = Distribution(
      .empirical(values: [1, 2, 3], interpolated: false), shift: 5, atLeast: 9)
    do {
      _ = try data.mean
      Issue.record("nothing lies above 9")
    } catch {
      #expect(
        error.description
          == "mean of empirical(3 values, interpolated: false) shifted by 5.0 from 9.0 to inf: "
          + "the bounds leave nothing of the distribution; widen them")
    }
    do {
      _ = try Distribution(.gamma(shape: 2, scale: 1)).hazard(at: 1_000)
      Issue.record("no number is as small as exp(-1000)")
    } catch {
      #expect(
        error.description
          == "hazard of gamma(shape: 2.0, scale: 1.0) from -inf to inf: less lies beyond 1000.0 "
          + "than a number can hold; ask nearer to the middle")
    }
  }

  @Test("What is not a probability has no quantile", arguments: [-0.1, 1.1, .nan])
  func notAProbability(_ value: Double) throws {
    do {
      _ = try Distribution(.exponential(mean: 1)).quantile(at: value)
      Issue.record("\(value) was taken for a probability")
    } catch {
      guard case .notAProbability = error.reason else {
        Issue.record("\(error)")
        return
      }
    }
  }
}
