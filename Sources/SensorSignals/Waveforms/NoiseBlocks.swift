import EventKernel
import RandomVariates
import SpecialFunctions

/// Background noise, block by block.
struct NoiseBlocks: Sendable {
  private let deviation: Double
  /// What is left of a value at the next sample.
  private let kept: Double
  private let fresh: Double
  private var last = 0.0
  private var stream: RandomStream

  init(_ noise: BackgroundNoise, samplingRate: Double, using stream: RandomStream) {
    self.stream = stream
    deviation = noise.deviation
    let interval = 1 / samplingRate
    if interval < 40 * noise.correlationTime {
      let forgotten = -Reproducible.expMinusOne(-interval / noise.correlationTime)
      kept = 1 - forgotten
      fresh = (forgotten * (2 - forgotten)).squareRoot() * deviation
      last = deviation * Ziggurat.normal(using: &self.stream)
    } else {
      (kept, fresh) = (0, deviation)
    }
  }

  /// Fills a block with the next samples.
  mutating func fill(_ block: inout [Double]) {
    guard deviation > 0 else {
      for place in block.indices { block[place] = 0 }
      return
    }
    var numbers = block.mutableSpan
    Ziggurat.fillNormal(&numbers, using: &stream)
    var value = last
    for place in block.indices {
      value = kept * value + fresh * block[place]
      block[place] = value
    }
    last = value
  }
}
