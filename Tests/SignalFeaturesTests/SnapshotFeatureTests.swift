import SignalFeatures
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@Suite("Features of snapshots")
struct SnapshotFeatureTests {
  /// The statistics of an array; a span of a temporary one would be the caller's concern.
  static func statistics(_ samples: [Float]) -> SnapshotStatistics {
    SnapshotStatistics(samples.span)
  }

  @Test("Statistics worked by hand", .tags(.exact))
  func byHand() {
    // Mean 2; distances -1, -1, -1, 3: squares 12, cubes 24, fourth powers 84.
    let statistics = Self.statistics([1, 1, 1, 5])
    #expect(statistics.mean == 2 && statistics.variance == 3 && statistics.peak == 5)
    #expect(statistics.rms == 7.0.squareRoot() && statistics.crest == 5 / 7.0.squareRoot())
    #expect(abs(statistics.skewness - 6 / (3 * 3.0.squareRoot())) < 1e-15)
    #expect(abs(statistics.excessKurtosis - (21.0 / 9 - 3)) < 1e-15)
  }

  @Test("Statistics of any length agree with their definitions", .tags(.law))
  func definitions() {
    for count in [1, 2, 7, 8, 9, 100, 2_561] {
      var draws = Draws("statistics", ordinal: count)
      let samples = (0..<count).map { _ in Float(1 + draws.exponential()) }
      let statistics = SnapshotStatistics(samples.span)
      let numbers = samples.map { Double($0) }
      func mean(_ power: (Double) -> Double) -> Double {
        numbers.reduce(0) { $0 + power($1) } / Double(count)
      }
      let average = mean { $0 }
      let variance = mean { ($0 - average) * ($0 - average) }
      #expect(relativeError(statistics.mean, average) < 1e-13)
      #expect(relativeError(statistics.rms, mean { $0 * $0 }.squareRoot()) < 1e-13)
      #expect(Float(statistics.peak) == samples.max())
      guard count > 1 else { continue }
      let third = mean { ($0 - average) * ($0 - average) * ($0 - average) }
      let fourth = mean { ($0 - average) * ($0 - average) * ($0 - average) * ($0 - average) }
      #expect(relativeError(statistics.variance, variance) < 1e-12)
      #expect(abs(statistics.skewness - third / variance / variance.squareRoot()) < 1e-11)
      #expect(abs(statistics.excessKurtosis - (fourth / variance / variance - 3)) < 1e-10)
    }
  }

  @Test("A constant and silence have no shape", .tags(.exact))
  func constants() {
    let constant = Self.statistics([Float](repeating: 0.1, count: 33))
    #expect(constant.skewness == 0 && constant.excessKurtosis == 0)
    #expect(abs(constant.crest - 1) < 1e-15)
    let silence = Self.statistics([Float](repeating: 0, count: 33))
    #expect(silence.crest == 0 && silence.rms == 0 && silence.variance == 0)
  }

  /// 1 + m cos at 50 Hz on a carrier of 1,000 Hz, 1 s at 4,000 Hz.
  static func modulated(_ depth: Double) -> [Float] {
    (0..<4_000).map { place in
      let time = Double(place) / 4_000
      let envelope = 1 + depth * Reproducible.circle(turns: 50 * time).cosine
      return Float(envelope * Reproducible.circle(turns: 1_000 * time).cosine)
    }
  }

  @Test("The envelope of a modulated sine is its modulation", .tags(.exact))
  func modulation() throws {
    let samples = Self.modulated(0.4)
    for band in [nil, 900.0...1_100] {
      var analyzer = try EnvelopeAnalyzer(
        length: 4_000, samplingRate: 4_000, band: band, kind: .magnitude)
      analyzer.analyze(samples.span)
      // Samples are rounded to Float: 1e-7.
      #expect(abs(analyzer.mean - 1) < 1e-6)
      #expect(abs(analyzer.deviation - 0.4 / 2.0.squareRoot()) < 1e-6)
      #expect(abs(analyzer.spectrum.line(at: 50, within: 0) - 0.4) < 1e-6)
      #expect(analyzer.spectrum.line(at: 100, within: 0) < 1e-6)
    }
  }

  @Test(
    "A squared envelope has a second line, at however few points it is worked out", .tags(.exact))
  func squared() throws {
    let samples = Self.modulated(0.4)
    for band in [nil, 900.0...1_100, 940...1_200] {
      var analyzer = try EnvelopeAnalyzer(length: 4_000, samplingRate: 4_000, band: band)
      analyzer.analyze(samples.span)
      // (1 + m cos)² = 1 + m²/2 + 2 m cos + m²/2 cos 2.
      #expect(abs(analyzer.mean - 1.08) < 1e-6)
      #expect(abs(analyzer.spectrum.line(at: 50, within: 0) - 0.8) < 1e-6)
      #expect(abs(analyzer.spectrum.line(at: 100, within: 0) - 0.08) < 1e-6)
      #expect(analyzer.spectrum.binWidth == 1)
    }
  }

  @Test("Analyzers ask for no memory", .tags(.exact))
  func memory() throws {
    let samples = Self.modulated(0.3)
    var spectrum = SpectrumAnalyzer(length: 4_000, samplingRate: 4_000)
    var envelope = try EnvelopeAnalyzer(length: 4_000, samplingRate: 4_000, band: 900...1_100)
    var odd = SpectrumAnalyzer(length: 3_997, samplingRate: 4_000)
    var sum = 0.0
    let count = allocations {
      for _ in 0..<5 {
        sum += SnapshotStatistics(samples.span).rms
        spectrum.analyze(samples.span)
        envelope.analyze(samples.span)
        odd.analyze(samples.span.extracting(first: 3_997))
        sum += spectrum.spectrum.line(at: 950) + envelope.spectrum.lines(at: 50, harmonics: 3)
        sum += odd.bandPower(from: 0, to: 1_000)
      }
    }
    #expect((count ?? 0) == 0)
    #expect(sum > 0)
  }

  @Test("A band without bins is refused", .tags(.failure))
  func problems() {
    #expect(
      throws: FeatureProblem(
        "the band of an envelope is from 100.0 to 101.0 Hz; it must hold two bins of 10.0 Hz: widen "
          + "it, or take longer snapshots")
    ) { try EnvelopeAnalyzer(length: 400, samplingRate: 4_000, band: 100...101) }
    #expect(
      throws: FeatureProblem(
        "the band of an envelope is from 100.0 to 3000.0 Hz; it must lie between 0 and half of the "
          + "sampling rate, 2000.0 Hz")
    ) { try EnvelopeAnalyzer(length: 400, samplingRate: 4_000, band: 100...3_000) }
  }
}
