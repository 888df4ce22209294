import RandomVariates

extension Moments {
  /// Moments of a triangular distribution of which only an interval is kept.
  ///
  /// On each straight piece of the density Gauss's rule with three points is exact for the moments up
  /// to the fourth.
  init(
    triangleFrom foot: Double, mode: Double, to opposite: Double, cutAt lower: Double,
    and upper: Double
  ) {
    // The density may be scaled at will: it is 1 at the mode.
    var pieces: [(start: Double, end: Double, foot: Double)] = []
    if lower < mode { pieces.append((lower, min(upper, mode), foot)) }
    if upper > mode { pieces.append((max(lower, mode), upper, opposite)) }
    func integral(_ weight: (Double) -> Double) -> Double {
      pieces.reduce(0) { sum, piece in
        let half = (piece.end - piece.start) / 2
        let middle = piece.start + half
        func value(_ place: Double) -> Double {
          let x = middle + half * place
          return weight(x) * (x - piece.foot) / (mode - piece.foot)
        }
        let root = 0.6.squareRoot()
        return sum + half / 9 * (5 * value(-root) + 8 * value(0) + 5 * value(root))
      }
    }
    let mass = integral { _ in 1 }
    let offset = integral { $0 - lower } / mass
    func central(_ power: Int) -> Double {
      integral { x in (0..<power).reduce(1) { product, _ in product * (x - lower - offset) } }
        / mass
    }
    self.init(
      mean: lower + offset, second: central(2), third: central(3), fourth: central(4))
  }

  /// Moments of a continuous empirical distribution of which only an interval is kept: a mixture of
  /// uniform pieces, each of the same probability before the cut, and of values that are repeated.
  ///
  /// - Parameters:
  ///   - values: In increasing order.
  ///   - lower: The lower end of what is kept.
  ///   - upper: The upper end.
  init(interpolating values: [Double], from lower: Double, to upper: Double) {
    var parts: [(weight: Double, moments: Moments)] = []
    for (start, end) in zip(values, values.dropFirst()) where end >= lower && start <= upper {
      if start == end {
        parts.append((1, Moments(constant: start)))
      } else {
        let (from, to) = (max(start, lower), min(end, upper))
        guard from < to else { continue }
        parts.append(((to - from) / (end - start), Moments(uniformFrom: from, to: to)))
      }
    }
    self.init(mixing: parts)
  }
}
