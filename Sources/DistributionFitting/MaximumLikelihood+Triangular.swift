import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension MaximumLikelihood {
  /// Ends by descent, and for each pair of ends the mode at one of the values, where the likelihood has
  /// its maximum.
  ///
  /// Source: S. Kotz, J. R. van Dorp, *Beyond Beta*, World Scientific, 2004, section 1.5.
  ///
  /// - Parameter values: In increasing order, three of them different at least.
  /// - Returns: The triangle.
  static func triangular(_ values: [Double]) -> Distribution.Family {
    let (least, most) = (values[0], values[values.count - 1])
    let range = most - least
    func ends(_ point: [Double]) -> (lower: Double, upper: Double) {
      (least - range * exp(min(point[0], 20)), most + range * exp(min(point[1], 20)))
    }
    // There may be several maxima: with ends apart from the values, and with the mode at an end.
    var (point, smallest) = ([-2.0, -2.0], Double.infinity)
    for start in [[-2.0, -2], [-15, -2], [-2, -15]] {
      let found = SimplexDescent.minimum(from: start, step: 1) { point in
        let (lower, upper) = ends(point)
        return -mode(of: values, lower, upper).likelihood
      }
      if found.value < smallest { (point, smallest) = found }
    }
    let (lower, upper) = ends(point)
    return .triangular(lower: lower, mode: mode(of: values, lower, upper).mode, upper: upper)
  }

  /// The value at which the mode is most likely, up to the part of the likelihood that is the same for all.
  private static func mode(
    of values: [Double], _ lower: Double, _ upper: Double
  ) -> (mode: Double, likelihood: Double) {
    let count = values.count
    let left = values.map { log($0 - lower) }
    let right = values.map { log(upper - $0) }
    var after = right.reduce(0, +)
    var before = 0.0
    var best = (mode: values[0], likelihood: -Double.infinity)
    for index in 0..<count {
      after -= right[index]
      // Values before the mode rise to it, those after it fall from it.
      let likelihood =
        before - Double(index) * left[index] + after - Double(count - 1 - index) * right[index]
      if likelihood > best.likelihood { best = (values[index], likelihood) }
      before += left[index]
    }
    best.likelihood -= Double(count) * log(upper - lower)
    return best
  }
}
