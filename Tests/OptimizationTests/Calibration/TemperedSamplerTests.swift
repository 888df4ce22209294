import TestDraws
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@testable import Optimization

@Suite("Samples of posteriors that are known exactly")
struct TemperedSamplerTests {
  static let square = SearchSpace([
    SearchDimension("a", .real(low: 0, high: 1)), SearchDimension("b", .real(low: 0, high: 1)),
  ])

  /// A likelihood written as a formula.
  struct Formula: PosteriorDensity {
    var logarithm: @Sendable ([Double]) -> Double

    func logLikelihoods(at points: [[Double]]) -> [Double] { points.map { logarithm($0) } }
  }

  /// What is left of the square where y = A x + e, e normal: mean (AᵀA)⁻¹ Aᵀ y, covariance σ² (AᵀA)⁻¹.
  @Test("A linear model has the mean and covariance of least squares", .tags(.exact))
  func linear() {
    let rows = [[2.0, 1.0], [1.0, -1.0], [0.5, 1.5]]
    let (deviation, truth) = (0.03, [0.45, 0.55])
    let errors = [0.02, -0.035, 0.01]
    let observed = zip(rows, errors).map { row, error in
      row[0] * truth[0] + row[1] * truth[1] + error
    }
    let (p, q, r) = (
      rows.reduce(0) { $0 + $1[0] * $1[0] }, rows.reduce(0) { $0 + $1[0] * $1[1] },
      rows.reduce(0) { $0 + $1[1] * $1[1] }
    )
    let determinant = p * r - q * q
    let right = [0, 1].map { axis in
      zip(rows, observed).reduce(0) { $0 + $1.0[axis] * $1.1 }
    }
    let mean = [
      (r * right[0] - q * right[1]) / determinant, (p * right[1] - q * right[0]) / determinant,
    ]
    let square = deviation * deviation
    let covariance = [
      r / determinant * square, -q / determinant * square, p / determinant * square,
    ]
    let density = Formula { point in
      zip(rows, observed).reduce(0) { sum, output in
        let rest = output.1 - output.0[0] * point[0] - output.0[1] * point[1]
        return sum - 0.5 * rest * rest / square
      }
    }
    // Six seeds of 2,048 samples; what they find spreads as if each were a mean of independent ones.
    for seed in 1...6 {
      let samples = TemperedSampler(in: Self.square, count: 2_048, seed: UInt64(seed))
        .samples(of: density)
      let number = 2_048.0
      for axis in 0..<2 {
        let deviation = covariance[2 * axis].squareRoot()
        let tolerance = 4 * deviation / number.squareRoot()
        #expect(abs(samples.mean(axis) - mean[axis]) < tolerance)
        let found = samples.points.reduce(0) { sum, point in
          sum + (point[axis] - samples.mean(axis)) * (point[axis] - samples.mean(axis))
        }
        let ratio = found / number / covariance[2 * axis]
        #expect(abs(ratio - 1) < 4 * (2 / number).squareRoot())
        // 1.645 standard deviations below and above lie 90 %.
        for (share, normal) in [(0.05, -1.6449), (0.5, 0), (0.95, 1.6449)] {
          let height = 0.398_9 * exp(-0.5 * normal * normal)
          let error = (share * (1 - share) / number).squareRoot() / height * deviation
          #expect(abs(samples.quantile(axis, share) - mean[axis] - normal * deviation) < 4 * error)
        }
      }
      let correlation = covariance[1] / (covariance[0] * covariance[2]).squareRoot()
      let spread = (1 - correlation * correlation) / number.squareRoot()
      #expect(abs(samples.correlation(0, 1) - correlation) < 4 * spread)
    }
  }

