import TestDraws
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@testable import Optimization

@Suite("Calibration of cheap models whose answers are known")
struct CalibrationModelTests {
  /// A model of two factors and three outputs that spread from replication to replication.
  struct Line {
    var outputs: @Sendable ([Double]) -> [Double]
    /// Standard deviations of one replication.
    var deviations: [Double]
    /// The correlation of outputs 0 and 1 from replication to replication.
    var correlation = 0.0
    var replications = 10

    func replication(_ point: [Double], _ draws: inout Draws) -> [Double] {
      var normals = deviations.map { _ in draws.normal() }
      normals[1] =
        correlation * normals[0] + (1 - correlation * correlation).squareRoot() * normals[1]
      return zip(outputs(point), zip(deviations, normals)).map { $0 + $1.0 * $1.1 }
    }

    /// The means of replications, the same draws at all points, with their covariances.
    func measurement(_ point: [Double], seed: Int) -> Measurement {
      var draws = Draws("replications", ordinal: seed)
      let runs = (0..<replications).map { _ in replication(point, &draws) }
      let number = Double(replications)
      let means = deviations.indices.map { output in runs.reduce(0) { $0 + $1[output] } / number }
      var covariances: [Double] = []
      for row in means.indices {
        for column in 0...row {
          covariances.append(
            runs.reduce(0) { $0 + ($1[row] - means[row]) * ($1[column] - means[column]) }
              / (number - 1))
        }
      }
      return Measurement(objectives: means, covariances: covariances)
    }

    /// Calibrates to figures.
    func model(
      in space: SearchSpace, _ observed: RecordedOutputs, trials: Int, seed: Int
    ) -> CalibrationModel? {
      var laboratory = Laboratory(
        CalibrationSuggester(in: space, observed: observed, seed: UInt64(seed))
      ) { .measured(measurement($0, seed: seed)) }
      laboratory.run(to: trials, batch: 4)
      return CalibrationModel(in: space, observed: observed, trials: laboratory.trials)
    }
  }

  static let bent = Line(
    outputs: { [exp($0[0]) + $0[1], $0[0] - 0.8 * $0[1] * $0[1], 2 * $0[0] * $0[1]] },
    deviations: [0.1, 0.06, 0.08], correlation: 0.8)

