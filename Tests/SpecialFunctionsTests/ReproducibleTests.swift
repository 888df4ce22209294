#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import SpecialFunctions
import TestSupport
import Testing

@Suite("Reproducible functions")
struct ReproducibleTests {
  /// Two units in the last place, and one of the C library's.
  static let tolerance = 3 * Double.ulpOfOne

  @Test("Powers of e agree with the C library's", .tags(.exact))
  func powers() {
    for step in -70_700...70_800 {
      let x = Double(step) * 0.01 + 1e-3 * Double(step % 7)
      #expect(relativeError(Reproducible.exp(x), exp(x)) < Self.tolerance, "e^\(x)")
    }
  }

  @Test("Powers of e less 1 agree with the C library's, near 0 too", .tags(.exact))
  func powersLessOne() {
    for step in -4_000...4_000 {
      for scale in [1e-2, 1e-5, 1e-9, 1e-14] {
        let x = Double(step) * scale
        #expect(
          relativeError(Reproducible.expMinusOne(x), expm1(x)) < Self.tolerance, "e^\(x) - 1")
      }
    }
  }

  @Test("Logarithms agree with the C library's, near 1 and at both ends too", .tags(.exact))
  func logarithms() {
    for step in -7_000...7_000 {
      let x = exp(Double(step) * 0.1)
      #expect(relativeError(Reproducible.log(x), log(x)) < Self.tolerance, "ln \(x)")
      let near = 1 + Double(step) * 1e-7
      if step != 0 {
        #expect(relativeError(Reproducible.log(near), log(near)) < Self.tolerance, "ln \(near)")
      }
    }
    for x in [Double.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude] {
      #expect(relativeError(Reproducible.log(x), log(x)) < Self.tolerance)
    }
    #expect(Reproducible.log(1) == 0)
  }

  @Test("Far arguments give the limits", .tags(.exact))
  func limits() {
    #expect(Reproducible.exp(-1e300) == 0 && Reproducible.exp(-.infinity) == 0)
    #expect(Reproducible.exp(.infinity) == .infinity && Reproducible.exp(0) == 1)
    #expect(Reproducible.expMinusOne(-1e300) == -1 && Reproducible.expMinusOne(0) == 0)
    #expect(Reproducible.expMinusOne(1e300) == .infinity)
    #expect(Reproducible.exp(.nan).isNaN && Reproducible.expMinusOne(.nan).isNaN)
  }

  @Test("Points of the circle agree with the C library's", .tags(.exact))
  func circle() {
    for step in -9_000...9_000 {
      let turns = Double(step) / 4_096
      let (cosine, sine) = Reproducible.circle(turns: turns)
      // Where the C library's argument is rounded: half a unit of 2π t, |2π t| < 16.
      let tolerance = 16 * Double.ulpOfOne / 2 + Self.tolerance
      #expect(abs(cosine - cos(2 * .pi * turns)) < tolerance, "\(turns) turns")
      #expect(abs(sine - sin(2 * .pi * turns)) < tolerance, "\(turns) turns")
      #expect(abs(cosine * cosine + sine * sine - 1) < 4 * Double.ulpOfOne)
    }
  }

  @Test("Quarter turns are exact, however many whole turns lie before them", .tags(.exact))
  func quarters() {
    for whole in [-1_000_000.0, -1, 0, 1, 12_345_678] {
      #expect(Reproducible.circle(turns: whole) == (1, 0))
      #expect(Reproducible.circle(turns: whole + 0.25) == (0, 1))
      #expect(Reproducible.circle(turns: whole + 0.5) == (-1, 0))
      #expect(Reproducible.circle(turns: whole + 0.75) == (0, -1))
    }
  }

  @Test("Their bits are these", .tags(.golden))
  func bits() {
    #expect(Reproducible.exp(-0.7).bitPattern == 4_602_617_305_474_356_546)
    #expect(Reproducible.expMinusOne(1e-3).bitPattern == 4_562_256_815_529_185_082)
    #expect(Reproducible.circle(turns: 0.1).cosine.bitPattern == 4_605_462_196_814_083_240)
    #expect(Reproducible.circle(turns: 0.1).sine.bitPattern == 4_603_469_518_431_672_926)
  }
}
