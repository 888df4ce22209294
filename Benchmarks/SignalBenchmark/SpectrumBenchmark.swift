import BenchmarkSupport
import EventKernel
import RandomVariates
import SignalFeatures
import SpecialFunctions

/// Features of snapshots; times are those of a sample.
enum SpectrumBenchmark {
  /// Noise to be analyzed, of some length.
  static func samples(_ length: Int) -> [Float] {
    var stream = ScalarBenchmark.stream("samples")
    return (0..<length).map { _ in Float(Ziggurat.normal(using: &stream)) }
  }

  /// Moments, peak and crest.
  static func statistics(_ count: Int) {
    let samples = samples(25_600)
    measure(count, 25_600) { SnapshotStatistics(samples.span).excessKurtosis }
  }

  /// Spectra with four band powers.
  static func spectra(_ count: Int, length: Int) {
    let samples = samples(length)
    var analyzer = SpectrumAnalyzer(length: length, samplingRate: 25_600)
    measure(count, length) {
      analyzer.analyze(samples.span)
      let low = analyzer.bandPower(from: 0, to: 2_000) + analyzer.bandPower(from: 2_000, to: 5_000)
      let high = analyzer.bandPower(from: 5_000, to: 8_000)
      return low + high + analyzer.bandPower(from: 8_000, to: 12_800)
    }
  }

  /// Spectra of envelopes.
  static func envelopes(
    _ count: Int, length: Int, band: ClosedRange<Double>?, kind: EnvelopeAnalyzer.Kind
  ) throws {
    let samples = samples(length)
    var analyzer = try EnvelopeAnalyzer(
      length: length, samplingRate: 25_600, band: band, kind: kind)
    measure(count, length) {
      analyzer.analyze(samples.span)
      return analyzer.spectrum.lines(at: 168, harmonics: 3)
    }
  }

  /// The transform alone.
  static func transforms(_ count: Int, length: Int) {
    let samples = samples(length)
    var transform = RealFourierTransform(length: length)
    measure(count, length) {
      transform.run(samples.span)
      return transform.real[1]
    }
  }

  /// What a transform is compared with: the textbook's of radix 2, of complex numbers with a table of
  /// factors, on samples with imaginary parts of 0.
  static func simpleTransforms(_ count: Int, length: Int) {
    let samples = samples(length)
    let factors = (0..<length / 2).map {
      Reproducible.circle(turns: -Double($0) / Double(length))
    }
    let zeros = [Double](repeating: 0, count: length)
    measure(count, length) {
      var (real, imaginary) = (samples.map { Double($0) }, zeros)
      simpleTransform(&real, &imaginary, factors)
      return real[1] + imaginary[1]
    }
  }

  private static func simpleTransform(
    _ real: inout [Double], _ imaginary: inout [Double],
    _ factors: [(cosine: Double, sine: Double)]
  ) {
    let length = real.count
    var reversed = 0
    for place in 1..<length {
      var bit = length >> 1
      while reversed & bit != 0 {
        reversed ^= bit
        bit >>= 1
      }
      reversed |= bit
      if place < reversed { real.swapAt(place, reversed) }
    }
    var half = 1
    while half < length {
      for start in stride(from: 0, to: length, by: 2 * half) {
        for k in 0..<half {
          let (cosine, sine) = factors[k * (length / (2 * half))]
          let (low, high) = (start + k, start + k + half)
          let x = real[high] * cosine - imaginary[high] * sine
          let y = real[high] * sine + imaginary[high] * cosine
          (real[high], imaginary[high]) = (real[low] - x, imaginary[low] - y)
          (real[low], imaginary[low]) = (real[low] + x, imaginary[low] + y)
        }
      }
      half *= 2
    }
  }

  private static func measure(_ count: Int, _ length: Int, _ work: () -> Double) {
    let rounds = max(1, count / length)
    var sum = 0.0
    let start = ProcessUse.time
    for _ in 0..<rounds { sum += work() }
    BenchmarkProgram.report(rounds * length, ProcessUse.time - start, ",\"sum\":\(sum)")
  }
}
