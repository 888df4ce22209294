import EventKernel
import TestDraws
import TestSupport
import Testing

@testable import Optimization

@Suite("Gaussian process")
struct GaussianProcessTests {
  static let kinds: [[Bool]] = [[false], [false, false, true], [true, false, false, false]]

  @Test("Means and variances are those of dense matrices", .tags(.law), arguments: kinds)
  func predictions(isChoice: [Bool]) throws {
    var draws = Draws("predictions", ordinal: isChoice.count)
    for count in [1, 2, 4, 5, 17] {
      let plain = PlainProcess(
        &draws, count: count, isChoice: isChoice, hasVariances: count % 2 == 0)
      let process = try #require(plain.fast())
      let others =
        PlainProcess(&draws, count: 6, isChoice: isChoice, hasVariances: false).points
        + plain.points.prefix(2)
      let together = process.predictions(at: others)
      for (place, point) in others.enumerated() {
        let expected = plain.prediction(at: point)
        let alone = process.prediction(at: point)
        // Condition numbers are below some 1e5.
        #expect(abs(alone.mean - expected.mean) < 1e-9)
        #expect(abs(alone.variance - expected.variance) < 1e-9)
        #expect(abs(together[place].mean - alone.mean) < 1e-12)
        #expect(abs(together[place].variance - alone.variance) < 1e-12)
      }
      let smoothed = process.smoothed
      for (place, point) in plain.points.enumerated() {
        #expect(abs(smoothed[place] - plain.prediction(at: point).mean) < 1e-9)
      }
    }
  }

