import LinearAlgebra
import TestDraws
import TestSupport
import Testing

/// The widths of vectors that this processor has, and one number after the other.
let widths = [1, 2, 4, 8].filter(CholeskyFactor.hasVectors)

func bits(_ numbers: [Double]) -> [UInt64] { numbers.map(\.bitPattern) }

private func bits(of factor: CholeskyFactor) -> [UInt64] {
  bits((0..<factor.order).flatMap { row in (0...row).map { factor[row, $0] } })
}

/// A positive definite matrix: random numbers times their transpose, and something on the diagonal.
private func definite(_ order: Int, seed: UInt64) -> SymmetricMatrix {
  var draws = SplitMix(seed: seed)
  let half = (0..<order).map { _ in (0..<order).map { _ in draws.fraction() - 0.5 } }
  return SymmetricMatrix(order: order) { row, column in
    (0..<order).reduce(row == column ? 0.5 : 0) { $0 + half[row][$1] * half[column][$1] }
  }
}

/// The factor of a matrix, which must be positive definite.
private func factored(_ matrix: SymmetricMatrix, width: Int? = nil) throws -> CholeskyFactor {
  var factor = try width.map { try #require(CholeskyFactor(vectorWidth: $0)) } ?? CholeskyFactor()
  let isDefinite = factor.factor(matrix)
  try #require(isDefinite)
  return factor
}

@Suite("Widths of vectors")
struct WidthTests {
  @Test("Factors, solutions and inverses have the same bits with vectors of any width")
  func solutionBits() throws {
    for order in Array(1...130) + [200, 257] {
      let matrix = definite(order, seed: UInt64(order))
      var draws = SplitMix(seed: UInt64(order))
      let columns = [1, 7, 8, 13][order % 4]
      let sides = Matrix(
        rows: order, columns: columns,
        elements: (0..<order * columns).map { _ in draws.fraction() - 0.5 })
      let vector = (0..<order).map { _ in draws.fraction() - 0.5 }
      let results = try widths.map { width in
        let factor = try factored(matrix, width: width)
        var (lower, upper, both) = (vector, vector, vector)
        factor.solveLower(&lower)
        factor.solveUpper(&upper)
        factor.solve(&both)
        var (lowers, uppers, all) = (sides, sides, sides)
        factor.solveLower(columns: &lowers)
        factor.solveUpper(columns: &uppers)
        factor.solve(columns: &all)
        var inverse = SymmetricMatrix(order: order)
        factor.inverse(into: &inverse)
        let columns = lowers.elements + uppers.elements + all.elements
        return bits(of: factor) + bits(lower + upper + both + columns + inverse.elements)
      }
      for (width, result) in zip(widths, results) {
        #expect(result == results[0], "order \(order), width \(width)")
      }
    }
  }

  @Test("A column has the bits of a vector that is solved alone")
  func columns() throws {
    for order in [1, 5, 8, 30, 67] {
      let factor = try factored(definite(order, seed: 3))
      var draws = SplitMix(seed: 4)
      var sides = Matrix(rows: order, columns: 11)
      for i in sides.elements.indices { sides.elements[i] = draws.fraction() - 0.5 }
      var (lowers, uppers, all) = (sides, sides, sides)
      factor.solveLower(columns: &lowers)
      factor.solveUpper(columns: &uppers)
      factor.solve(columns: &all)
      for column in 0..<11 {
        func values(_ matrix: Matrix) -> [Double] { (0..<order).map { matrix[$0, column] } }
        var (lower, upper, both) = (values(sides), values(sides), values(sides))
        factor.solveLower(&lower)
        factor.solveUpper(&upper)
        factor.solve(&both)
        #expect(bits(values(lowers)) == bits(lower))
        #expect(bits(values(uppers)) == bits(upper))
        #expect(bits(values(all)) == bits(both))
      }
    }
  }

  @Test("What stands above the diagonal does not count")
  func upperTriangle() throws {
    for order in [7, 16, 21] {
      let matrix = definite(order, seed: 8)
      var other = matrix
      for row in 0..<order {
        for column in row + 1..<max(order, row + 1) { other[row, column] = .nan }
      }
      let (first, second) = try (factored(matrix), factored(other))
      #expect(bits(of: first) == bits(of: second))
    }
  }

  @Test("What is not positive definite is refused", arguments: [0, 3, 8, 20])
  func refused(place: Int) throws {
    for width in widths {
      var factor = try factored(definite(30, seed: 9), width: width)
      for wrong in [-1.0, 0, .nan, .infinity] {
        var matrix = definite(21, seed: 9)
        matrix[place, place] = wrong
        let isDefinite = factor.factor(matrix)
        #expect(!isDefinite && factor.order == 0)
      }
      let isDefinite = factor.factor(definite(21, seed: 9))
      #expect(isDefinite && factor.order == 21)
    }
  }

  @Test("L Lᵀ is the matrix, to rounding", .tags(.law), arguments: [1, 9, 50, 130, 400])
  func product(order: Int) throws {
    let matrix = definite(order, seed: 7)
    let factor = try factored(matrix)
    let lower = Matrix(
      rows: order, columns: order,
      elements: (0..<order * order).map { factor[$0 / order, $0 % order] })
    let product = lower.multiplied(by: lower.transposed)
    var worst = 0.0
    for i in 0..<order {
      for j in 0...i {
        // |L| |L|ᵀ is at most the root of the diagonal's product; each of the n products and sums of
        // both directions rounds by half a unit, so n + 2 units in all (Higham, 2002, theorem 10.3).
        let scale = (matrix[i, i] * matrix[j, j]).squareRoot()
        worst = max(worst, abs(product[i, j] - matrix[i, j]) / scale)
      }
    }
    #expect(worst <= Double(order + 2) * Double.ulpOfOne)
  }
}

@Suite("Rows appended to factors")
struct AppendTests {
  @Test("A row that is appended gives the bits of factoring anew, with vectors of any width")
  func appended() throws {
    let whole = definite(70, seed: 11)
    let anew = try factored(whole)
    for width in widths {
      var factor = try #require(CholeskyFactor(vectorWidth: width))
      for order in 0..<70 {
        let isDefinite = factor.append(
          row: (0..<order).map { whole[order, $0] }, diagonal: whole[order, order])
        #expect(isDefinite)
        let same = (0...order).allSatisfy {
          factor[order, $0].bitPattern == anew[order, $0].bitPattern
        }
        #expect(same, "row \(order), width \(width)")
      }
      // What stands behind the rows in the panels is as after factoring: solutions show it.
      var (first, second) = ((0..<70).map(Double.init), (0..<70).map(Double.init))
      factor.solve(&first)
      anew.solve(&second)
      #expect(bits(first) == bits(second))
    }
  }

  @Test(
    "Rows that were appended and taken away leave nothing behind", arguments: [5, 8, 12, 16, 23])
  func shrunk(order: Int) throws {
    let matrix = definite(order, seed: 2)
    var factor = try factored(matrix)
    let anew = factor
    for _ in 0..<10 {
      let row = (0..<factor.order).map { Double($0 % 3) * 0.125 }
      let isDefinite = factor.append(row: row, diagonal: 50)
      #expect(isDefinite)
    }
    factor.shrink(to: order)
    #expect(factor.order == order)
    #expect(bits(of: factor) == bits(of: anew))
  }

  @Test("A row that would make the matrix indefinite is refused and changes nothing")
  func refusedRow() throws {
    for order in [0, 3, 8, 9] {
      var factor = try factored(definite(order, seed: 6))
      let before = factor
      let row = (0..<order).map { Double($0 + 1) }
      for diagonal in [0.0, -1, .nan, .infinity] {
        let isDefinite = factor.append(row: row, diagonal: diagonal)
        #expect(!isDefinite)
      }
      #expect(factor.order == order && bits(of: factor) == bits(of: before))
      let isDefinite = factor.append(row: row, diagonal: 1e4)
      #expect(isDefinite)
    }
  }

  @Test("A factor grown once asks for no memory")
  func allocations() throws {
    let (large, small) = (definite(60, seed: 1), definite(31, seed: 2))
    var factor = try factored(large)
    let row = (0..<31).map { Double($0 % 5) }
    var vector = (0..<31).map { Double($0 % 5) }
    func work() {
      _ = factor.factor(large)
      _ = factor.factor(small)
      factor.solve(&vector)
      _ = factor.append(row: row, diagonal: 1e9)
      factor.shrink(to: 31)
    }
    // The first time the row on its way gets its memory.
    work()
    _ = TestSupport.allocations {}
    let asked = TestSupport.allocations { work() }
    #expect(asked == nil || asked == 0)
  }
}
