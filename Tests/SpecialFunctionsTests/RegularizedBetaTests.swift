import CGSL
import SpecialFunctions
import TestSupport
import Testing

@Suite("Regularized incomplete beta function")
struct RegularizedBetaTests {
  @Test("I and its complement agree with GSL over parameters from 0.1 to 300")
  func agreesWithGSL() {
    gslDoesNotAbort
    var lower = WorstCase()
    var upper = WorstCase()
    for a in geometricGrid(0.1, 300, count: 24) {
      for b in geometricGrid(0.1, 300, count: 24) {
        for step in 1..<64 {
          // Multiples of 1/64, so that 1 - x is exact.
          let x = Double(step) / 64
          let below = gsl_cdf_beta_P(x, a, b)
          let above = gsl_cdf_beta_Q(x, a, b)
          if below > 1e-200 {
            lower.add(RegularizedBeta.lower(a, b, at: x), below, "\(a) \(b) \(x)")
          }
          if above > 1e-200 {
            upper.add(RegularizedBeta.upper(a, b, at: x), above, "\(a) \(b) \(x)")
          }
        }
      }
    }
    // GSL loses digits through the logarithms of its gamma functions; the table below holds us to
    // 1e-12.
    #expect(lower.error <= 1e-10, "\(lower.context)")
    #expect(upper.error <= 1e-10, "\(upper.context)")
    #expect(lower.count > 20_000)
  }

  /// Computed with mpmath 1.3 at 400 digits.
  static let reference: [(a: Double, b: Double, x: Double, lower: Double, upper: Double)] = [
    (a: 0.1, b: 0.1, x: 0.5, lower: 0.5, upper: 0.5),
    (a: 0.5, b: 0.5, x: 1e-10, lower: 6.366197723781917e-06, upper: 0.9999936338022762),
    (a: 2.0, b: 3.0, x: 0.25, lower: 0.26171875, upper: 0.73828125),
    (a: 2.0, b: 3.0, x: 0.875, lower: 0.992919921875, upper: 0.007080078125),
    (a: 0.5, b: 200.0, x: 0.0625, lower: 0.9999996180272375, upper: 3.8197276251581653e-07),
    (a: 200.0, b: 0.5, x: 0.75, lower: 8.142135559829376e-27, upper: 1.0),
    (a: 1000.0, b: 1000.0, x: 0.4375, lower: 1.0029433695007261e-08, upper: 0.9999999899705663),
    (a: 1000.0, b: 10.0, x: 0.96875, lower: 1.8217843559271948e-06, upper: 0.9999981782156441),
    (a: 20_000.0, b: 5000.0, x: 0.8125, lower: 0.9999997396214514, upper: 2.603785485798603e-07),
    (a: 10.0, b: 100_000.0, x: 0.0005, lower: 0.9999999999987557, upper: 1.244383847952871e-12),
  ]

  @Test("I and its complement agree with 400-digit arithmetic to 1e-12", arguments: reference)
  func agreesWithLongArithmetic(
    a: Double, b: Double, x: Double, lower: Double, upper: Double
  ) {
    #expect(relativeError(RegularizedBeta.lower(a, b, at: x), lower) <= 1e-12)
    #expect(relativeError(RegularizedBeta.upper(a, b, at: x), upper) <= 1e-12)
  }

  @Test("The inverses lead back to the value from the smaller tail", arguments: reference)
  func invertsReference(a: Double, b: Double, x: Double, lower: Double, upper: Double) {
    // As for the probabilities; small parameters amplify by 1/min(a, b).
    let tolerance = 1e-12 / min(1, a, b)
    let back =
      lower <= upper
      ? RegularizedBeta.inverseLower(a, b, probability: lower)
      : RegularizedBeta.inverseUpper(a, b, probability: upper)
    #expect(relativeError(back, x) <= tolerance)
  }

  @Test("The functions of their inverses are the probability")
  func roundTrip() {
    var worst = WorstCase()
    for a in geometricGrid(0.2, 1e5, count: 12) {
      for b in geometricGrid(0.2, 1e5, count: 12) {
        for p in geometricGrid(1e-12, 0.5, count: 12) {
          let low = RegularizedBeta.inverseLower(a, b, probability: p)
          // Near 1 the distance to 1 is lost in x, as the doc comment says.
          guard low < 0.999 else { continue }
          worst.add(RegularizedBeta.lower(a, b, at: low), p, "\(a) \(b)")
        }
      }
    }
    // A rounding of x by an ulp changes ln p by ulp · x f/p ≤ 1e-16 · 7 √n / (1 - x): at x = 0.999
    // and n = 2e5, 3e-10 at most; with the larger n the spread about x = 0.999 is far smaller.
    #expect(worst.error <= 3e-10, "\(worst.context)")
    #expect(worst.count > 1_000)
  }

  @Test("Whole parameters give the binomial distribution")
  func binomial() {
    // P(at least 3 of 5) at 0.25 = (10 · 9 + 5 · 3 + 1) / 1024, by hand.
    #expect(relativeError(RegularizedBeta.lower(3, 3, at: 0.25), 106.0 / 1_024) <= 1e-15)
  }

  @Test("0 and 1 are mapped to one another")
  func edges() {
    #expect(RegularizedBeta.lower(2, 3, at: 0) == 0)
    #expect(RegularizedBeta.lower(2, 3, at: 1) == 1)
    #expect(RegularizedBeta.upper(2, 3, at: 0) == 1)
    #expect(RegularizedBeta.upper(2, 3, at: 1) == 0)
    #expect(RegularizedBeta.inverseLower(2, 3, probability: 0) == 0)
    #expect(RegularizedBeta.inverseLower(2, 3, probability: 1) == 1)
    #expect(RegularizedBeta.inverseUpper(2, 3, probability: 0) == 1)
    #expect(RegularizedBeta.inverseUpper(2, 3, probability: 1) == 0)
  }
}
