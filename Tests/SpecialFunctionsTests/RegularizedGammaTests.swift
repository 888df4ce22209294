import CGSL
import SpecialFunctions
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Regularized incomplete gamma functions")
struct RegularizedGammaTests {
  @Test("ln Γ agrees with GSL")
  func logGammaAgreesWithGSL() {
    gslDoesNotAbort
    for x in geometricGrid(1e-6, 1e8, count: 5_000) {
      // Absolute near the zeros at 1 and 2, relative elsewhere; GSL's own error is 1e-14 there.
      let reference = gsl_sf_lngamma(x)
      #expect(abs(logGamma(x) - reference) <= 2e-14 * max(1, abs(reference)), "x = \(x)")
    }
  }

  @Test("P and Q agree with GSL over shapes from 0.01 to 1000")
  func agreesWithGSL() {
    gslDoesNotAbort
    var lower = WorstCase()
    var upper = WorstCase()
    for shape in geometricGrid(0.01, 1_000, count: 60) {
      for deviate in -60...100 {
        // From far below to far above the mean, in steps of a tenth of a standard deviation.
        let x = shape + Double(deviate) / 10 * shape.squareRoot()
        guard x > 0 else { continue }
        lower.add(
          RegularizedGamma.lower(shape: shape, at: x), gsl_sf_gamma_inc_P(shape, x),
          "P(\(shape), \(x))")
        upper.add(
          RegularizedGamma.upper(shape: shape, at: x), gsl_sf_gamma_inc_Q(shape, x),
          "Q(\(shape), \(x))")
      }
    }
    // GSL's own error reaches 6e-11 (Q at shape 0.178, x = 0.0935, against 40-digit arithmetic); the
    // table below holds us to 1e-12.
    #expect(lower.error <= 1e-10, "\(lower.context)")
    #expect(upper.error <= 1e-10, "\(upper.context)")
    #expect(lower.count > 5_000)
  }

  /// Computed with mpmath 1.3 at 60 digits.
  static let reference: [(shape: Double, x: Double, lower: Double, upper: Double)] = [
    (shape: 0.001, x: 0.5, lower: 0.9994399333435292, upper: 0.0005600666564707498),
    (shape: 0.001, x: 1e-200, lower: 0.6313211290858287, upper: 0.36867887091417123),
    (shape: 0.25, x: 1e-08, lower: 0.01103262649114312, upper: 0.9889673735088569),
    (shape: 0.5, x: 20.0, lower: 0.9999999997460371, upper: 2.539628589470865e-10),
    (shape: 1.5, x: 300.0, lower: 1.0, upper: 1.0078435921645642e-129),
    (shape: 10.0, x: 3.0, lower: 0.0011024881301154798, upper: 0.9988975118698845),
    (shape: 10.0, x: 40.0, lower: 0.9999999960740678, upper: 3.925932226286188e-09),
    (shape: 1000.0, x: 900.0, lower: 0.0005499022657117829, upper: 0.9994500977342882),
    (shape: 1000.0, x: 1200.0, lower: 0.9999999987118394, upper: 1.2881606086281433e-09),
    (shape: 1_000_000.0, x: 995_000.0, lower: 2.749580359270071e-07, upper: 0.9999997250419641),
    (shape: 1_000_000.0, x: 1_000_000.0, lower: 0.5001329807608725, upper: 0.4998670192391274),
    (shape: 1_000_000.0, x: 1_006_000.0, lower: 0.9999999989402603, upper: 1.0597397352843812e-09),
  ]

  @Test("P and Q agree with 60-digit arithmetic to 1e-12", arguments: reference)
  func agreesWithLongArithmetic(shape: Double, x: Double, lower: Double, upper: Double) {
    #expect(relativeError(RegularizedGamma.lower(shape: shape, at: x), lower) <= 1e-12)
    #expect(relativeError(RegularizedGamma.upper(shape: shape, at: x), upper) <= 1e-12)
  }

  @Test("The inverses lead back to the value from the smaller tail", arguments: reference)
  func invertsReference(shape: Double, x: Double, lower: Double, upper: Double) {
    // The error of ln x is that of the smaller probability, 1e-12, times P/(x f), which exceeds 1
    // only for small shapes, where it is 1/a at most: hence the divisor.
    let back =
      lower <= upper
      ? RegularizedGamma.inverseLower(shape: shape, probability: lower)
      : RegularizedGamma.inverseUpper(shape: shape, probability: upper)
    #expect(relativeError(back, x) <= 1e-12 / min(1, shape))
  }

  @Test("The functions of their inverses are the probability")
  func roundTrip() {
    var worst = WorstCase()
    for shape in geometricGrid(0.05, 1e6, count: 24) {
      for p in geometricGrid(1e-200, 0.5, count: 60) + [0.6, 0.9, 0.99] {
        let low = RegularizedGamma.inverseLower(shape: shape, probability: p)
        // Where x underflows there is nothing to go back from.
        if low > 1e-290 {
          worst.add(RegularizedGamma.lower(shape: shape, at: low), p, "P, a = \(shape)")
        }
        let high = RegularizedGamma.inverseUpper(shape: shape, probability: p)
        worst.add(RegularizedGamma.upper(shape: shape, at: high), p, "Q, a = \(shape)")
      }
    }
    // A rounding of x changes ln p by ulp · x f/p, up to 30 √a · 1e-16 = 3e-12 at p = 1e-200 and a =
    // 1e6.
    #expect(worst.error <= 1e-11, "\(worst.context)")
  }

  @Test("Shape 1 is the exponential distribution")
  func exponential() {
    for x in geometricGrid(1e-8, 600, count: 300) {
      // Both are exp of an exponent near -x (Q) or ln x (P), which is rounded a few times.
      let upper = RegularizedGamma.upper(shape: 1, at: x)
      #expect(relativeError(upper, exp(-x)) <= 2e-15 * max(1, x))
      let lower = RegularizedGamma.lower(shape: 1, at: x)
      #expect(relativeError(lower, -expm1(-x)) <= 2e-15 * max(1, abs(log(x))))
    }
  }

  @Test("0, 1 and infinity are mapped to one another")
  func edges() {
    #expect(RegularizedGamma.lower(shape: 2, at: 0) == 0)
    #expect(RegularizedGamma.upper(shape: 2, at: 0) == 1)
    #expect(RegularizedGamma.lower(shape: 2, at: .infinity) == 1)
    #expect(RegularizedGamma.upper(shape: 2, at: .infinity) == 0)
    #expect(RegularizedGamma.inverseLower(shape: 2, probability: 0) == 0)
    #expect(RegularizedGamma.inverseLower(shape: 2, probability: 1) == .infinity)
    #expect(RegularizedGamma.inverseUpper(shape: 2, probability: 0) == .infinity)
    #expect(RegularizedGamma.inverseUpper(shape: 2, probability: 1) == 0)
    #expect(RegularizedGamma.inverseLower(shape: 1e-3, probability: 1e-10) == 0)
  }
}
