extension CholeskyFactor {
  /// Solves L x = b in place.
  ///
  ///     x[i] = (b[i] - L[i, 0] x[0] - L[i, 1] x[1] - …) · (1 / L[i, i])
  ///
  /// - Parameter vector: b, and then x.
  public func solveLower(_ vector: inout [Double]) {
    var span = vector.mutableSpan
    Kernels.solve(self, &span, lower: true, upper: false)
  }

  /// Solves L x = b in place.
  ///
  /// - Parameter vector: b, and then x.
  public func solveLower(_ vector: inout MutableSpan<Double>) {
    Kernels.solve(self, &vector, lower: true, upper: false)
  }

  /// Solves Lᵀ x = b in place.
  ///
  /// What eight rows take away of b[i] is added in a tree of fixed shape, the last rows first.
  ///
  /// - Parameter vector: b, and then x.
  public func solveUpper(_ vector: inout [Double]) {
    var span = vector.mutableSpan
    Kernels.solve(self, &span, lower: false, upper: true)
  }

  /// Solves Lᵀ x = b in place.
  ///
  /// - Parameter vector: b, and then x.
  public func solveUpper(_ vector: inout MutableSpan<Double>) {
    Kernels.solve(self, &vector, lower: false, upper: true)
  }

  /// Solves A x = b in place.
  ///
  /// - Parameter vector: b, and then x.
  public func solve(_ vector: inout [Double]) {
    var span = vector.mutableSpan
    Kernels.solve(self, &span, lower: true, upper: true)
  }

  /// Solves A x = b in place.
  ///
  /// - Parameter vector: b, and then x.
  public func solve(_ vector: inout MutableSpan<Double>) {
    Kernels.solve(self, &vector, lower: true, upper: true)
  }

  /// Solves L X = B in place.
  ///
  /// - Parameter sides: A column for each right side; each comes out with the bits that
  ///   ``solveLower(_:)`` gives.
  public func solveLower(columns sides: inout Matrix) {
    Kernels.solve(self, columns: &sides, lower: true, upper: false)
  }

  /// Solves Lᵀ X = B in place.
  ///
  /// - Parameter sides: A column for each right side; each comes out with the bits that
  ///   ``solveUpper(_:)`` gives.
  public func solveUpper(columns sides: inout Matrix) {
    Kernels.solve(self, columns: &sides, lower: false, upper: true)
  }

  /// Solves A X = B in place.
  ///
  /// - Parameter sides: A column for each right side; each comes out with the bits that
  ///   ``solve(_:)`` gives.
  public func solve(columns sides: inout Matrix) {
    Kernels.solve(self, columns: &sides, lower: true, upper: true)
  }

  /// Fills a matrix with A⁻¹, both triangles.
  ///
  /// With W = L⁻¹, an element is the sum of W[k, i] W[k, j] from k = max(i, j) on.
  ///
  /// - Parameter inverse: A matrix of the same order, whose elements do not matter.
  /// - Complexity: 2n³/3 products and sums.
  public func inverse(into inverse: inout SymmetricMatrix) {
    Kernels.inverse(self, into: &inverse)
  }
}
