/// The logarithm of the probability that all constraints are kept, for as long as no point is known that
/// keeps them.
struct FeasibilitySurface: AcquisitionSurface {
  private var feasibility: FeasibilityFactor

  init(constraints: [FeasibilityFactor.Constraint]) {
    feasibility = FeasibilityFactor(constraints)
  }

  func values(at points: [[Double]]) -> [Double] {
    var values = Array(repeating: 0.0, count: points.count)
    feasibility.add(at: points, to: &values)
    return values
  }

  mutating func sloped(at point: [Double]) -> (value: Double, gradient: [Double]) {
    var value = 0.0
    var gradient = Array(repeating: 0.0, count: point.count)
    feasibility.add(at: point, value: &value, gradient: &gradient)
    return (value, gradient)
  }
}
