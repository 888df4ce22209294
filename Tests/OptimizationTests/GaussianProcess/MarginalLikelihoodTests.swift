import TestDraws
import TestSupport
import Testing

@testable import Optimization

/// What a likelihood says, where it says something.
private func answer(
  of likelihood: inout MarginalLikelihood, _ vector: [Double]
) throws -> (value: Double, gradient: [Double]) {
  let answer = likelihood.value(vector)
  return try #require(answer)
}

@Suite("Marginal likelihood")
struct MarginalLikelihoodTests {
  static let kinds: [[Bool]] = [
    [false], [false, false, false], [false, true, false], [true, true],
  ]

  static func likelihood(_ plain: PlainProcess, prior: ProcessPrior) -> MarginalLikelihood {
    MarginalLikelihood(
      pairs: PairTable(plain.points, isChoice: plain.isChoice),
      norms: plain.points.map { point in
        zip(point, plain.isChoice).reduce(0) {
          $0 + ($1.1 ? 0 : (2 * $1.0 - 1) * (2 * $1.0 - 1))
        }
      }, targets: plain.targets, variances: plain.variances, prior: prior)
  }

  @Test(
    "Values are those of dense matrices, with the prior's", .tags(.law), arguments: kinds)
  func values(isChoice: [Bool]) throws {
    var draws = Draws("likelihood", ordinal: isChoice.count)
    for count in [2, 3, 5, 9, 24] {
      let plain = PlainProcess(
        &draws, count: count, isChoice: isChoice, hasVariances: count % 2 == 1)
      let prior = ProcessPrior(dimensions: isChoice.count, inferringNoise: true)
      var likelihood = MarginalLikelihoodTests.likelihood(plain, prior: prior)
      let vector = plain.parameters.vector
      let value = try answer(of: &likelihood, vector).value
      let expected = vector.indices.reduce(plain.misfit) {
        let z = (vector[$1] - prior.means[$1]) / prior.deviations[$1]
        return $0 + 0.5 * z * z
      }
      // Condition numbers are below some 1e5, and 24 rows add rounding of some 1e-15 each.
      #expect(abs(value - expected) < 1e-8 * max(1, abs(expected)))
      #expect(abs(likelihood.mean - plain.mean) < 1e-8)
    }
  }

  @Test("Gradients are those of differences", .tags(.law), arguments: kinds)
  func gradients(isChoice: [Bool]) throws {
    var draws = Draws("likelihood gradients", ordinal: isChoice.count)
    for round in 0..<8 {
      let plain = PlainProcess(
        &draws, count: 3 + 4 * round, isChoice: isChoice, hasVariances: round % 2 == 1)
      let prior = ProcessPrior(dimensions: isChoice.count, inferringNoise: true)
      var likelihood = MarginalLikelihoodTests.likelihood(plain, prior: prior)
      let vector = plain.parameters.vector
      let gradient = try answer(of: &likelihood, vector).gradient
      let size = gradient.reduce(1) { max($0, abs($1)) }
      for place in vector.indices {
        let step = 1e-4
        func value(_ times: Double) throws -> Double {
          var moved = vector
          moved[place] += times * step
          return try answer(of: &likelihood, moved).value
        }
        // Five points: an error of the order of step⁴, and rounding of 1e-12 / step.
        let difference =
          try (8 * (value(1) - value(-1)) - (value(2) - value(-2))) / (12 * step)
        #expect(
          abs(gradient[place] - difference) < 1e-6 * size, "\(place) of \(vector.count)")
      }
    }
  }

  @Test("Parameters that are fixed have no gradient")
  func fixed() throws {
    var draws = Draws("fixed parameters")
    let plain = PlainProcess(&draws, count: 9, isChoice: [false, false], hasVariances: false)
    let prior = ProcessPrior(dimensions: 2, inferringNoise: false)
    var likelihood = MarginalLikelihoodTests.likelihood(plain, prior: prior)
    var vector = plain.parameters.vector
    vector[3] = prior.means[3]
    let answer = try answer(of: &likelihood, vector)
    #expect(answer.gradient[3] == 0 && answer.gradient[2] != 0)
  }

  @Test("A fit is better than the prior's means and never leaves six deviations")
  func fit() throws {
    var draws = Draws("fits")
    for round in 0..<6 {
      let plain = PlainProcess(
        &draws, count: 12, isChoice: [false, true, false], hasVariances: round % 2 == 0)
      let prior = ProcessPrior(dimensions: 3, inferringNoise: true)
      let fitted = try #require(
        GaussianProcess(
          points: plain.points, isChoice: plain.isChoice, targets: plain.targets,
          variances: plain.variances, prior: prior, starts: [prior.means], evaluations: 60))
      var likelihood = MarginalLikelihoodTests.likelihood(plain, prior: prior)
      let atMeans = try answer(of: &likelihood, prior.means).value
      #expect(fitted.misfit < atMeans)
      let again = try answer(of: &likelihood, fitted.parameters.vector)
      #expect(again.value == fitted.misfit)
      for (place, value) in fitted.parameters.vector.enumerated() {
        #expect(abs(value - prior.means[place]) <= 6 * prior.deviations[place])
      }
    }
  }
}