  @Test("Gradients are those of differences", .tags(.law), arguments: kinds)
  func gradients(isChoice: [Bool]) throws {
    var draws = Draws("prediction gradients", ordinal: isChoice.count)
    for count in [1, 3, 8, 14] {
      let plain = PlainProcess(&draws, count: count, isChoice: isChoice, hasVariances: true)
      let process = try #require(plain.fast())
      var room = GaussianProcess.Room(count: count)
      for point in PlainProcess(&draws, count: 5, isChoice: isChoice, hasVariances: false).points {
        let answer = process.sloped(at: point, room: &room)
        let expected = process.prediction(at: point)
        #expect(abs(answer.mean - expected.mean) < 1e-12)
        #expect(abs(answer.variance - expected.variance) < 1e-12)
        for i in point.indices {
          if isChoice[i] {
            #expect(answer.meanGradient[i] == 0 && answer.varianceGradient[i] == 0)
            continue
          }
          let step = 1e-5
          var (above, below) = (point, point)
          above[i] += step
          below[i] -= step
          let (up, down) = (process.prediction(at: above), process.prediction(at: below))
          // Rounding 1e-14 / step, curvature step² times some hundreds.
          #expect(abs(answer.meanGradient[i] - (up.mean - down.mean) / (2 * step)) < 1e-6)
          #expect(
            abs(answer.varianceGradient[i] - (up.variance - down.variance) / (2 * step)) < 1e-6)
        }
      }
    }
  }

  @Test("Data without errors are met, and nothing is unsure there")
  func interpolation() throws {
    var draws = Draws("interpolation")
    var plain = PlainProcess(&draws, count: 20, isChoice: [false, false], hasVariances: false)
    plain.parameters.noise = -21
    plain.parameters.lengthScales = [-1, -1.5]
    let process = try #require(plain.fast())
    for (point, target) in zip(plain.points, plain.targets) {
      let (mean, variance) = process.prediction(at: point)
      // The error's variance is e^-21 = 8e-10 of the signal's; y - mean is that times K⁻¹ (y - m).
      #expect(abs(mean - target) < 1e-5 && variance < 1e-8)
    }
  }

  @Test("Left out one by one: the same as refits with fixed parameters", .tags(.exact))
  func leaveOneOut() throws {
    var draws = Draws("left out")
    let plain = PlainProcess(&draws, count: 11, isChoice: [false, true], hasVariances: true)
    let process = try #require(plain.fast())
    for (left, (mean, variance)) in process.leaveOneOut.enumerated() {
      var others = plain
      others.points.remove(at: left)
      others.targets.remove(at: left)
      others.variances.remove(at: left)
      let expected = others.prediction(at: plain.points[left])
      #expect(abs(mean - expected.mean) < 1e-9)
      // The variance of what would be seen, error included.
      #expect(abs(variance - expected.variance - plain.errorVariance(left)) < 1e-9)
    }
  }

  @Test("Believing changes no mean and lowers variances there")
  func believing() throws {
    var draws = Draws("believing")
    let plain = PlainProcess(&draws, count: 10, isChoice: [false, false], hasVariances: true)
    let process = try #require(plain.fast())
    let others = (0..<3).map { _ in [draws.uniform(), draws.uniform()] }
    let believer = try #require(process.believing(in: others))
    #expect(believer.points.count == 13)
    #expect(abs(believer.mean - process.mean) < 1e-9)
    for point in others + [[0.1, 0.9], [0.5, 0.5]] + plain.points {
      let (before, after) = (process.prediction(at: point), believer.prediction(at: point))
      #expect(abs(before.mean - after.mean) < 1e-9)
      #expect(after.variance < before.variance + 1e-12)
    }
    #expect(believer.prediction(at: others[0]).variance < believer.errorVariance(10))
  }

  /// Whether draws have a mean and covariance, by standard errors of each.
  private func expectMoments(
    of samples: [[Double]], means: [Double], covariance: [[Double]], slack: Double
  ) {
    let count = Double(samples.count)
    let averages = means.indices.map { i in samples.reduce(0) { $0 + $1[i] } / count }
    for i in means.indices {
      // 5 standard errors: some 100 comparisons fail once in 17,000 seeds.
      let error = (covariance[i][i] / count).squareRoot()
      #expect(abs(averages[i] - means[i]) < 5 * error + slack)
      for j in 0...i {
        let product = samples.reduce(0) { $0 + ($1[i] - means[i]) * ($1[j] - means[j]) } / count
        // The variance of a product of normal numbers is c_ii c_jj + c_ij².
        let error =
          ((covariance[i][i] * covariance[j][j] + covariance[i][j] * covariance[i][j]) / count)
          .squareRoot()
        #expect(abs(product - covariance[i][j]) < 5 * error + slack)
      }
    }
  }

  @Test("Values drawn together have the posterior's mean and covariance", .tags(.statistical))
  func jointDraws() throws {
    var draws = Draws("joint draws")
    let plain = PlainProcess(
      &draws, count: 7, isChoice: [false, true, false], hasVariances: true)
    let process = try #require(plain.fast())
    let others = PlainProcess(
      &draws, count: 5, isChoice: plain.isChoice, hasVariances: false
    ).points
    let expected = plain.posterior(at: others)
    let samples = (0..<20_000).map { _ in process.jointDraw(at: others) { draws.normal() } }
    // 1e-8 of the signal's variance is added to the diagonal.
    expectMoments(
      of: samples, means: expected.means, covariance: expected.covariance, slack: 1e-7)
  }

  @Test("True values drawn from noisy data have the posterior's moments", .tags(.statistical))
  func trueValues() throws {
    var draws = Draws("true values")
    for hasVariances in [false, true] {
      var plain = PlainProcess(
        &draws, count: 6, isChoice: [false, false], hasVariances: hasVariances)
      plain.parameters.noise = hasVariances ? -21 : -1
      // One point twice, as a noisy search has it.
      plain.points[5] = plain.points[0]
      let process = try #require(plain.fast())
      let key = StreamKey(seed: 3, replication: 0, path: "tests", purpose: "true values")
      let drawn = try #require(DrawnProcess(noisy: process, draws: 20_000, key: key))
      let expected = plain.posterior(at: plain.points)
      // The process without errors has 2.3e-6 of the signal's variance on its diagonal.
      expectMoments(
        of: drawn.values, means: expected.means, covariance: expected.covariance, slack: 2e-5)
      // Each draw's weights carry it on to its own values.
      let places = process.points.indices
      let means = drawn.process.predictions(at: plain.points, weights: drawn.weights).means
      for draw in 0..<50 {
        #expect(places.allSatisfy { abs(means[draw][$0] - drawn.values[draw][$0]) < 0.05 })
      }
    }
  }

  @Test("The process of true values has the same mean everywhere")
  func withoutErrors() throws {
    var draws = Draws("without errors")
    var plain = PlainProcess(&draws, count: 12, isChoice: [false, false], hasVariances: true)
    plain.parameters.lengthScales = [-1.2, -0.9]
    let process = try #require(plain.fast())
    let exact = try #require(process.withoutErrors)
    for _ in 0..<20 {
      let point = [draws.uniform(), draws.uniform()]
      // Means are k K⁻¹ (smoothed - m) = k (K + N)⁻¹ (y - m), but for 2.3e-6 on the diagonal.
      #expect(abs(exact.prediction(at: point).mean - process.prediction(at: point).mean) < 1e-3)
    }
  }
}
