/// Four numbers that are worked on together.
typealias FourLanes = SIMD4<Double>

extension FourLanes {
  /// e^(-t) of four numbers t ≥ 0, with the same bits on every processor.
  ///
  /// Within 2 units in the last place; what is below e^(-700) is taken as that. The series is that of
  /// `Reproducible.exp`, but the power of two is made by a shift, which works on all lanes at once.
  @inline(__always)
  static func exponential(ofMinus t: FourLanes) -> FourLanes {
    let rounder = FourLanes(repeating: 0x1.8p52)
    let x = -t.replacing(with: 700, where: t .> 700)
    let shifted = x * 1.4426950408889634 + rounder
    let k = shifted - rounder
    let most: FourLanes = x - k * 6.93147180369123816490e-01
    let r: FourLanes = most - k * 1.90821492927058770002e-10
    // The whole number k stands in the last bits of `shifted`; moved up it is an exponent.
    let bits = unsafe unsafeBitCast(shifted, to: SIMD4<UInt64>.self)
    let one = SIMD4<UInt64>(repeating: 0x3FF0_0000_0000_0000)
    let scale = unsafe unsafeBitCast((bits &<< 52) &+ one, to: FourLanes.self)
    let r2: FourLanes = r * r
    let r4: FourLanes = r2 * r2
    let low = pair(1.0 / 2, 1.0 / 6, r) + r2 * pair(1.0 / 24, 1.0 / 120, r)
    let middle = pair(1.0 / 720, 1.0 / 5_040, r) + r2 * pair(1.0 / 40_320, 1.0 / 362_880, r)
    let high =
      pair(1.0 / 3_628_800, 1.0 / 39_916_800, r)
      + r2 * pair(1.0 / 479_001_600, 1.0 / 6_227_020_800, r)
    let upper: FourLanes = middle + r4 * high
    let rest: FourLanes = r + r2 * (low + r4 * upper)
    return scale + scale * rest
  }

  /// a + b r.
  @inline(__always)
  private static func pair(_ a: Double, _ b: Double, _ r: FourLanes) -> FourLanes {
    let product: FourLanes = r * b
    return product + a
  }
}
