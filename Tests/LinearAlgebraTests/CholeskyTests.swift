import LinearAlgebra
import TestDraws
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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

/// Whether a matrix is factored; `#expect` lets no operand change itself.
private func does(_ factor: inout CholeskyFactor, factor matrix: SymmetricMatrix) -> Bool {
  factor.factor(matrix)
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

/// A short number for the bits of many (FNV-1a, a number at a time).
private func fingerprint(of numbers: [Double]) -> UInt64 {
  numbers.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ $1.bitPattern) &* 0x100_0000_01B3 }
}

@Suite("Cholesky factor")
struct CholeskyTests {
  @Test("A matrix of two rows, worked by hand")
  func byHand() {
    var matrix = SymmetricMatrix(order: 2)
    (matrix[0, 0], matrix[1, 0], matrix[1, 1]) = (4, 2, 10)
    var factor = CholeskyFactor()
    #expect(does(&factor, factor: matrix))
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
    for order in Array(1...130) + [200, 263] {
      let matrix = definite(order, seed: UInt64(order))
      let expected = plain(matrix)
      for width in [2, 4] {
        guard var factor = CholeskyFactor(vectorWidth: width) else { continue }
        #expect(does(&factor, factor: matrix))
        for i in 0..<order {
          let same = (0...i).allSatisfy {
            factor[i, $0].bitPattern == expected[i][$0].bitPattern
          }
          #expect(same, "row \(i) of \(order), vectors of \(width)")
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
        #expect(does(&factor, factor: matrix))
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
    #expect(does(&factor, factor: matrix))
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

  @Test("L Lᵀ is the matrix, to the rounding of its sums", arguments: [1, 8, 30, 123])
  func product(order: Int) {
    let matrix = definite(order, seed: 11)
    var factor = CholeskyFactor()
    #expect(does(&factor, factor: matrix))
    for i in 0..<order {
      for j in 0...i {
        let product = (0...j).reduce(0) { $0 + factor[i, $1] * factor[j, $1] }
        // |L| |Lᵀ| is at most √(a_ii a_jj).
        let scale = (matrix[i, i] * matrix[j, j]).squareRoot()
        #expect(abs(product - matrix[i, j]) <= Double(order + 2) * scale * .ulpOfOne)
      }
    }
  }

  @Test("What is above the diagonal is not read")
  func lowerTriangle() {
    var matrix = definite(45, seed: 12)
    var (plain, spoiled) = (CholeskyFactor(), CholeskyFactor())
    #expect(does(&plain, factor: matrix))
    for i in 0..<45 { for j in (i + 1)..<45 { matrix[i, j] = .nan } }
    #expect(does(&spoiled, factor: matrix))
    for i in 0..<45 { for j in 0...i { #expect(plain[i, j] == spoiled[i, j]) } }
  }

  @Test("A factor that was larger is as good as a new one")
  func usedAgain() {
    var (used, fresh) = (CholeskyFactor(), CholeskyFactor())
    #expect(does(&used, factor: definite(60, seed: 13)))
    for order in [59, 17, 8, 1, 60] {
      let matrix = definite(order, seed: 14)
      #expect(does(&used, factor: matrix) && fresh.factor(matrix))
      var (first, second) = ((0..<order).map(Double.init), (0..<order).map(Double.init))
      used.solve(&first)
      fresh.solve(&second)
      #expect(first == second && used.logDeterminant == fresh.logDeterminant)
    }
  }

  @Test("The bits are those of the day on which they were first written down")
  func golden() {
    let order = 37
    let matrix = definite(order, seed: 15)
    var factor = CholeskyFactor()
    #expect(does(&factor, factor: matrix))
    var inverse = SymmetricMatrix(order: order)
    factor.inverse(into: &inverse)
    var vector = (0..<order).map { Double($0 % 5) - 2 }
    factor.solve(&vector)
    let triangle = (0..<order).flatMap { i in (0...i).map { factor[i, $0] } }
    #expect(fingerprint(of: triangle) == 0x6F33_80C1_EC91_9C1B)
    #expect(fingerprint(of: inverse.elements) == 0x33ED_33C6_C638_38C9)
    #expect(fingerprint(of: vector + [factor.logDeterminant]) == 0xD94A_5756_4597_8B95)
  }

  @Test("Logarithms of determinants are sums of logarithms", arguments: [1, 9, 80])
  func determinants(order: Int) {
    for scale in [1e-140, 1e-3, 1, 1e5, 1e140] {
      var matrix = definite(order, seed: 16)
      for i in matrix.elements.indices { matrix.elements[i] *= scale }
      var factor = CholeskyFactor()
      #expect(does(&factor, factor: matrix))
      let terms = (0..<order).map { 2 * log(factor[$0, $0]) }
      let tolerance = 4 * .ulpOfOne * terms.reduce(1) { $0 + abs($1) }
      #expect(abs(factor.logDeterminant - terms.reduce(0, +)) <= tolerance)
    }
  }

  @Test("What is not positive definite is refused", arguments: [0, 3, 8, 20])
  func refused(place: Int) {
    var matrix = definite(21, seed: 9)
    matrix[place, place] = -1
    var factor = CholeskyFactor()
    #expect(does(&factor, factor: matrix) == false)
    matrix[place, place] = .nan
    #expect(does(&factor, factor: matrix) == false)
    #expect(does(&factor, factor: definite(21, seed: 9)))
  }
}
