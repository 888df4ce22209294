import Optimization
import TestSupport
import Testing

@Suite("What a search has learned")
struct LearnedResponsesTests {
  private static let space = SearchSpace([
    SearchDimension("x", .real(low: 0, high: 1)), SearchDimension("y", .real(low: 0, high: 1)),
  ])

  /// Trials of (x - 0.3)², with a constraint that is kept where x is at most 0.6.
  private static let trials = space.spreadPoints(24, seed: 5).map { point in
    let miss = point[0] - 0.3
    return Trial(
      point: point,
      outcome: .measured(Measurement(objectives: [miss * miss], constraints: [point[0] - 0.6])))
  }

  private static let search = BayesianSuggester(
    in: space, settings: BayesianSettings(objectives: 1, constraints: 1, noise: .inferred), seed: 1)

  @Test("It expects what is there, and is as sure as it says", .tags(.exact))
  func expectations() throws {
    let learned = try #require(
      LearnedResponses(of: LearnedResponsesTests.search, after: LearnedResponsesTests.trials))
    for x in [0.1, 0.3, 0.5, 0.9] {
      let there = learned.expectations(of: 0, at: [[x, 0.5]])[0]
      #expect(there.lower <= there.mean && there.mean <= there.upper)
      // A parabola is learned from 24 points to a hundredth of its range, which is 0.49.
      #expect(abs(there.mean - (x - 0.3) * (x - 0.3)) < 0.005, "\(x)")
    }
    let chances = learned.chancesOfKeeping(at: [[0.2, 0.5], [0.9, 0.5]])
    #expect(chances[0] > 0.95 && chances[1] < 0.05)
  }

  @Test("It agrees with the recommendation that it stands behind", .tags(.law))
  func recommendation() throws {
    let trials = LearnedResponsesTests.trials
    let learned = try #require(LearnedResponses(of: LearnedResponsesTests.search, after: trials))
    let best = try #require(LearnedResponsesTests.search.recommendation(after: trials))
    let there = learned.expectations(of: 0, at: [trials[best.trial].point])[0]
    // The same process: once by its smoothed values, once asked at a point.
    #expect(abs(there.mean - best.mean) < 1e-6)
  }

  @Test("What matters has all of the variance", .tags(.exact))
  func shares() throws {
    let learned = try #require(
      LearnedResponses(of: LearnedResponsesTests.search, after: LearnedResponsesTests.trials))
    let shares = try #require(learned.shares(of: 0))
    #expect(shares.map(\.dimension) == ["x", "y"])
    #expect(shares[0].total.value > 0.95 && shares[1].total.value < 0.05)
    #expect(learned.lengthScales(of: 0).count == 2)
  }

  @Test("One trial teaches nothing", .tags(.failure))
  func few() {
    let one = Array(LearnedResponsesTests.trials.prefix(1))
    #expect(LearnedResponses(of: LearnedResponsesTests.search, after: one) == nil)
  }
}
