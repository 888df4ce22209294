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
