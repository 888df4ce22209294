import LinearAlgebra
import TestDraws
import Testing

/// A positive definite matrix: random numbers times their transpose, and something on the diagonal.
private func definite(_ order: Int, seed: UInt64) -> SymmetricMatrix {
  var draws = SplitMix(seed: seed)
  let half = (0..<order).map { _ in (0..<order).map { _ in draws.fraction() - 0.5 } }
  var matrix = SymmetricMatrix(order: order)
  for i in 0..<order {
    for j in 0...i {
      matrix[i, j] = (0..<order).reduce(0) { $0 + half[i][$1] * half[j][$1] } + (i == j ? 0.5 : 0)
    }
  }
  return matrix
}

/// The factor as the definition has it, term by term.
private func plain(_ matrix: SymmetricMatrix) -> [[Double]] {
  let order = matrix.order
  var factor = Array(repeating: Array(repeating: 0.0, count: order), count: order)
  var reciprocals = Array(repeating: 0.0, count: order)
  for i in 0..<order {
    for j in 0...i {
      var sum = matrix[i, j]
      for k in 0..<j { sum -= factor[i][k] * factor[j][k] }
      factor[i][j] = i == j ? sum.squareRoot() : sum * reciprocals[j]
    }
    reciprocals[i] = 1 / factor[i][i]
  }
  return factor
}

/// What `factor` says; in a function, because an expectation cannot change what it looks at.
private func isFactored(_ matrix: SymmetricMatrix, by factor: inout CholeskyFactor) -> Bool {
  factor.factor(matrix)
}

@Suite("Cholesky factor")
struct CholeskyTests {
  @Test("A matrix of two rows, worked by hand")
  func byHand() {
    var matrix = SymmetricMatrix(order: 2)
    (matrix[0, 0], matrix[1, 0], matrix[1, 1]) = (4, 2, 10)
    var factor = CholeskyFactor()
    #expect(isFactored(matrix, by: &factor))
    #expect(factor[0, 0] == 2 && factor[1, 0] == 1 && factor[1, 1] == 3 && factor[0, 1] == 0)
    // 4 x + 2 y = 8, 2 x + 10 y = 22 has x = 1, y = 2.
    var solution = [8.0, 22]
    factor.solve(&solution)
    #expect(solution == [1, 2])
    #expect(abs(factor.logDeterminant - 3.58351893845611) < 1e-14)
    #expect(factor.times([1, 1]) == [2, 4] && factor.timesUpper([1, 1]) == [3, 3])
  }

  @Test("Every order has the bits of the plain definition, with vectors of any width")
  func bits() throws {
    for order in Array(1...70) + [127, 128, 130, 200] {
      let matrix = definite(order, seed: UInt64(order))
      let expected = plain(matrix)
      for width in [2, 4] {
        guard var factor = CholeskyFactor(vectorWidth: width) else { continue }
        #expect(isFactored(matrix, by: &factor))
        for i in 0..<order {
          for j in 0...i { #expect(factor[i, j].bitPattern == expected[i][j].bitPattern) }
        }
      }
    }
  }

  @Test("Solutions and inverses have the same bits with vectors of any width")
  func widths() throws {
    for order in Array(1...40) + [97, 130] {
      let matrix = definite(order, seed: UInt64(order))
      var results: [[Double]] = []
      for width in [2, 4] {
        guard var factor = CholeskyFactor(vectorWidth: width) else { continue }
        #expect(isFactored(matrix, by: &factor))
        var (solved, inverse) = (
          (0..<order).map { Double($0 % 5) - 2 }, SymmetricMatrix(order: order)
        )
        factor.solve(&solved)
        factor.inverse(into: &inverse)
        var columns = Matrix(rows: order, columns: 13)
        for i in columns.elements.indices { columns.elements[i] = Double(i % 7) - 3 }
        var first = (0..<order).map { columns[$0, 9] }
        factor.solveLower(columns: &columns)
        factor.solveLower(&first)
        #expect((0..<order).allSatisfy { columns[$0, 9].bitPattern == first[$0].bitPattern })
        results.append(solved + inverse.elements + columns.elements)
      }
      for result in results { #expect(result.map(\.bitPattern) == results[0].map(\.bitPattern)) }
    }
  }

  @Test("Products and solutions undo each other", arguments: [1, 7, 8, 9, 40, 123])
  func laws(order: Int) {
    let matrix = definite(order, seed: 5)
    var factor = CholeskyFactor()
    #expect(isFactored(matrix, by: &factor))
    let vector = (0..<order).map { Double($0 % 11) - 4 }
    var lower = factor.times(vector)
    factor.solveLower(&lower)
    var upper = factor.timesUpper(vector)
    factor.solveUpper(&upper)
    var inverse = SymmetricMatrix(order: order)
    factor.inverse(into: &inverse)
    // The condition of these matrices is below 1e4.
    for i in 0..<order {
      #expect(abs(lower[i] - vector[i]) < 1e-10 && abs(upper[i] - vector[i]) < 1e-10)
      for j in 0..<order {
        let product = (0..<order).reduce(0) { $0 + inverse[i, $1] * matrix[max($1, j), min($1, j)] }
        #expect(abs(product - (i == j ? 1 : 0)) < 1e-10)
      }
    }
  }

  @Test("A factor of no rows has determinant 1 and solves nothing")
  func empty() {
    var factor = CholeskyFactor()
    #expect(factor.logDeterminant == 0 && factor.times([]).isEmpty)
    #expect(isFactored(SymmetricMatrix(order: 0), by: &factor))
    var (vector, columns): ([Double], Matrix) = ([], Matrix(rows: 0, columns: 3))
    factor.solve(&vector)
    factor.solveLower(columns: &columns)
    #expect(vector.isEmpty && factor.logDeterminant == 0)
  }

  @Test("Logarithms of determinants neither overflow nor vanish", arguments: [1e-200, 1e200])
  func determinants(scale: Double) {
    var matrix = SymmetricMatrix(order: 40)
    for i in 0..<40 { matrix[i, i] = scale }
    var factor = CholeskyFactor()
    #expect(isFactored(matrix, by: &factor))
    // 40 ln(10^±200); each of some tens of roundings is below 1e-15 of it.
    let expected = scale < 1 ? -18_420.68074395237 : 18_420.68074395237
    #expect(abs(factor.logDeterminant - expected) < 1e-9)
  }

  @Test("What is not positive definite is refused", arguments: [0, 3, 8, 20])
  func refused(place: Int) {
    var matrix = definite(21, seed: 9)
    matrix[place, place] = -1
    var factor = CholeskyFactor()
    #expect(!isFactored(matrix, by: &factor))
    matrix[place, place] = .nan
    #expect(!isFactored(matrix, by: &factor))
    #expect(isFactored(definite(21, seed: 9), by: &factor))
  }
}
