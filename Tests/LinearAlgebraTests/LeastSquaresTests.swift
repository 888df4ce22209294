import LinearAlgebra
import TestDraws
import TestSupport
import Testing

@Suite("Least squares")
struct LeastSquaresTests {
  private func matrix(_ rows: [[Double]]) -> Matrix {
    var matrix = Matrix(rows: rows.count, columns: rows[0].count)
    matrix.elements = rows.flatMap { $0 }
    return matrix
  }

  @Test("A line through three points, worked by hand", .tags(.exact))
  func byHand() {
    // y = 1, 2, 4 at x = 0, 1, 2: slope 3/2, mean 7/3 at x = 1.
    let fit = LeastSquares(matrix([[1, 0], [1, 1], [1, 2]]), [1, 2, 4])
    #expect(relativeError(fit.coefficients[0], 5.0 / 6) < 1e-14)
    #expect(relativeError(fit.coefficients[1], 1.5) < 1e-14)
    #expect(relativeError(fit.residualSumOfSquares, 1.0 / 6) < 1e-13)
    #expect(zip(fit.leverages, [5.0 / 6, 1.0 / 3, 5.0 / 6]).allSatisfy { abs($0 - $1) < 1e-14 })
    #expect(relativeError(fit.coefficientVariances[1], 0.5) < 1e-14)
    #expect(fit.degreesOfFreedom == 1 && fit.dropped.isEmpty)
  }

  /// Employment in the United States, whose columns are almost alike.
  ///
  /// J. W. Longley, "An appraisal of least squares programs for the electronic computer from the point
  /// of view of the user", Journal of the American Statistical Association 62 (1967) 819–841, with the
  /// certified values of NIST's Statistical Reference Datasets.
  @Test("Longley's data, with NIST's certified coefficients to 9 digits", .tags(.exact))
  func longley() {
    let prices = [
      83, 88.5, 88.2, 89.5, 96.2, 98.1, 99, 100, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7,
      116.9,
    ]
    let product: [Double] = [
      234_289, 259_426, 258_054, 284_599, 328_975, 346_999, 365_385, 363_112, 397_469, 419_180,
      442_769, 444_546, 482_704, 502_601, 518_173, 554_894,
    ]
    let unemployed: [Double] = [
      2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806,
      4007,
    ]
    let forces: [Double] = [
      1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572,
      2827,
    ]
    let population: [Double] = [
      107_608, 108_632, 109_773, 110_929, 112_075, 113_270, 115_094, 116_219, 117_388, 118_734,
      120_445, 121_950, 123_366, 125_368, 127_852, 130_081,
    ]
    let employed: [Double] = [
      60_323, 61_122, 60_171, 61_187, 63_221, 63_639, 64_989, 63_761, 66_019, 67_857, 68_169,
      66_513, 68_655, 69_564, 69_331, 70_551,
    ]
    let rows = employed.indices.map {
      [
        1, prices[$0], product[$0], unemployed[$0], forces[$0], population[$0],
        Double(1947 + $0),
      ]
    }
    let fit = LeastSquares(matrix(rows), employed)
    let certified = [
      -3_482_258.63459582, 15.0618722713733, -0.0358191792925910, -2.02022980381683,
      -1.03322686717359, -0.0511041056535807, 1829.15146461355,
    ]
    // The condition of these data is near 5e9 and no column is scaled: of 16 digits some 7 may go.
    for (found, value) in zip(fit.coefficients, certified) {
      #expect(relativeError(found, value) < 1e-9)
    }
    #expect(relativeError(fit.residualSumOfSquares, 836_424.055505915) < 1e-9)
  }

  @Test("A column that repeats those before it is dropped, and it is said which", .tags(.exact))
  func deficient() {
    var draws = Draws("least squares, repeated")
    let rows = (0..<12).map { _ in
      let (a, b) = (draws.normal(), draws.normal())
      return [1, a, 2 * a - 3, b, a - b]
    }
    let fit = LeastSquares(matrix(rows), rows.map { 3 + $0[1] - 2 * $0[3] })
    #expect(fit.kept == [0, 1, 3] && fit.dropped == [2, 4])
    let repeats = fit.combination(ofDropped: 0)
    #expect(zip(repeats, [-3, 2, 0, 0, 0]).allSatisfy { abs($0 - $1) < 1e-12 })
    let difference = fit.combination(ofDropped: 1)
    #expect(zip(difference, [0, 1, 0, -1, 0]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(zip(fit.coefficients, [3, 1, 0, -2, 0]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("Residuals are at right angles to all columns, leverages sum to the rank", .tags(.law))
  func angles() {
    var draws = Draws("least squares, angles")
    for _ in 0..<50 {
      let (count, columns) = (draws.whole(6...40), draws.whole(1...6))
      let rows = (0..<count).map { _ in (0..<columns).map { _ in draws.normal() } }
      let values = rows.map { _ in draws.normal() }
      let fit = LeastSquares(matrix(rows), values)
      for column in 0..<columns {
        let product = rows.indices.reduce(0) { $0 + rows[$1][column] * fit.residuals[$1] }
        #expect(abs(product) < 1e-11)
      }
      #expect(abs(fit.leverages.reduce(0, +) - Double(columns)) < 1e-10)
      for (row, leverage) in zip(rows, fit.leverages) {
        #expect(fit.variance(of: row) == leverage)
      }
    }
  }
}
