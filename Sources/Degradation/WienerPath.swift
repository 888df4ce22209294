import EventKernel
import RandomVariates

extension WearPath {
  /// The level of a Wiener process at a moment before it first reaches a level that is ahead.
  ///
  /// Given when it does, the distance to that level is a Bessel bridge in three dimensions,
  /// whatever the drift: the length of a Brownian bridge from (d, 0, 0) to the origin.
  ///
  /// Source: D. Revuz, M. Yor, *Continuous Martingales and Brownian Motion*, 3rd ed., Springer,
  /// 1999, ch. VII §4 (Williams) and ch. XI §3.
  mutating func wienerLevel(
    at moment: Double, variance: Double, end: Double, using stream: inout RandomStream
  ) -> Double {
    passAnchors(to: moment)
    guard moment > clock else { return level }
    let (next, barrier) = anchorCount > 0 ? (anchor(0).clock, anchor(0).before) : (end, 1)
    let (before, after) = (moment - clock, next - moment)
    let width = next - clock
    let deviation = (variance * before * (after / width)).squareRoot()
    let x = (barrier - level) * (after / width) + deviation * Ziggurat.normal(using: &stream)
    let y = deviation * Ziggurat.normal(using: &stream)
    let z = deviation * Ziggurat.normal(using: &stream)
    level = barrier - (x * x + y * y + z * z).squareRoot()
    clock = moment
    return level
  }

  /// The moment of a Wiener process at a threshold, given that at a level beyond.
  ///
  /// With the distances d₁ to the threshold and d₂ from there on, and the time τ to the level
  /// beyond, the ratio y of the times before and after has the density
  ///
  ///     ∝ (y^(-3/2) + y^(-1/2)) exp(-α/y - β y),   α = d₁²/(2 σ² τ),  β = d₂²/(2 σ² τ)
  ///
  /// a mixture of an inverse Gaussian number of mean d₁/d₂ and shape 2α, with probability
  /// d₂/(d₁ + d₂), and the reciprocal of one of mean d₂/d₁ and shape 2β. Exact.
  mutating func wienerMoment(
    reaching threshold: Double, variance: Double, end: Double, using stream: inout RandomStream
  ) -> Double {
    var (start, low) = (clock, level)
    var place = 0
    while place < anchorCount {
      let known = anchor(place)
      if threshold == known.after { return known.clock }
      if threshold < known.after { break }
      (start, low) = (known.clock, known.after)
      place += 1
    }
    let (next, barrier) =
      place < anchorCount ? (anchor(place).clock, anchor(place).before) : (end, 1)
    let (first, second) = (threshold - low, barrier - threshold)
    let time = next - start
    let ratio: Double
    if stream.uniform() * (first + second) < second {
      ratio = stream.inverseGaussian(
        mean: first / second, shape: first * (first / (variance * time)))
    } else {
      ratio =
        1
        / stream.inverseGaussian(
          mean: second / first, shape: second * (second / (variance * time)))
    }
    let moment = min(next, start + time / (1 + 1 / ratio))
    insert(Anchor(clock: moment, before: threshold, after: threshold), at: place)
    return moment
  }
}
