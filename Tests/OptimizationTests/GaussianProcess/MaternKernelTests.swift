import TestDraws
import TestSupport
import Testing

@testable import Optimization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Matérn covariance")
struct MaternKernelTests {
  @Test("e^-t is within 2 units in the last place, alike in every lane", .tags(.law))
  func exponential() {
    var draws = Draws("exponentials")
    var arguments = [
      0, Double.leastNonzeroMagnitude, 1e-300, 1e-17, 1e-8, 0.34657359, 0.34657360, 1, 699.999, 700,
    ]
    arguments += (0..<100_000).map { _ in 700 * draws.uniform() }
    arguments += (0..<100_000).map { _ in exp(-40 * draws.uniform()) }
    var worst = 0.0
    for t in arguments {
      let lanes = FourLanes.exponential(ofMinus: FourLanes(t, 700, t, 0))
      let expected = exp(-t)
      worst = max(worst, abs(lanes[0] - expected) / expected.ulp)
      #expect(lanes[0] == lanes[2] && lanes[3] == 1)
      for lane in 0..<4 {
        var others = FourLanes(3, 0.1, 650, 17)
        others[lane] = t
        if FourLanes.exponential(ofMinus: others)[lane] != lanes[0] {
          Issue.record("lane \(lane) of \(t)")
        }
      }
    }
    #expect(worst <= 2, "\(worst) units in the last place")
  }

  @Test("What is farther than 700 counts as 700", arguments: [701, 1e5, 1e300, Double.infinity])
  func far(t: Double) {
    #expect(
      FourLanes.exponential(ofMinus: FourLanes(repeating: t))
        == FourLanes.exponential(ofMinus: FourLanes(repeating: 700)))
  }

  @Test("Values and slopes are those of the formula", .tags(.exact))
  func formula() {
    for r in [0, 1e-9, 0.01, 0.3, 1, 2.5, 10, 60] {
      let (value, slope) = MaternKernel.covariance(FourLanes(repeating: r * r))
      let a = 5.0.squareRoot() * r
      let expected = (1 + a + 5 * r * r / 3) * exp(-a)
      // dk/dr = -(5/3) r (1 + √5 r) e^(-√5 r), and dk/d(r²) = dk/dr / 2r.
      let expectedSlope = 5.0 / 3 * (1 + a) * exp(-a)
      // The exponent of each side is rounded three times, 2^-53 a each; all else is a few units in the
      // last place.
      #expect(abs(value[0] - expected) <= (8 + 6 * a) * 1.2e-16 * expected)
      #expect(abs(slope[0] - expectedSlope) <= (8 + 6 * a) * 1.2e-16 * expectedSlope)
    }
  }

  @Test("The slope is -2 dk/d(r²)", .tags(.law), arguments: [0.01, 0.5, 2, 9])
  func slope(square: Double) {
    let step = 1e-4 * square
    let above = MaternKernel.covariance(FourLanes(repeating: square + step)).value[0]
    let below = MaternKernel.covariance(FourLanes(repeating: square - step)).value[0]
    let slope = MaternKernel.covariance(FourLanes(repeating: square)).slope[0]
    // Rounding is below 4e-16 / step, 4e-10 at most; curvature step² / 6 of at most 10.
    #expect(abs(slope + (above - below) / step) < 1e-9)
  }

  @Test("Pairs stand in rows of the lower triangle", .tags(.exact))
  func pairs() {
    let table = PairTable(
      [[0, 0.5], [0.5, 0.5], [1, 0.25], [0.25, 0.5]], isChoice: [false, true])
    let squares = (0..<6).map { table.squares[$0 / 4][$0 % 4] }
    #expect(squares == [0.25, 1, 0.25, 0.0625, 0.0625, 0.5625])
    let differs = (0..<6).map { table.squares[table.length + $0 / 4][$0 % 4] }
    #expect(differs == [0, 1, 1, 0, 0, 1])
    // Coordinates from -1 to 1 are -1, 0, 1, -0.5; choices have no product.
    let products = (0..<6).map { table.products[$0 / 4][$0 % 4] }
    #expect(products == [0, -1, 0, 0.5, 0, -0.5])
    #expect(table.squares[1][2] == 0 && table.squares[1][3] == 0)
  }
}
