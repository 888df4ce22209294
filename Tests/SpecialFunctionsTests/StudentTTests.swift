import CGSL
import SpecialFunctions
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Student's t")
struct StudentTTests {
  /// Computed with mpmath 1.3 at 40 digits, by integration of the density.
  @Test(
    "Tail probabilities agree with 40-digit arithmetic to 1e-12",
    arguments: [
      (t: 0.125, degreesOfFreedom: 1.0, survival: 0.46041657583943446),
      (t: 1.0, degreesOfFreedom: 1.0, survival: 0.25),
      (t: 4.0, degreesOfFreedom: 1.0, survival: 0.07797913037736932),
      (t: 0.125, degreesOfFreedom: 2.5, survival: 0.45493795080427535),
      (t: 6.5, degreesOfFreedom: 2.5, survival: 0.006314371053781237),
      (t: 1.0, degreesOfFreedom: 7.0, survival: 0.17530833141010377),
      (t: 6.5, degreesOfFreedom: 7.0, survival: 0.00016706668128047404),
      (t: 0.125, degreesOfFreedom: 30.0, survival: 0.450678713938546),
      (t: 6.5, degreesOfFreedom: 30.0, survival: 1.7390235439860114e-07),
      (t: 1.0, degreesOfFreedom: 1000.0, survival: 0.15877620904233616),
      (t: 6.5, degreesOfFreedom: 1000.0, survival: 6.327141266003581e-11),
      (t: 0.125, degreesOfFreedom: 1e6, survival: 0.45026178773309333),
      (t: 1.0, degreesOfFreedom: 1e6, survival: 0.15865537491678908),
      (t: 4.0, degreesOfFreedom: 1e6, survival: 3.167351700502405e-05),
      (t: 6.5, degreesOfFreedom: 1e6, survival: 4.0178771676517114e-11),
    ])
  func agreesWithLongArithmetic(t: Double, degreesOfFreedom: Double, survival: Double) {
    let above = StudentT.survival(t, degreesOfFreedom: degreesOfFreedom)
    #expect(relativeError(above, survival) <= 1e-12)
    #expect(StudentT.cumulative(-t, degreesOfFreedom: degreesOfFreedom) == above)
    let below = StudentT.cumulative(t, degreesOfFreedom: degreesOfFreedom)
    #expect(relativeError(below, 1 - survival) <= 1e-12)
    // The quantile's relative error is that of the tail times P/(t f), largest at the smallest t:
    // 0.46 / (0.125 · 0.31) = 12.
    let back = -StudentT.quantile(survival, degreesOfFreedom: degreesOfFreedom)
    #expect(relativeError(back, t) <= 1e-11)
  }

  @Test("Probabilities agree with GSL up to 30 degrees of freedom")
  func agreesWithGSL() {
    // Beyond 30 degrees of freedom GSL approximates (Cornish–Fisher), so that it is no reference.
    gslDoesNotAbort
    var worst = WorstCase()
    for nu in [1.0, 1.5, 2, 3, 4, 5, 7.5, 10, 15, 20, 29, 30] {
      for step in -400...400 {
        let t = Double(step) / 8
        let value = StudentT.cumulative(t, degreesOfFreedom: nu)
        worst.add(value, gsl_cdf_tdist_P(t, nu), "t = \(t), ν = \(nu)")
      }
    }
    #expect(worst.error <= 1e-11, "\(worst.context)")
  }

  @Test("One and two degrees of freedom have closed forms")
  func closedForms() {
    for p in geometricGrid(1e-10, 0.49, count: 500) {
      // 1: t = -cot(πp). 2: t = (2p - 1)/√(2p(1 - p)).
      let one = -1 / tan(Double.pi * p)
      let two = (2 * p - 1) / (2 * p * (1 - p)).squareRoot()
      // Near the median both references lose |ln(1/2 - p)| digits to 1/2 - p: at 0.49, a factor 50.
      #expect(relativeError(StudentT.quantile(p, degreesOfFreedom: 1), one) <= 2e-14)
      #expect(relativeError(StudentT.quantile(p, degreesOfFreedom: 2), two) <= 2e-14)
    }
  }

  /// Computed with mpmath 1.3 at 50 digits, by bisection.
  @Test(
    "The quantile of a tail of 1e-10 agrees with 50-digit arithmetic",
    arguments: [
      (degreesOfFreedom: 1.0, quantile: 3183098861.837907),
      (degreesOfFreedom: 3.0, quantile: 2225.7692846830932),
      (degreesOfFreedom: 10.0, quantile: 25.466008021697725),
      (degreesOfFreedom: 200.0, quantile: 6.706200879452119),
      (degreesOfFreedom: 1e6, quantile: 6.361406848876743),
    ])
  func farTail(degreesOfFreedom: Double, quantile: Double) {
    let value = -StudentT.quantile(1e-10, degreesOfFreedom: degreesOfFreedom)
    #expect(relativeError(value, quantile) <= 1e-12)
  }

  @Test("Published table: 97.5 % quantiles")
  func publishedTable() {
    // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, three decimals.
    for (nu, t) in [(1.0, 12.706), (5.0, 2.571), (10.0, 2.228), (30.0, 2.042), (100.0, 1.984)] {
      #expect(abs(StudentT.quantile(0.975, degreesOfFreedom: nu) - t) <= 0.0005)
    }
  }

  @Test("The cumulative of the quantile is the probability, from 1 to 10⁶ degrees of freedom")
  func roundTrip() {
    var worst = WorstCase()
    for nu in geometricGrid(1, 1e6, count: 24) {
      for p in geometricGrid(1e-10, 0.5, count: 60) + [0.51, 0.75, 0.9, 0.999] {
        let t = StudentT.quantile(p, degreesOfFreedom: nu)
        worst.add(StudentT.cumulative(t, degreesOfFreedom: nu), p, "p = \(p), ν = \(nu)")
      }
    }
    // Twice the accuracy of the continued fraction.
    #expect(worst.error <= 1e-12, "\(worst.context)")
  }

  @Test("With many degrees of freedom it is the normal distribution")
  func normalLimit() {
    // The distance is φ(z) (z³ + z)/(4ν) + O(ν⁻²): at z = 2 and ν = 1e9, 1.35e-10.
    let difference = StudentT.survival(2, degreesOfFreedom: 1e9) - StandardNormal.survival(2)
    let predicted = StandardNormal.density(2) * 10 / 4e9
    #expect(abs(difference - predicted) <= 1e-13)
  }

  @Test("0, 1/2, 1 and the infinities are mapped to one another")
  func edges() {
    #expect(StudentT.quantile(0, degreesOfFreedom: 5) == -.infinity)
    #expect(StudentT.quantile(1, degreesOfFreedom: 5) == .infinity)
    #expect(StudentT.quantile(0.5, degreesOfFreedom: 5) == 0)
    #expect(StudentT.cumulative(0, degreesOfFreedom: 5) == 0.5)
    #expect(StudentT.cumulative(-.infinity, degreesOfFreedom: 5) == 0)
    #expect(StudentT.cumulative(.infinity, degreesOfFreedom: 5) == 1)
    #expect(StudentT.survival(.infinity, degreesOfFreedom: 5) == 0)
  }
}
