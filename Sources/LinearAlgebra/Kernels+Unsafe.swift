import CMatrixKernels

/// The kernels in C, behind a safe door: here it is seen to that all memory is as large as they need.
enum Kernels {
  /// How many numbers the longest vectors of this processor have.
  static let widest = matrix_widest()

  static func hasWidth(_ width: Int) -> Bool {
    Int32(exactly: width).map(matrix_has_width) ?? false
  }

  /// How many numbers the panels of so many rows take.
  static func panelCount(_ order: Int) -> Int { matrix_panel_count(order) }

  /// How many rows the panels of so many rows have.
  static func wholePanels(_ order: Int) -> Int { (order + 7) / 8 * 8 }

  // MARK: Factors

  static func factor(
    _ width: Int32, _ matrix: borrowing SymmetricMatrix, panels: inout [Double],
    reciprocals: inout [Double]
  ) -> Bool {
    matrix.checkCount()
    check(matrix.order, panels, reciprocals)
    return unsafe matrix_factor(width, matrix.order, matrix.elements, &panels, &reciprocals)
  }

  static func append(
    _ width: Int32, _ order: Int, row: inout [Double], panels: inout [Double],
    reciprocals: inout [Double]
  ) -> Bool {
    check(order + 1, panels, reciprocals)
    precondition(row.count == order + 1, "a number for each row")
    return unsafe matrix_append(width, order, &row, &panels, &reciprocals)
  }

  static func pad(_ order: Int, panels: inout [Double], reciprocals: inout [Double]) {
    check(order, panels, reciprocals)
    unsafe matrix_pad(order, &panels, &reciprocals)
  }

  private static func check(_ order: Int, _ panels: [Double], _ reciprocals: [Double]) {
    precondition(
      panels.count >= panelCount(order) && reciprocals.count >= wholePanels(order),
      "panels lack room")
  }

  // MARK: Solutions

  static func solve(
    _ factor: CholeskyFactor, _ vector: inout MutableSpan<Double>, lower: Bool, upper: Bool
  ) {
    let (width, order) = (factor.width, factor.order)
    precondition(vector.count == order, "a number for each row")
    unsafe vector.withUnsafeMutableBufferPointer { vector in
      guard let vector = vector.baseAddress else { return }
      if lower {
        unsafe matrix_solve_lower(width, order, factor.panels, factor.reciprocals, vector)
      }
      if upper {
        unsafe matrix_solve_upper(width, order, factor.panels, factor.reciprocals, vector)
      }
    }
  }

  static func solve(
    _ factor: CholeskyFactor, columns sides: inout Matrix, lower: Bool, upper: Bool
  ) {
    let (order, columns) = (factor.order, sides.columns)
    precondition(sides.rows == order, "a row for each row")
    sides.checkCount()
    unsafe withRoom(8 * wholePanels(order)) { room in
      unsafe matrix_solve_columns(
        factor.width, order, factor.panels, factor.reciprocals, columns, &sides.elements, lower,
        upper, room)
    }
  }

  static func inverse(_ factor: CholeskyFactor, into inverse: inout SymmetricMatrix) {
    let order = factor.order
    precondition(inverse.order == order, "a matrix of the same order")
    inverse.checkCount()
    unsafe withRoom(panelCount(order)) { room in
      unsafe matrix_inverse(
        factor.width, order, factor.panels, factor.reciprocals, &inverse.elements, room)
    }
  }

  // MARK: Products

  static func multiply(
    _ width: Int32, _ first: Matrix, by second: Matrix, into product: inout Matrix
  ) {
    first.checkCount()
    second.checkCount()
    product.checkCount()
    unsafe withRoom(8 * first.columns) { room in
      unsafe matrix_multiply(
        width, first.rows, first.columns, second.columns, first.elements, second.elements,
        &product.elements, room)
    }
  }

  static func multiply(_ matrix: Matrix, by vector: [Double], into product: inout [Double]) {
    matrix.checkCount()
    unsafe matrix_multiply_vector(matrix.rows, matrix.columns, matrix.elements, vector, &product)
  }

  static func multiplyTransposed(
    _ matrix: Matrix, by vector: [Double], into product: inout [Double]
  ) {
    matrix.checkCount()
    unsafe matrix_multiply_transposed_vector(
      matrix.rows, matrix.columns, matrix.elements, vector, &product)
  }

  static func sumSquares(_ matrix: Matrix, into sums: inout [Double]) {
    matrix.checkCount()
    unsafe matrix_sum_squares(matrix.rows, matrix.columns, matrix.elements, &sums)
  }

  /// Room for so many numbers while something is worked out.
  private static func withRoom(_ count: Int, _ body: (UnsafeMutablePointer<Double>) -> Void) {
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: max(count, 1)) { room in
      if let room = room.baseAddress { unsafe body(room) }
    }
  }
}

extension Matrix {
  /// Elements are anybody's to replace; the kernels rely on their number.
  fileprivate func checkCount() {
    precondition(elements.count == rows * columns, "an element for each row and column")
  }
}

extension SymmetricMatrix {
  fileprivate borrowing func checkCount() {
    precondition(elements.count == order * order, "an element for each row and column")
  }
}
