import Foundation
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@testable import Prognostics

@Suite("Models of degradation")
struct DegradationModelTests {
  @Test("A threshold is learnt from the ends of units that failed", .tags(.exact))
  func threshold() throws {
    let times = [0.0, 1, 2, 3]
    let paths = [
      try DegradationPath(times: times, values: [0, 8, 9, 10], failed: true),
      try DegradationPath(times: times, values: [0, 10, 11, 12], failed: true),
      try DegradationPath(times: times, values: [0, 1, 1, 1], failed: false),
    ]
    let threshold = try FailureThreshold(endsOf: paths)
    #expect(threshold.value == 10 && abs(threshold.deviation - 2.0.squareRoot()) < 1e-15)
    #expect(try FailureThreshold(endsOf: paths, averaging: 1).value == 11)
    #expect(throws: PrognosticsError.tooFew(name: "units that failed", count: 1, needed: 2)) {
      try FailureThreshold(endsOf: Array(paths.dropFirst()))
    }
    #expect(throws: PrognosticsError.self) {
      try DegradationPath(times: [0, 0], values: [1, 2], failed: true)
    }
  }

  @Test("A distribution from a formula keeps its mean and its quantiles", .tags(.exact))
  func fromFormula() {
    // Exponential of mean 7, whatever scale is guessed. Lines between hundredths are above the curve by
    // (0.01)²/12/S² of a mean a piece: in all some 0.001, and the tail beyond 0.001 has another 0.001.
    for scale in [0.001, 7, 3_000] {
      let life = RemainingLife(scale: scale) { exp(-$0 / 7) }
      #expect(abs(life.mean - 7) < 0.02 && abs(life.median - 7 * log(2)) < 1e-6)
      #expect(life.chanceBeyond == 0)
    }
    // One that never ends with the chance 0.305, and one that lasts 10 with hardly any doubt.
    let never = RemainingLife(scale: 1) { 0.305 + 0.695 * exp(-$0) }
    #expect(abs(never.chanceBeyond - 0.305) < 1e-6 && never.quantile(0.75) == .infinity)
    #expect(abs(never.median - log(0.695 / 0.195)) < 1e-3 && never.horizon < 100)
    let sure = RemainingLife(scale: 1) { StandardNormal.survival(($0 - 10) / 0.001) }
    #expect(abs(sure.mean - 10) < 1e-5 && abs(sure.standardDeviation - 0.001) < 2e-5)
  }

  // MARK: - Bayesian lines

  /// Lines with coefficients of their own.
  static func lines(_ count: Int, _ draws: inout Draws) throws -> [DegradationPath] {
    try (0..<count).map { _ in
      let (start, slope) = (1 + 0.5 * draws.normal(), 0.2 + 0.04 * draws.normal())
      let times = (0..<50).map(Double.init)
      let values = times.map { start + slope * $0 + 0.3 * draws.normal() }
      return try DegradationPath(times: times, values: values, failed: true)
    }
  }

  @Test("What units have in common is found", .tags(.statistical))
  func population() throws {
    var draws = Draws("lines of units")
    let count = 2_000.0
    let model = try BayesianDegradation(
      DegradationModelTests.lines(2_000, &draws), growth: .linear,
      threshold: FailureThreshold(15))
    // Standard errors: a mean of n, a variance √(2/n) of itself (the noise of a line adds little), 48 n
    // values for the noise.
    #expect(abs(model.mean[0] - 1) < 4 * 0.51 / count.squareRoot())
    #expect(abs(model.mean[1] - 0.2) < 4 * 0.041 / count.squareRoot())
    #expect(abs(model.covariance[0] - 0.25) < 4 * 0.26 * (2 / count).squareRoot())
    #expect(abs(model.covariance[2] - 0.0016) < 4 * 0.0017 * (2 / count).squareRoot())
    #expect(abs(model.covariance[1]) < 4 * 0.51 * 0.041 / count.squareRoot())
    #expect(abs(model.noise - 0.09) < 4 * 0.09 * (2 / (48 * count)).squareRoot())
    #expect(try BayesianDegradation(saved: model.saved()) == model)
  }

  @Test("Readings one by one give the posterior of all at once", .tags(.law))
  func posterior() throws {
    var draws = Draws("posterior of a line")
    let model = try BayesianDegradation(
      DegradationModelTests.lines(20, &draws), growth: .linear, threshold: FailureThreshold(15))
    var unit = model.newUnit
    let readings = (1...12).map {
      (time: Double($0), value: 1.4 + 0.25 * Double($0) + draws.normal())
    }
    for reading in readings { try unit.observe(reading.value, at: reading.time) }
    // Precision Σ⁻¹ + XᵀX/σ², and that times the mean is Σ⁻¹ m + Xᵀy/σ².
    let (a, b, c) = (model.covariance[0], model.covariance[1], model.covariance[2])
    let determinant = a * c - b * b
    var precision = [c / determinant, -b / determinant, a / determinant]
    var pull = [
      precision[0] * model.mean[0] + precision[1] * model.mean[1],
      precision[1] * model.mean[0] + precision[2] * model.mean[1],
    ]
    for reading in readings {
      precision[0] += 1 / model.noise
      precision[1] += reading.time / model.noise
      precision[2] += reading.time * reading.time / model.noise
      pull[0] += reading.value / model.noise
      pull[1] += reading.value * reading.time / model.noise
    }
    let whole = precision[0] * precision[2] - precision[1] * precision[1]
    let start = (precision[2] * pull[0] - precision[1] * pull[1]) / whole
    let slope = (precision[0] * pull[1] - precision[1] * pull[0]) / whole
    #expect(abs(unit.start - start) < 1e-9 && abs(unit.slope - slope) < 1e-10)
    #expect(abs(unit.slopeVariance - precision[0] / whole) < 1e-12)
  }

  @Test("Lives of lines end when they are said to", .tags(.statistical))
  func linearLives() throws {
    var draws = Draws("lives of lines")
    let model = try BayesianDegradation(
      DegradationModelTests.lines(400, &draws), growth: .linear, threshold: FailureThreshold(12))
    var quantiles: [Double] = []
    while quantiles.count < 3_000 {
      let (start, slope) = (1 + 0.5 * draws.normal(), 0.2 + 0.04 * draws.normal())
      let life = (12 - start) / slope
      guard life > 20 else { continue }
      var unit = model.newUnit
      for time in stride(from: 1.0, through: 20, by: 1) {
        try unit.observe(start + slope * time + 0.3 * draws.normal(), at: time)
      }
      quantiles.append(unit.remainingLife.chance(within: life - 20))
    }
    // Uniform: mean ½, deviation 1/√12 with errors 1/√(12 n) and about half of that; what 400 training units
    // leave unknown of the prior moves a quantile by up to 1/√400 of a deviation where readings say little.
    let (mean, error) = meanAndError(quantiles)
    #expect(abs(mean - 0.5) < 4 * error + 0.01)
    let spread = error * Double(quantiles.count).squareRoot()
    #expect(abs(spread - (1.0 / 12).squareRoot()) < 0.015)
  }

  @Test("An exponential index is a line in its logarithm", .tags(.law))
  func exponential() throws {
    var draws = Draws("exponential lines")
    let lines = try DegradationModelTests.lines(30, &draws)
    let curves = try lines.map { line in
      try DegradationPath(times: line.times, values: line.values.map { 2 + exp($0) }, failed: true)
    }
    let model = try BayesianDegradation(
      lines, growth: .linear, threshold: FailureThreshold(9))
    let curved = try BayesianDegradation(
      curves, growth: .exponential, offset: 2, threshold: FailureThreshold(2 + exp(9)))
    var (unit, other) = (model.newUnit, curved.newUnit)
    for time in 1...5 {
      try unit.observe(1.5 + 0.2 * Double(time), at: Double(time))
      try other.observe(2 + exp(1.5 + 0.2 * Double(time)), at: Double(time))
    }
    for wait in [5.0, 20, 30, 40, 80] {
      #expect(abs(unit.chance(within: wait) - other.chance(within: wait)) < 1e-9)
    }
    #expect(throws: PrognosticsError.self) { try other.observe(1.9, at: 6) }
  }

  // MARK: - Wiener

  /// Paths with unequal steps.
  static func wiener(
    _ units: Int, drift: Double, spread: Double, deviation: Double, _ draws: inout Draws
  ) throws -> [DegradationPath] {
    try (0..<units).map { _ in
      let own = drift + spread * draws.normal()
      var (times, values) = ([0.0], [draws.uniform()])
      for _ in 0..<40 {
        let wait = 0.5 + draws.uniform()
        times.append((times.last ?? 0) + wait)
        values.append(
          (values.last ?? 0) + own * wait + deviation * wait.squareRoot() * draws.normal())
      }
      return try DegradationPath(times: times, values: values, failed: true)
    }
  }

  @Test("The greatest likelihood of one rate, by hand", .tags(.exact))
  func wienerByHand() throws {
    // Steps (1, 1), (2, 5), (1, 0): rate 6/4; squares (0.25 + 4/2 + 2.25)/3.
    let path = try DegradationPath(times: [0, 1, 3, 4], values: [0, 1, 6, 6], failed: true)
    let model = try WienerDegradation([path], unitsDiffer: false, threshold: FailureThreshold(9))
    #expect(abs(model.drift - 1.5) < 1e-15 && abs(model.diffusion - 1.5) < 1e-12)
    // Normal densities with the variances 1.5, 3 and 1.5.
    let exponents = 0.25 / 1.5 + 4 / 3.0 + 2.25 / 1.5
    let likelihood = -(3 * log(2 * Double.pi) + log(1.5 * 3 * 1.5) + exponents) / 2
    #expect(abs(model.logLikelihood - likelihood) < 1e-12)
  }

  @Test("Rates, their spread and noise are found", .tags(.statistical), arguments: [0, 0.1])
  func wienerFit(spread: Double) throws {
    var draws = Draws("steps of Wiener \(spread)")
    let paths = try DegradationModelTests.wiener(
      500, drift: 0.5, spread: spread, deviation: 0.4, &draws)
    let model = try WienerDegradation(paths, threshold: FailureThreshold(20))
    // A unit's rate over a time of 40 has the variance s² + 0.16/40 = s² + 0.004; 20,000 steps.
    let variance = spread * spread + 0.004
    #expect(abs(model.drift - 0.5) < 4 * (variance / 500).squareRoot())
    #expect(abs(model.diffusion - 0.16) < 4 * 0.16 * (2 / 20_000.0).squareRoot())
    #expect(abs(model.driftVariance - spread * spread) < 4 * variance * (2 / 500.0).squareRoot())
    #expect(try WienerDegradation(saved: model.saved()) == model)
    // No other parameters are likelier.
    let steps = WienerSteps(paths)
    for factor in [0.5, 0.9, 1.1, 2] {
      let ratio = factor * max(model.driftVariance, 1e-4) / model.diffusion
      #expect(steps.fit(ratio: ratio).logLikelihood <= model.logLikelihood + 1e-9)
    }
  }

  @Test("The first passage with one rate is inverse Gaussian", .tags(.exact))
  func inverseGaussian() {
    for (distance, time) in [(1.0, 1.0), (5, 8), (5, 20), (60, 70), (400, 390), (400, 420)] {
      let chance = WienerDegradation.passage(
        time, distance: distance, drift: 1, driftVariance: 0, diffusion: 0.5)
      let exact = InverseGaussian.cumulative(
        time, mean: distance, shape: distance * distance / 0.5)
      // The second term rests on the series of Mills for large arguments: 2e-8 of itself.
      #expect(abs(chance - exact) < 3e-8 * exact + 1e-15, "\(distance) \(time)")
    }
  }

  @Test("The first passage with a rate that is not known is its mean over rates", .tags(.exact))
  func mixture() {
    let (m, s, diffusion, distance) = (1.0, 0.2, 0.5, 6.0)
    for time in [3.0, 6, 9, 20] {
      // Simpson's sum over ±8 deviations; even for negative rates the formula with s = 0 holds.
      var (sum, count) = (0.0, 400)
      for place in 0...count {
        let z = -8 + 16 * Double(place) / Double(count)
        let factor = place == 0 || place == count ? 1.0 : place % 2 == 1 ? 4 : 2
        sum +=
          factor * StandardNormal.density(z)
          * WienerDegradation.passage(
            time, distance: distance, drift: m + s * z, driftVariance: 0, diffusion: diffusion)
      }
      sum *= 16 / Double(count) / 3
      count = 0
      let chance = WienerDegradation.passage(
        time, distance: distance, drift: m, driftVariance: s * s, diffusion: diffusion)
      #expect(abs(chance - sum) < 1e-8)
    }
  }

  @Test("A unit's own rate is learnt", .tags(.exact))
  func ownRate() throws {
    var draws = Draws("own rate")
    let model = try WienerDegradation(
      DegradationModelTests.wiener(60, drift: 0.5, spread: 0.2, deviation: 0.4, &draws),
      threshold: FailureThreshold(30))
    var unit = model.unit(at: 1, time: 2)
    #expect(unit.rate.mean == model.drift && unit.rate.variance == model.driftVariance)
    unit.observe(13, at: 12)
    // Weights: precision 1/s² of m, and 10/σ² of the rate 1.2.
    let (prior, seen) = (1 / model.driftVariance, 10 / model.diffusion)
    #expect(abs(unit.rate.mean - (prior * model.drift + seen * 1.2) / (prior + seen)) < 1e-12)
    #expect(abs(unit.remainingLife.median - 17 / unit.rate.mean) < 1)
    unit.observe(31, at: 20)
    #expect(unit.remainingLife.mean == 0 && unit.chance(within: 1) == 1)
  }

  // MARK: - Gamma

  @Test("Shape and scale of a gamma process are found", .tags(.statistical))
  func gamma() throws {
    var paths: [DegradationPath] = []
    var draws = Draws("gamma process")
    for _ in 0..<100 {
      var (times, values) = ([0.0], [0.0])
      for _ in 0..<40 {
        let wait = 0.5 + draws.uniform()
        // By inversion of the distribution.
        let rise =
          0.5 * RegularizedGamma.inverseLower(shape: 1.5 * wait, probability: draws.uniform())
        times.append((times.last ?? 0) + wait)
        values.append((values.last ?? 0) + max(rise, 1e-12))
      }
      paths.append(try DegradationPath(times: times, values: values, failed: true))
    }
    let model = try GammaDegradation(paths, threshold: FailureThreshold(40))
    // Of n gamma numbers of shape k about 1.5 the shape has a relative error of
    // 1/√(n k (k ψ'(k) - 1)) = 1/√(4000 · 1.5 · 0.40) = 0.020; the mean rate b a is known to 0.013.
    #expect(abs(model.shapeRate - 1.5) < 4 * 0.02 * 1.5)
    #expect(abs(model.scale * model.shapeRate - 0.75) < 4 * 0.013 * 0.75)
    #expect(try GammaDegradation(saved: model.saved()) == model)
    #expect(throws: PrognosticsError.self) {
      try GammaDegradation(
        [DegradationPath(times: [0, 1, 2], values: [1, 2, 2], failed: true)],
        threshold: FailureThreshold(4))
    }
  }

  @Test("A gamma process of whole shape passes like counts of Poisson", .tags(.exact))
  func gammaPassage() throws {
    // Of shape n, P(n, c) = 1 - Σ_{k<n} e^-c c^k/k!, so not passing c by then is at least n events.
    var model = try GammaDegradation(
      [DegradationPath(times: [0, 1, 2, 3], values: [0, 1, 3, 3.5], failed: true)],
      threshold: FailureThreshold(8))
    let text = try #require(String(bytes: model.saved(), encoding: .utf8))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.contains("shape_rate")
        ? "    \"shape_rate\" : 1," : line.contains("scale\"") ? "    \"scale\" : 2," : String(line)
    }
    model = try GammaDegradation(saved: Data(lines.joined(separator: "\n").utf8))
    #expect(model.shapeRate == 1 && model.scale == 2)
    // From 2 it is 6 = 3 scales: within 3 of time e^-3 (1 + 3 + 9/2).
    #expect(abs(model.unit(at: 2).chance(within: 3) - 8.5 * exp(-3)) < 1e-14)
    #expect(model.unit(at: 9).chance(within: 1) == 1)
    #expect(model.unit(at: 8).remainingLife.mean == 0)
    let life = model.unit(at: 2).remainingLife
    #expect(abs(life.chance(within: 3) - 8.5 * exp(-3)) < 2e-3)
  }

  @Test("Every model says how long a unit lasts, by its path or by its place", .tags(.statistical))
  func allModels() throws {
    // Paths that rise from about 1 by 0.2 a step with small jumps: gamma steps of shape 4.
    var draws = Draws("all models of degradation")
    let paths = try (0..<80).map { _ in
      var values = [1.0]
      while values[values.count - 1] < 12 {
        let rise = 0.05 * RegularizedGamma.inverseLower(shape: 4, probability: draws.uniform())
        values.append(values[values.count - 1] + rise)
      }
      return try DegradationPath(
        times: values.indices.map(Double.init), values: values, failed: true)
    }
    let limit = try FailureThreshold(12)
    func median(_ model: some DegradationModel) throws -> Double {
      var unit = try model.unit(at: 1, time: 0)
      for time in stride(from: 1.0, through: 30, by: 1) {
        try unit.observe(1 + 0.2 * time, at: time)
      }
      let life = unit.remainingLife
      #expect(abs(life.chance(within: life.median) - 0.5) < 1e-9)
      #expect(abs(unit.chance(within: life.median) - 0.5) < 0.01)
      return life.median
    }
    // From 7 it is 5 more, at 0.2 a step: 25.
    #expect(abs(try median(GammaDegradation(paths, threshold: limit)) - 25) < 1)
    #expect(abs(try median(WienerDegradation(paths, threshold: limit)) - 25) < 1)
    #expect(
      abs(try median(BayesianDegradation(paths, growth: .linear, threshold: limit)) - 25) < 1)
    // A line is no exponential: its rate falls, and the filter follows that down, to (ln 12 - ln 7) / (1/35) or so.
    let growth = try median(GrowthFilter(paths, threshold: limit))
    #expect(growth > 12 && growth < 25)
  }

  // MARK: - Similar trajectories

  @Test("The lives that went alike say how long", .tags(.exact))
  func similarity() throws {
    // Two lives that reach the values 4, 5, 6 with 3 and with 5 steps left, and one that never does.
    let library: [[Double]] = [
      [1, 2, 3, 4, 5, 6, 7, 8, 9], [4, 5, 6, 6, 7, 7, 8, 9], Array(repeating: 50, count: 9),
    ]
    let model = try TrajectorySimilarity(library, step: 2, window: 3, neighbors: 2)
    let life = try model.remainingLife([0, 4, 5, 6])
    // 3 and 5 steps of 2: both alike, so half of each; even between the middles.
    #expect(abs(life.quantile(0.25) - 6) < 1e-12 && abs(life.quantile(0.75) - 10) < 1e-12)
    #expect(abs(life.median - 8) < 1e-12 && abs(life.mean - 8) < 1e-12)
    #expect(try TrajectorySimilarity(saved: model.saved()) == model)
    #expect(throws: PrognosticsError.tooFew(name: "values of a history", count: 0, needed: 1)) {
      try model.remainingLife([])
    }
  }

  @Test("A longer look back tells lives apart better", .tags(.statistical))
  func similarityLaw() throws {
    var draws = Draws("similar lives")
    func life() -> [Double] {
      let length = draws.whole(60...140)
      return (0..<length).map { 3 * pow(Double($0) / Double(length), 2) + 0.1 * draws.normal() }
    }
    let library = (0..<60).map { _ in life() }
    let others = (0..<100).map { _ in life() }
    func error(_ window: Int) throws -> Double {
      let model = try TrajectorySimilarity(library, step: 1, window: window, neighbors: 10)
      let squares = try others.map { life in
        let seen = Int(0.7 * Double(life.count))
        let gap = try model.remainingLife(Array(life.prefix(seen))).mean - Double(life.count - seen)
        return gap * gap
      }
      return (squares.reduce(0, +) / 100).squareRoot()
    }
    // Remaining lives of 18 to 42 have a deviation of 7 whatever is seen. With 40 readings of noise 0.1 on a
    // curve that rises by 1.2 the stage is known to a few steps.
    #expect(try error(40) < 7)
    #expect(try error(40) < error(2))
  }

  // MARK: - Growth that changes

  @Test("With a steady rate the filter is the Bayesian line", .tags(.law))
  func steadyGrowth() throws {
    var draws = Draws("steady growth")
    let paths = try DegradationModelTests.lines(30, &draws).map { line in
      try DegradationPath(times: line.times, values: line.values.map { exp($0) }, failed: true)
    }
    let filter = try GrowthFilter(paths, threshold: FailureThreshold(exp(10)))
    #expect(filter.rateNoise == 0)
    #expect(abs(filter.rate - 0.2) < 0.04 && abs(filter.noise - 0.09) < 0.02)
    var unit = try filter.unit(at: exp(1))
    for time in 1...30 { try unit.observe(exp(1 + 0.25 * Double(time)), at: Double(time)) }
    // 0.25 a step, and 8.5 of 10 reached: 6 steps.
    #expect(abs(unit.rate - 0.25) < 0.01 && abs(unit.remainingLife.median - 6) < 0.5)
    #expect(try GrowthFilter(saved: filter.saved()) == filter)
  }

  @Test("A rate that wanders is followed", .tags(.statistical))
  func wanderingGrowth() throws {
    var draws = Draws("wandering growth")
    let paths = try (0..<60).map { _ in
      var (level, rate) = (0.0, 0.1)
      let values = (0..<60).map { _ in
        rate += 0.02 * draws.normal()
        level += rate
        return exp(level + 0.1 * draws.normal())
      }
      return try DegradationPath(times: (0..<60).map(Double.init), values: values, failed: true)
    }
    let filter = try GrowthFilter(paths, threshold: FailureThreshold(1e4))
    // q = 0.0004 and r = 0.01; searched in steps of half a power of e, and the steps of the data are sums
    // where the filter has integrals.
    #expect(filter.rateNoise > 0.0002 && filter.rateNoise < 0.0008)
    #expect(abs(filter.noise - 0.01) < 0.003)
    var unit = try filter.unit(at: 1)
    for time in 1...40 { try unit.observe(exp(0.1 * Double(time)), at: Double(time)) }
    for time in 41...60 { try unit.observe(exp(4 + 0.3 * Double(time - 40)), at: Double(time)) }
    #expect(abs(unit.rate - 0.3) < 0.02)
  }

  // MARK: - Health index

  @Test("An index follows the life, and holds what it has reached", .tags(.statistical))
  func healthIndex() throws {
    var draws = Draws("health index")
    let lives = (0..<20).map { _ in
      let length = draws.whole(80...120)
      return (0..<length).map { step in
        let used = Double(step) / Double(length - 1)
        return [
          10 - 2 * used + 0.5 * draws.normal(), 5 + used + 0.5 * draws.normal(), 7, draws.normal(),
        ]
      }
    }
    let names = ["falls", "rises", "same", "noise"]
    let index = try HealthIndex(lives, names: names)
    #expect(index.scaling.dropped == ["same"])
    #expect(index.coefficients[0] < 0 && index.coefficients[1] > 0)
    #expect(abs(index.coefficients[2]) < 0.02)
    // Regression to the mean: Var of the life part explained. Signal to noise of -2 and 1 at 0.5 with variance 1/12:
    // (4 + 1)/0.25/12 = 1.67, so slope 1.67/2.67 = 0.625: from 0.1875 to 0.8125.
    let expected = [[10.0, 5, 7, 0], [8, 6, 7, 0]].map(index.value)
    #expect(abs(expected[0] - 0.1875) < 0.05 && abs(expected[1] - 0.8125) < 0.05)
    let held = index.history(lives[0], weight: 0.1, isMonotone: true)
    #expect(held == held.sorted())
    let free = index.history(lives[0], weight: 0.1)
    #expect(zip(held, free).allSatisfy { $0 >= $1 } && held != free)
    // Each row knows its past only.
    #expect(index.history(Array(lives[0].prefix(30)), weight: 0.1) == Array(free.prefix(30)))
    let component = try HealthIndex(lives, names: names, fusion: .principalComponent)
    #expect(component.value([8, 6, 7, 0]) > component.value([10, 5, 7, 0]))
    #expect(try HealthIndex(saved: index.saved()) == index)
  }
}