  /// Only the product of two numbers is known: a bent ridge, whose margins are integrals over it.
  @Test("A bent ridge has the margins of its integral", .tags(.exact))
  func ridge() {
    let density = Formula { -0.5 * pow(($0[0] * $0[1] - 0.25) / 0.005, 2) }
    let cells = 2_000
    var margin = Array(repeating: 0.0, count: cells)
    for i in 0..<cells {
      let a = (Double(i) + 0.5) / Double(cells)
      // Over b the likelihood is normal with mean 0.25 / a and standard deviation 0.005 / a.
      let (centre, width) = (0.25 / a, 0.005 / a)
      margin[i] = width * (phi((1 - centre) / width) - phi(-centre / width))
    }
    let total = margin.reduce(0, +)
    func exact(_ share: Double) -> Double {
      var sum = 0.0
      for i in 0..<cells {
        sum += margin[i] / total
        if sum >= share { return (Double(i) + 0.5) / Double(cells) }
      }
      return 1
    }
    for seed in 1...4 {
      let samples = TemperedSampler(in: Self.square, count: 2_048, seed: UInt64(seed))
        .samples(of: density)
      for axis in 0..<2 {
        for share in [0.05, 0.25, 0.5, 0.75, 0.95] {
          let below = samples.points.count { $0[axis] < exact(share) }
          // Walks along the ridge are slow: as if half of the samples were independent.
          let error = (share * (1 - share) / 1_024).squareRoot()
          #expect(abs(Double(below) / 2_048 - share) < 4 * error, "\(seed) \(axis) \(share)")
        }
        #expect(samples.narrowing(axis) > 0.1)
      }
      #expect(samples.correlation(0, 1) < -0.8)
    }
  }

  private func phi(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  @Test("Two peaks keep their shares, and levels theirs", .tags(.exact))
  func peaksAndLevels() {
    let space = SearchSpace([
      SearchDimension("a", .real(low: 0, high: 1)),
      SearchDimension("kind", .choice(count: 3)),
      SearchDimension("machines", .whole(low: 1, high: 4)),
    ])
    // At a = 0.2 three times as much as at 0.8; kinds 1 : 2 : 3 and machines 4 : 3 : 2 : 1.
    let density = Formula { point in
      func peak(_ place: Double) -> Double { exp(-0.5 * pow((point[0] - place) / 0.01, 2)) }
      let kind = (point[1] * 3).rounded(.down) + 1
      let machines = 4 - (point[2] * 4).rounded(.down)
      return log(max(1e-300, (3 * peak(0.2) + peak(0.8)) * kind * machines))
    }
    let samples = TemperedSampler(in: space, count: 4_096, seed: 3).samples(of: density)
    // Peaks do not exchange samples once they are apart, and the share was drawn while they were few.
    let low = Double(samples.points.count { $0[0] < 0.5 }) / 4_096
    #expect(abs(low - 0.75) < 0.05)
    for (share, exact) in zip(samples.shares(1), [1.0 / 6, 2.0 / 6, 3.0 / 6]) {
      #expect(abs(share - exact) < 0.04)
    }
    for (share, exact) in zip(samples.shares(2), [0.4, 0.3, 0.2, 0.1]) {
      #expect(abs(share - exact) < 0.04)
    }
  }

  @Test("Without data all stays as it was, and the same seed gives the same samples")
  func nothingLearned() {
    let flat = Formula { _ in 0 }
    let samples = TemperedSampler(in: Self.square, count: 512, seed: 9).samples(of: flat)
    for axis in 0..<2 {
      #expect(abs(samples.narrowing(axis)) < 0.05)
      #expect(abs(samples.sharesAtEnds(axis).low - 0.05) < 0.03)
    }
    #expect(abs(samples.correlation(0, 1)) < 0.15)
    let again = TemperedSampler(in: Self.square, count: 512, seed: 9).samples(of: flat)
    #expect(again.points == samples.points)
    let other = TemperedSampler(in: Self.square, count: 512, seed: 10).samples(of: flat)
    #expect(other.points != samples.points)
  }

  @Test("What is impossible gets no sample")
  func impossible() {
    let half = Formula { $0[0] + $0[1] < 0.4 ? 0 : -.infinity }
    let samples = TemperedSampler(in: Self.square, count: 512, seed: 4).samples(of: half)
    #expect(samples.points.allSatisfy { $0[0] + $0[1] < 0.4 })
    // The mean of a triangle is a third of its side.
    #expect(abs(samples.mean(0) - 0.4 / 3) < 5 * 0.4 / 18.0.squareRoot() / 512.0.squareRoot())
  }
}
