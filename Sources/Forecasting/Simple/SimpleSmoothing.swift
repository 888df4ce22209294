/// Simple exponential smoothing: ℓ_t = α y_t + (1 - α) ℓ_(t-1), begun at the first value.
struct SimpleSmoothing {
  let alpha: Double
  /// The level after the last value, which is the forecast.
  let level: Double
  /// The mean of squared one-step errors, from the second value on.
  let meanSquare: Double

  /// Smooths with a given weight.
  @inline(__always)
  init(_ values: [Double], alpha: Double) {
    let result = SimpleSmoothing.run(values.span, alpha)
    self.alpha = alpha
    level = result.level
    meanSquare = values.count > 1 ? result.squares / Double(values.count - 1) : 0
  }

  /// Smooths with the weight of least squared errors within bounds.
  init(fitted values: [Double], in bounds: ClosedRange<Double> = 0.01...0.99) {
    self.init(
      values,
      alpha: values.count < 2
        ? bounds.upperBound : SimpleSmoothing.bestAlpha(values.span, in: bounds))
  }

  /// The weight of least squared errors.
  @inline(__always)
  static func bestAlpha(_ values: Span<Double>, in bounds: ClosedRange<Double>) -> Double {
    GoldenSection.minimum(in: bounds, tolerance: 1e-3) { run(values, $0).squares }
  }

  @inline(__always)
  static func run(_ values: Span<Double>, _ alpha: Double) -> (level: Double, squares: Double) {
    var (level, squares) = (values[0], 0.0)
    for place in 1..<max(1, values.count) {
      let error = values[place] - level
      squares += error * error
      level += alpha * error
    }
    return (level, squares)
  }

  /// σ √(1 + (h - 1) α²).
  func deviation(_ horizon: Int) -> [Double] {
    (0..<horizon).map { (meanSquare * (1 + Double($0) * alpha * alpha)).squareRoot() }
  }
}