  @Test("Emulators of a linear model give the posterior of least squares", .tags(.exact))
  func linear() throws {
    let rows = [[2.0, 1.0], [1.0, -1.0], [0.5, 1.5]]
    let line = Line(
      outputs: { point in rows.map { $0[0] * point[0] + $0[1] * point[1] } },
      deviations: [0, 0, 0])
    let observed = RecordedOutputs(
      values: [1.47, -0.135, 1.06], deviations: [0.03, 0.03, 0.03], replications: 10)
    let model = try #require(
      line.model(in: TemperedSamplerTests.square, observed, trials: 25, seed: 1))
    let samples = model.posterior(4_096, seed: 1)
    let (p, q, r) = (5.25, 1.75, 4.25)
    let determinant = p * r - q * q
    let right = [
      2 * 1.47 - 0.135 + 0.5 * 1.06, 1.47 + 0.135 + 1.5 * 1.06,
    ]
    let mean = [
      (r * right[0] - q * right[1]) / determinant, (p * right[1] - q * right[0]) / determinant,
    ]
    let deviations = [0.03 * (r / determinant).squareRoot(), 0.03 * (p / determinant).squareRoot()]
    for axis in 0..<2 {
      // A tenth of a standard deviation is left to the emulators.
      #expect(abs(samples.mean(axis) - mean[axis]) < 0.15 * deviations[axis])
      let width = samples.quantile(axis, 0.95) - samples.quantile(axis, 0.05)
      #expect(abs(width / (2 * 1.6449 * deviations[axis]) - 1) < 0.08)
    }
    let exact = -q / (p * r).squareRoot()
    #expect(abs(samples.correlation(0, 1) - exact) < 0.05)
  }

  /// Truths are drawn from what is thought before, so intervals of 90 % cover 90 % of them.
  @Test("Nine of ten intervals cover the truth", .tags(.law))
  func coverage() throws {
    let count = 200
    var covered = [0, 0]
    var narrowed = 0.0
    for seed in 0..<count {
      var draws = Draws("truths", ordinal: seed)
      let truth = [draws.uniform(), draws.uniform()]
      let recorded = Self.bent.replication(truth, &draws)
      let observed = RecordedOutputs(
        values: recorded, deviations: [nil, nil, nil], replications: Self.bent.replications)
      let model = try #require(
        Self.bent.model(
          in: TemperedSamplerTests.square, observed, trials: 17, seed: 1_000 + seed))
      let samples = model.posterior(512, seed: UInt64(seed))
      for axis in 0..<2 {
        narrowed += samples.narrowing(axis)
        if samples.quantile(axis, 0.05) <= truth[axis], truth[axis] <= samples.quantile(axis, 0.95)
        {
          covered[axis] += 1
        }
      }
    }
    for axis in 0..<2 {
      // Three standard deviations of a binomial number.
      let tolerance = 3 * (0.9 * 0.1 / Double(count)).squareRoot()
      #expect(abs(Double(covered[axis]) / Double(count) - 0.9) < tolerance)
    }
    // Intervals that say nothing would cover too.
    #expect(narrowed / Double(2 * count) > 0.5)
  }

  @Test("A factor that changes nothing stays as wide as it was")
  func idle() throws {
    let line = Line(outputs: { [exp($0[0]), $0[0]] }, deviations: [0.05, 0.05])
    let observed = RecordedOutputs(
      values: [exp(0.6), 0.6], deviations: [nil, nil], replications: 10)
    let model = try #require(
      line.model(in: TemperedSamplerTests.square, observed, trials: 21, seed: 5))
    let samples = model.posterior(2_048, seed: 1)
    #expect(samples.narrowing(0) > 0.8)
    #expect(abs(samples.narrowing(1)) < 0.1)
    #expect(abs(samples.points[samples.best][0] - 0.6) < 0.05)
    #expect(abs(samples.points[samples.best][1] - 0.5) < 0.1)
  }

  @Test("Of a figure that no point gives, implausibility is beyond 3 everywhere")
  func outOfReach() throws {
    let values = Self.bent.outputs([0.4, 0.7])
    let observed = RecordedOutputs(
      values: [values[0], values[1], 4], deviations: [nil, nil, nil], replications: 10)
    let model = try #require(
      Self.bent.model(in: TemperedSamplerTests.square, observed, trials: 21, seed: 2))
    let points = TemperedSamplerTests.square.spreadPoints(1_024, seed: 1)
    let all = model.implausibilities(at: points)
    let least = (0..<3).map { output in all.map { $0[output] }.min() ?? 0 }
    #expect(least[0] < 1 && least[1] < 1)
    // 4 is 2 beyond the greatest value, 25 standard deviations of one replication.
    #expect(least[2] > 15)
  }

  @Test("Nothing is believed possible next to what failed")
  func failures() throws {
    let observed = RecordedOutputs(
      values: Self.bent.outputs([0.4, 0.7]), deviations: [nil, nil, nil], replications: 10)
    var laboratory = Laboratory(
      CalibrationSuggester(in: TemperedSamplerTests.square, observed: observed, seed: 1)
    ) { point in
      point[0] > 0.6 ? .failed : .measured(Self.bent.measurement(point, seed: 1))
    }
    laboratory.run(to: 25, batch: 4)
    #expect(laboratory.trials.contains { $0.outcome == .failed })
    let model = try #require(
      CalibrationModel(
        in: TemperedSamplerTests.square, observed: observed, trials: laboratory.trials))
    let (failed, measured) = (
      laboratory.trials.filter { $0.outcome == .failed }.map(\.point),
      laboratory.trials.filter { $0.measurement != nil }.map(\.point)
    )
    #expect(model.logLikelihoods(at: failed).allSatisfy { $0 == -.infinity })
    #expect(model.logLikelihoods(at: measured).allSatisfy { $0.isFinite })
    #expect(model.posterior(256, seed: 1).points.allSatisfy { $0[0] < 0.75 })
  }

  @Test("What is suggested follows from the trials, and gathers where the truth may be")
  func suggestions() {
    let observed = RecordedOutputs(
      values: Self.bent.outputs([0.3, 0.6]), deviations: [0.01, 0.01, 0.01], replications: 10)
    let method = CalibrationSuggester(in: TemperedSamplerTests.square, observed: observed, seed: 1)
    var laboratory = Laboratory(method) { .measured(Self.bent.measurement($0, seed: 1)) }
    laboratory.run(to: 25, batch: 4)
    let trials = laboratory.trials
    #expect(method.initial == 13)
    // Of a batch that would begin the next part only the first part is given.
    #expect(
      method.suggestions(4, after: Array(trials.prefix(12))).map(\.point) == [trials[12].point])
    #expect(
      method.suggestions(4, after: Array(trials.prefix(17))).map(\.point)
        == trials[17..<21].map(\.point))
    func distance(_ trial: Trial) -> Double {
      hypot(trial.point[0] - 0.3, trial.point[1] - 0.6)
    }
    #expect(trials[13...].allSatisfy { distance($0) < 0.25 })
    #expect(trials[..<13].contains { distance($0) > 0.5 })
  }
}
