/// How much it is worth to try a point; the logarithm of something that is never negative.
protocol AcquisitionSurface {
  /// The values at many points.
  func values(at points: [[Double]]) -> [Double]
  /// The value at a point, and its derivatives by the coordinates; 0 for choices.
  mutating func sloped(at point: [Double]) -> (value: Double, gradient: [Double])
}
extension AcquisitionSurface {
  /// The value at a point.
  func value(at point: [Double]) -> Double { values(at: [point])[0] }
}
