import EventKernel
import RandomVariates
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The rise of a gamma process just before the jump that passes a level, given when that is.
///
/// Jumps larger than z come at the rate a E₁(z/b), so that after a rise with the shape k = a τ the
/// rise y before the jump, of what it had to rise, h, has the density
///
///     ∝ y^(k - 1) e^(-y/b) E₁((h - y)/b),   0 < y < h
///
/// With w = 1 - y/h and z = h w/b that is (1 - w)^(k - 1) e^z E₁(z), and
///
///     e^z E₁(z) < ln(1 + 1/z) ≤ C z^-p
///
/// for 0 < p < 1 and some C: w is proposed from a beta distribution with 1 - p and k, and taken
/// with the ratio of the first to the last. Exact.
///
/// Source of the inequality: F. W. J. Olver et al., *NIST Digital Library of Mathematical
/// Functions*, eq. 6.8.1.
///
/// - Parameters:
///   - rest: What it had to rise, h, > 0.
///   - shape: k.
///   - scale: b.
///   - stream: Where the random numbers come from.
/// - Returns: y.
func gammaRise(
  beforePassing rest: Double, shape: Double, scale: Double, using stream: inout RandomStream
) -> Double {
  guard shape > 1e-300 else { return 0 }
  let levels = rest / scale
  // The largest values of z^p ln(1 + 1/z): 0.8047 for p = 1/2, 2.9444 for p = 1/8.
  let (power, bound) = levels > 0.1 ? (0.5, 0.80475) : (0.125, 2.945)
  while true {
    let (gap, rise) = stream.beta(1 - power, shape)
    let z = levels * gap
    let limit =
      power == 0.5 ? bound / z.squareRoot() : bound / z.squareRoot().squareRoot().squareRoot()
    if z == 0 || stream.uniform() * limit < ExponentialIntegral.scaledFirst(z) {
      return rest * rise
    }
  }
}

extension WearPath {
  /// The level of a gamma process at a moment before the failure, by a gamma bridge.
  ///
  /// Between two known levels the share of the rise that has been made is a beta number, whose
  /// parameters are the shapes a Δt of the times before and after.
  mutating func gammaLevel(
    at moment: Double, shapeRate: Double, end: Double, endLevel: Double,
    using stream: inout RandomStream
  ) -> Double {
    passAnchors(to: moment)
    guard moment > clock else { return level }
    let isAnchored = anchorCount > 0
    let (next, nextLevel) =
      isAnchored ? (anchor(0).clock, anchor(0).before) : (end, endLevel)
    let (share, _) = stream.beta(shapeRate * (moment - clock), shapeRate * (next - moment))
    level = min(nextLevel, level + (nextLevel - level) * share)
    clock = moment
    return level
  }

  /// The moment when a gamma process first reaches a threshold, given its failure.
  ///
  /// The interval in which it happens is halved, with a level drawn at its middle by the bridge,
  /// until its shape is below 2⁻³⁶: the moment is late by less than that over a, 1e-11 of the mean
  /// life or less for c = 1/b above 1. What is found is kept, with the levels before and after.
  mutating func gammaMoment(
    reaching threshold: Double, shapeRate: Double, end: Double, endLevel: Double,
    using stream: inout RandomStream
  ) -> Double {
    var (left, low) = (clock, level)
    var place = 0
    while place < anchorCount {
      let known = anchor(place)
      if threshold <= known.before { break }
      if threshold <= known.after { return known.clock }
      (left, low) = (known.clock, known.after)
      place += 1
    }
    var (right, high) =
      place < anchorCount ? (anchor(place).clock, anchor(place).before) : (end, endLevel)
    guard threshold <= high else { return end }
    while shapeRate * (right - left) > 0x1p-36 {
      let middle = left + (right - left) / 2
      guard middle > left && middle < right else { break }
      let (share, _) = stream.beta(shapeRate * (middle - left), shapeRate * (right - middle))
      let level = min(high, low + (high - low) * share)
      if level >= threshold {
        (right, high) = (middle, level)
      } else {
        (left, low) = (middle, level)
      }
    }
    insert(Anchor(clock: right, before: low, after: high), at: place)
    return right
  }
}
