import EventKernel
import LinearAlgebra
import SpecialFunctions

/// One way the function may be, drawn at the points that are compared; negated, so that most is best.
///
/// Its values are drawn together, so that it can be compared at many points at once; between them it knows
/// only what is expected, which climbs end at.
///
/// Source: W. R. Thompson, "On the likelihood that one unknown probability exceeds another in view of the
/// evidence of two samples", Biometrika 25 (1933) 285–294.
struct ThompsonSurface: AcquisitionSurface {
  private let process: GaussianProcess
  private let constraints: [FeasibilityFactor.Constraint]
  private let key: StreamKey

  init(process: GaussianProcess, constraints: [FeasibilityFactor.Constraint], key: StreamKey) {
    self.process = process
    self.constraints = constraints
    self.key = key
  }

  func values(at points: [[Double]]) -> [Double] {
    var stream = RandomStream(key)
    var values = process.jointDraw(at: points) { StandardNormal.quantile(stream.uniform()) }
      .map { -$0 }
    FeasibilityFactor(constraints).add(at: points, to: &values)
    return values
  }

  mutating func sloped(at point: [Double]) -> (value: Double, gradient: [Double]) {
    (-.infinity, Array(repeating: 0, count: point.count))
  }
}
