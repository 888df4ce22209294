/// Integrals of two functions at once, by halving the intervals that need it.
///
/// Each interval is worked out at the 21 points of Kronrod, among which the 10 of Gauss tell the error;
/// the worst interval is halved until the sum of the errors is small.
///
/// Source: R. Piessens, E. de Doncker-Kapenga, C. W. Überhuber, D. K. Kahaner, *QUADPACK*, Springer,
/// 1983: rule QK21 with its estimate of the error, in the public domain.
enum AdaptiveIntegral {
  /// Points of the rule from the outermost to the middle, with the weights of Kronrod and of Gauss.
  private static let points: [(place: Double, kronrod: Double, gauss: Double)] = [
    (0.9956571630258080807, 0.01169463886737187428, 0),
    (0.9739065285171717201, 0.03255816230796472748, 0.06667134430868813759),
    (0.9301574913557082260, 0.05475589657435199603, 0),
    (0.8650633666889845107, 0.07503967481091995277, 0.1494513491505805931),
    (0.7808177265864168971, 0.09312545458369760554, 0),
    (0.6794095682990244063, 0.1093871588022976419, 0.2190863625159820440),
    (0.5627571346686046834, 0.1234919762620658511, 0),
    (0.4333953941292471908, 0.1347092173114733260, 0.2692667193099963551),
    (0.2943928627014601981, 0.1427759385770600808, 0),
    (0.1488743389816312109, 0.1477391049013384914, 0.2955242247147528702),
  ]
  private static let middleWeight = 0.1494455540029169057

  private struct Piece {
    var lower: Double
    var upper: Double
    var value: SIMD2<Double>
    var error: Double
  }

  /// The integral of one function.
  ///
  /// - Parameters:
  ///   - lower: The lower end.
  ///   - upper: The upper end, finite.
  ///   - relative: The error aimed at, as a part of the integral and of `base` together.
  ///   - base: A size against which errors are small.
  ///   - function: What is integrated.
  /// - Returns: The integral.
  static func integral(
    from lower: Double, to upper: Double, relative: Double = 1e-13, base: Double = 0,
    of function: (Double) -> Double
  ) -> Double {
    integrals(
      from: lower, to: upper, relative: relative, base: SIMD2(base, .infinity)
    ) { SIMD2(function($0), 0) }[0]
  }

  /// The integrals of two functions, each as accurate as asked for.
  ///
  /// - Parameters:
  ///   - lower: The lower end.
  ///   - upper: The upper end, finite.
  ///   - relative: The error aimed at, as a part of the integral and of `base` together.
  ///   - base: For each function a size against which errors are small.
  ///   - function: What is integrated.
  /// - Returns: Both integrals.
  static func integrals(
    from lower: Double, to upper: Double, relative: Double, base: SIMD2<Double>,
    of function: (Double) -> SIMD2<Double>
  ) -> SIMD2<Double> {
    guard upper > lower else { return .zero }
    var (scale, isFirst) = (base, true)
    func piece(_ lower: Double, _ upper: Double) -> Piece {
      let (value, errors) = rule(from: lower, to: upper, of: function)
      if isFirst {
        for lane in 0..<2 { scale[lane] = max(base[lane], abs(value[lane])) }
        isFirst = false
      }
      var error = 0.0
      for lane in 0..<2 where scale[lane] > 0 { error = max(error, errors[lane] / scale[lane]) }
      return Piece(lower: lower, upper: upper, value: value, error: error)
    }
    var pieces = [piece(lower, upper)]
    while pieces.count < 400 {
      var (worst, sum) = (0, 0.0)
      for index in pieces.indices {
        sum += pieces[index].error
        if pieces[index].error > pieces[worst].error { worst = index }
      }
      if sum <= relative { break }
      let (low, high) = (pieces[worst].lower, pieces[worst].upper)
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      pieces[worst] = piece(low, middle)
      pieces.append(piece(middle, high))
    }
    return pieces.reduce(.zero) { $0 + $1.value }
  }

  private static func rule(
    from lower: Double, to upper: Double, of function: (Double) -> SIMD2<Double>
  ) -> (value: SIMD2<Double>, errors: SIMD2<Double>) {
    let (middle, half) = (lower + (upper - lower) / 2, (upper - lower) / 2)
    let center = function(middle)
    var (kronrod, gauss) = (middleWeight * center, SIMD2<Double>.zero)
    var values: [(left: SIMD2<Double>, right: SIMD2<Double>)] = []
    values.reserveCapacity(points.count)
    for point in points {
      let pair = (
        left: function(middle - half * point.place), right: function(middle + half * point.place)
      )
      values.append(pair)
      kronrod += point.kronrod * (pair.left + pair.right)
      gauss += point.gauss * (pair.left + pair.right)
    }
    // How much the function varies about its mean: against it a difference of the rules is judged.
    let mean = kronrod / 2
    var variation = middleWeight * absolute(center - mean)
    for (point, pair) in zip(points, values) {
      variation += point.kronrod * (absolute(pair.left - mean) + absolute(pair.right - mean))
    }
    let difference = absolute(kronrod - gauss)
    var errors = SIMD2<Double>.zero
    for lane in 0..<2 where difference[lane] > 0 {
      let part = 200 * difference[lane] / variation[lane]
      let error = variation[lane] * min(1, part * part.squareRoot())
      // Below this a difference is rounding.
      errors[lane] = error > 1e-14 * abs(kronrod[lane]) ? error * half : 0
    }
    return (kronrod * half, errors)
  }

  private static func absolute(_ pair: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(abs(pair[0]), abs(pair[1]))
  }
}
