#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The logarithm of the expected gain in hypervolume by two objectives, exactly.
///
/// The region that the front does not dominate is cut into strips along the first objective. In each the
/// chances factor, and with G(b) = ∫ Φ((u - μ)/σ) du up to b, the expected improvement on b:
///
///     EHVI = Σᵢ (G₁(aᵢ₊₁) - G₁(aᵢ)) G₂(bᵢ)
///
/// Source: M. Emmerich, K. Yang, A. Deutz, H. Wang, C. M. Fonseca, "A multicriteria generalization of
/// Bayesian global optimization", in Advances in Stochastic and Deterministic Global Optimization, Springer,
/// 2016, 229–242.
struct HypervolumeSurface: AcquisitionSurface {
  /// The steps of a front: between two values of the first objective, how low the second has to be.
  struct Front: Sendable {
    /// The ends of the strips by the first objective; the first begins at -∞.
    private(set) var ends: [Double] = []
    /// The second objective's bound in each strip.
    private(set) var bounds: [Double] = []

    /// The front of some points.
    ///
    /// - Parameters:
    ///   - values: Two numbers a point, both to be small.
    ///   - reference: What is no better than this does not count.
    init(_ values: [(Double, Double)], reference: (Double, Double)) {
      var height = reference.1
      for (first, second) in values.sorted(by: { $0 < $1 })
      where first < reference.0 && second < height {
        ends.append(first)
        bounds.append(height)
        height = second
      }
      ends.append(reference.0)
      bounds.append(height)
    }
  }

  private let first: DrawnProcess
  private let second: DrawnProcess
  /// One a draw.
  private let fronts: [Front]
  private var feasibility: FeasibilityFactor
  private var rooms: [GaussianProcess.Room]

  init(
    first: DrawnProcess, second: DrawnProcess, fronts: [Front],
    constraints: [FeasibilityFactor.Constraint]
  ) {
    self.first = first
    self.second = second
    self.fronts = fronts
    feasibility = FeasibilityFactor(constraints)
    rooms = [first, second].map { GaussianProcess.Room(count: $0.process.points.count) }
  }

  /// The logarithm of a gain with its derivatives.
  private struct Gain {
    var value = -Double.infinity
    var byMeans = (0.0, 0.0)
    var byVariances = (0.0, 0.0)
  }

  private static func gain(
    means: (Double, Double), variances: (Double, Double), front: Front
  ) -> Gain {
    typealias Improvement = (value: Double, byMean: Double, byVariance: Double)
    var strips: [Gain] = []
    var before: Improvement = (-.infinity, 0, 0)
    for (end, bound) in zip(front.ends, front.bounds) {
      let upTo = LogExpectedImprovement.value(mean: means.0, variance: variances.0, best: end)
      let below = LogExpectedImprovement.value(mean: means.1, variance: variances.1, best: bound)
      let ratio = (before.value - upTo.value).exponential
      if ratio < 1 {
        // ln(G - G') = ln G + ln(1 - G'/G), and its derivatives.
        var strip = Gain()
        strip.value = upTo.value + log1p(-ratio) + below.value
        let rest = 1 - ratio
        strip.byMeans = ((upTo.byMean - ratio * before.byMean) / rest, below.byMean)
        strip.byVariances = (
          (upTo.byVariance - ratio * before.byVariance) / rest, below.byVariance
        )
        strips.append(strip)
      }
      before = upTo
    }
    let greatest = strips.map(\.value).max() ?? -.infinity
    guard greatest > -.infinity else { return Gain() }
    var sum = 0.0
    var total = Gain()
    for strip in strips {
      let share = (strip.value - greatest).exponential
      sum += share
      total.byMeans.0 += share * strip.byMeans.0
      total.byMeans.1 += share * strip.byMeans.1
      total.byVariances.0 += share * strip.byVariances.0
      total.byVariances.1 += share * strip.byVariances.1
    }
    total.value = greatest + sum.logarithm
    total.byMeans = (total.byMeans.0 / sum, total.byMeans.1 / sum)
    total.byVariances = (total.byVariances.0 / sum, total.byVariances.1 / sum)
    return total
  }

  func values(at points: [[Double]]) -> [Double] {
    let one = first.process.predictions(at: points, weights: first.weights)
    let two = second.process.predictions(at: points, weights: second.weights)
    var values = points.indices.map { place in
      LogarithmOfMean.value(
        fronts.indices.map { draw in
          Self.gain(
            means: (one.means[draw][place], two.means[draw][place]),
            variances: (one.variances[place], two.variances[place]), front: fronts[draw]
          ).value
        })
    }
    feasibility.add(at: points, to: &values)
    return values
  }

  mutating func sloped(at point: [Double]) -> (value: Double, gradient: [Double]) {
    let one = first.sight(at: point, room: &rooms[0])
    let two = second.sight(at: point, room: &rooms[1])
    let gains = fronts.indices.map { draw in
      Self.gain(
        means: (one.means[draw], two.means[draw]), variances: (one.variance, two.variance),
        front: fronts[draw])
    }
    var value = LogarithmOfMean.value(gains.map(\.value))
    let shares = LogarithmOfMean.shares(gains.map(\.value), value: value)
    var gradient = Array(repeating: 0.0, count: point.count)
    first.addGradient(
      at: point, byMeans: zip(shares, gains).map { $0 * $1.byMeans.0 },
      byVariance: one.isFloored
        ? 0 : zip(shares, gains).reduce(0) { $0 + $1.0 * $1.1.byVariances.0 },
      room: rooms[0], to: &gradient)
    second.addGradient(
      at: point, byMeans: zip(shares, gains).map { $0 * $1.byMeans.1 },
      byVariance: two.isFloored
        ? 0 : zip(shares, gains).reduce(0) { $0 + $1.0 * $1.1.byVariances.1 },
      room: rooms[1], to: &gradient)
    feasibility.add(at: point, value: &value, gradient: &gradient)
    return (value, gradient)
  }
}
