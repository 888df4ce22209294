/// A pair of arrays: complex numbers with their parts apart.
struct ComplexArray: Sendable {
  var real: [Double]
  var imaginary: [Double]

  init(count: Int) {
    real = [Double](repeating: 0, count: count)
    imaginary = [Double](repeating: 0, count: count)
  }

  var count: Int { real.count }
}

extension FourierPlan {
  /// Transforms numbers; which of the two arrays holds the result, is told.
  ///
  /// - Parameters:
  ///   - data: The numbers.
  ///   - scratch: As many others.
  ///   - inverse: Whether to transform backwards, without division by N.
  /// - Returns: Whether the result is in `scratch`.
  func run(_ data: inout ComplexArray, _ scratch: inout ComplexArray, inverse: Bool) -> Bool {
    var isSwapped = false
    for pass in passes {
      if isSwapped {
        run(pass, from: scratch, to: &data, inverse: inverse)
      } else {
        run(pass, from: data, to: &scratch, inverse: inverse)
      }
      isSwapped.toggle()
    }
    return isSwapped
  }

  /// A transform backwards is one forwards with real and imaginary parts exchanged.
  private func run(
    _ pass: Pass, from source: borrowing ComplexArray, to target: inout ComplexArray, inverse: Bool
  ) {
    if inverse {
      run(pass, source.imaginary.span, source.real.span, &target.imaginary, &target.real)
    } else {
      run(pass, source.real.span, source.imaginary.span, &target.real, &target.imaginary)
    }
  }
}
