import LinearAlgebra
import TestDraws
import TestSupport
import Testing

private func sample(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
  var draws = SplitMix(seed: seed)
  return Matrix(
    rows: rows, columns: columns,
    elements: (0..<rows * columns).map { _ in draws.fraction() - 0.5 })
}

@Suite("Matrix")
struct MatrixTests {
  @Test("Products of small matrices, worked by hand", .tags(.exact))
  func byHand() {
    let a = Matrix(rows: 2, columns: 3, elements: [1, 2, 3, 4, 5, 6])
    let b = Matrix(rows: 3, columns: 2, elements: [7, 8, 9, 10, 11, 12])
    #expect(a.multiplied(by: b) == Matrix(rows: 2, columns: 2, elements: [58, 64, 139, 154]))
    #expect(a.transposed == Matrix(rows: 3, columns: 2, elements: [1, 4, 2, 5, 3, 6]))
    #expect(a.multiplied(by: [1, 0, -1]) == [-2, -2])
    #expect(a.transposedMultiplied(by: [1, -1]) == [-3, -3, -3])
    var sums: [Double] = []
    a.sumSquaresOfColumns(into: &sums)
    #expect(sums == [17, 29, 45])
  }

  @Test("Each element of a product is the sum from its first term on, with vectors of any width")
  func order() {
    for (rows, inner, columns) in [
      (1, 1, 1), (2, 3, 4), (7, 9, 8), (8, 8, 8), (9, 17, 11), (16, 5, 24), (33, 40, 19), (3, 0, 5),
    ] {
      let (a, b) = (sample(rows, inner, seed: 1), sample(inner, columns, seed: 2))
      let expected = (0..<rows * columns).map { index in
        (0..<inner).reduce(0.0) { $0 + a[index / columns, $1] * b[$1, index % columns] }
      }
      #expect(bits(a.multiplied(by: b).elements) == bits(expected))
      for width in widths {
        let product = a.multiplied(by: b, width: Int32(width))
        #expect(bits(product.elements) == bits(expected), "width \(width)")
      }
      // A vector is a matrix of one column.
      let vector = (0..<inner).map { b[$0, 0] }
      #expect(bits(a.multiplied(by: vector)) == bits((0..<rows).map { expected[$0 * columns] }))
      let other = (0..<rows).map { Double($0) - 2.3 }
      let left = Matrix(rows: 1, columns: rows, elements: other).multiplied(by: a)
      #expect(bits(a.transposedMultiplied(by: other)) == bits(left.elements))
    }
  }

  @Test("Products go into memory that is there, of any length before")
  func memory() {
    let a = sample(5, 3, seed: 3)
    var product = [Double](repeating: 9, count: 8)
    a.multiply(by: [1, 2, 3], into: &product)
    #expect(product == a.multiplied(by: [1, 2, 3]))
    a.multiplyTransposed(by: [1, 2, 3, 4, 5], into: &product)
    #expect(product == a.transposedMultiplied(by: [1, 2, 3, 4, 5]))
    let asked = allocations { a.multiply(by: product, into: &product) }
    #expect(product.count == 5 && asked != nil)
  }

  @Test("A matrix that is reset has its new shape and zeros", .tags(.exact))
  func reset() {
    var matrix = sample(4, 3, seed: 5)
    matrix.reset(rows: 2, columns: 5)
    #expect(matrix == Matrix(rows: 2, columns: 5))
    var symmetric = SymmetricMatrix(order: 3) { row, column in Double(10 * row + column) }
    #expect(symmetric.elements == [0, 0, 0, 10, 11, 0, 20, 21, 22])
    symmetric.reset(order: 2)
    #expect(symmetric == SymmetricMatrix(order: 2))
  }
}
