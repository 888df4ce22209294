import CMatrixKernels

/// What the kernels in C do, behind a safe door: all rooms are as large as the kernels need.
extension CholeskyFactor {
  /// Whether the processor has vectors of so many numbers.
  public static func hasVectors(of width: Int) -> Bool {
    [2, 4].contains(width) && matrix_has_width(Int32(width)) != 0
  }

  /// Factors a matrix.
  ///
  /// - Parameter matrix: The lower triangle counts.
  /// - Returns: Whether it is positive definite; where it is not, the factor must not be used.
  public mutating func factor(_ matrix: borrowing SymmetricMatrix) -> Bool {
    order = matrix.order
    let size = matrix_factor_size(order)
    if panels.count < size { panels = Array(repeating: 0, count: size) }
    guard order > 0 else { return true }
    let isDefinite = unsafe matrix.elements.withUnsafeBufferPointer { elements in
      unsafe panels.withUnsafeMutableBufferPointer { panels in
        unsafe elements.baseAddress.flatMap { elements in
          unsafe panels.baseAddress.map { unsafe matrix_factor(width, order, elements, $0) }
        }
      }
    }
    return isDefinite == 1
  }

  /// Solves L x = b in place.
  public func solveLower(_ vector: inout [Double]) { solve(&vector, lower: true, upper: false) }

  /// Solves Lᵀ x = b in place.
  public func solveUpper(_ vector: inout [Double]) { solve(&vector, lower: false, upper: true) }

  /// Solves A x = b in place.
  public func solve(_ vector: inout [Double]) { solve(&vector, lower: true, upper: true) }

  private func solve(_ vector: inout [Double], lower: Bool, upper: Bool) {
    precondition(vector.count == order, "a number for each row")
    guard order > 0 else { return }
    let padded = (order + 7) / 8 * 8
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: padded) { room in
      for i in 0..<order { unsafe room.initializeElement(at: i, to: vector[i]) }
      for i in order..<padded { unsafe room.initializeElement(at: i, to: 0) }
      unsafe panels.withUnsafeBufferPointer { panels in
        guard let panels = panels.baseAddress, let room = room.baseAddress else {
          return
        }
        if lower { unsafe matrix_solve_lower(width, order, panels, room) }
        if upper { unsafe matrix_solve_upper(width, order, panels, room) }
      }
      for i in 0..<order { vector[i] = unsafe room[i] }
    }
  }

  /// Solves L X = B in place.
  ///
  /// - Parameter sides: A column for each right side; each comes out with the bits that
  ///   ``solveLower(_:)`` gives.
  public func solveLower(columns sides: inout Matrix) {
    precondition(sides.rows == order, "a row for each row")
    guard order > 0, sides.columns > 0 else { return }
    let (padded, columns) = ((order + 7) / 8 * 8, sides.columns)
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 8 * padded) { room in
      unsafe panels.withUnsafeBufferPointer { panels in
        unsafe sides.elements.withUnsafeMutableBufferPointer { sides in
          guard let panels = panels.baseAddress, let sides = sides.baseAddress,
            let room = room.baseAddress
          else { return }
          unsafe matrix_solve_columns(width, order, panels, columns, columns, sides, room)
        }
      }
    }
  }

  /// Fills a matrix with A⁻¹, both triangles.
  public func inverse(into inverse: inout SymmetricMatrix) {
    precondition(inverse.order == order, "a matrix of the same order")
    guard order > 0 else { return }
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: matrix_factor_size(order)) {
      room in
      unsafe panels.withUnsafeBufferPointer { panels in
        unsafe inverse.elements.withUnsafeMutableBufferPointer { inverse in
          guard let panels = panels.baseAddress, let inverse = inverse.baseAddress,
            let room = room.baseAddress
          else { return }
          unsafe matrix_inverse(width, order, panels, inverse, room)
        }
      }
    }
  }
}
