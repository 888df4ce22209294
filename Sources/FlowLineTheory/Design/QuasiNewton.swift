/// The memory of a quasi-Newton search for a maximum: an estimate of the inverse curvature.
///
/// Source: J. Nocedal, S. J. Wright, *Numerical Optimization*, Springer, 2nd ed. 2006, eq. 6.17.
struct QuasiNewton {
  private var inverse: [[Double]]

  /// Begins with steps along the gradient, times `scale`.
  init(dimensions: Int, scale: Double) {
    inverse = (0..<dimensions).map { row in
      (0..<dimensions).map { row == $0 ? scale : 0 }
    }
  }

  /// The way up.
  func direction(_ slopes: [Double]) -> [Double] {
    inverse.map { zip($0, slopes).map(*).reduce(0, +) }
  }

  /// Takes in how the slopes changed along a step.
  mutating func learn(step: [Double], change: [Double]) {
    // Uphill the slopes fall, so that the curvature along the step is positive for a maximum.
    let curvature = -zip(step, change).map(*).reduce(0, +)
    guard curvature > 0 else { return }
    let image = inverse.map { row in -zip(row, change).map(*).reduce(0, +) }
    let size = -zip(change, image).map(*).reduce(0, +)
    for row in step.indices {
      for column in step.indices {
        inverse[row][column] +=
          (1 + size / curvature) * step[row] * step[column] / curvature
          - (image[row] * step[column] + step[row] * image[column]) / curvature
      }
    }
  }
}
