import SensorSignals
import SignalFeatures
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

/// What an analyst looks for must be in the waveforms, where theory says.
@Suite("Diagnosis of waveforms")
struct DiagnosisTests {
  static let rate = 25_600.0
  /// Two seconds: bins of half a hertz.
  static let count = 51_200

  static func envelope(
    _ bearing: BearingVibration, _ severities: BearingVibration.Faults, speed: Double,
    ordinal: Int
  ) throws -> LineSpectrum {
    let model = WaveformModel(bearing: bearing, noise: try BackgroundNoise(deviation: 0.05))
    let samples = try SnapshotTests.samples(
      model, count: count, rate: rate, speed: speed,
      severities: WaveformSeverities(bearing: severities), ordinal: UInt64(ordinal))
    var analyzer = try EnvelopeAnalyzer(
      length: count, samplingRate: rate,
      band: bearing.resonance - 1_500...bearing.resonance + 1_500)
    analyzer.analyze(samples.span)
    return analyzer.spectrum
  }

  /// Checks that the highest bin within a tenth of a frequency is at most one away from it, and stands out.
  func expectLine(_ spectrum: LineSpectrum, at frequency: Double, apart: Double, _ what: String) {
    let around = max(3, Int(apart / spectrum.binWidth))
    guard let peak = spectrum.peak(near: frequency, within: around) else {
      Issue.record("no bins near \(what)")
      return
    }
    // Half a bin for the nearest bin, and one more.
    #expect(abs(peak.frequency - frequency) <= 1.5 * spectrum.binWidth, "\(what) \(frequency)")
    let middle = spectrum.bin(of: frequency)
    var (sum, bins) = (0.0, 0)
    for bin in max(1, middle - 40)...middle + 40 where abs(bin - middle) > 3 {
      sum += spectrum.amplitudes[bin]
      bins += 1
    }
    #expect(peak.amplitude > 3 * sum / Double(bins), "\(what) \(frequency) stands out")
  }

  /// Bearings of many sizes, at many speeds.
  static func cases(_ count: Int) throws -> [(bearing: BearingVibration, speed: Double)] {
    var draws = Draws("bearings")
    return try (0..<count).map { _ in
      let geometry = try BearingGeometry(
        rollingElements: draws.whole(7...20), ballDiameter: 0.005 + 0.01 * draws.uniform(),
        pitchDiameter: 0.04 + 0.06 * draws.uniform(), contactAngle: 0.7 * draws.uniform())
      var bearing = try BearingVibration(
        geometry: geometry, resonance: 3_000 + 7_000 * draws.uniform(), damping: 0.04)
      bearing.slip = 0.005
      return (bearing, 10 + 30 * draws.uniform())
    }
  }

  @Test("The envelope of each fault has lines at its frequency and around", .tags(.law))
  func faults() throws {
    for (ordinal, (bearing, speed)) in try Self.cases(40).enumerated() {
      let theory = bearing.geometry.frequencies(shaftSpeed: speed)
      let outer = try Self.envelope(bearing, .init(outerRace: 1), speed: speed, ordinal: ordinal)
      expectLine(outer, at: theory.outerRace, apart: theory.outerRace / 4, "BPFO")
      expectLine(outer, at: 2 * theory.outerRace, apart: theory.outerRace / 4, "2 BPFO")

      let inner = try Self.envelope(bearing, .init(innerRace: 1), speed: speed, ordinal: ordinal)
      expectLine(inner, at: speed, apart: speed / 4, "shaft")
      for side in [-1.0, 0, 1] {
        expectLine(inner, at: theory.innerRace + side * speed, apart: speed / 4, "BPFI \(side)")
      }

      let ball = try Self.envelope(bearing, .init(ball: 1), speed: speed, ordinal: ordinal)
      expectLine(ball, at: theory.cage, apart: theory.cage / 4, "FTF")
      expectLine(ball, at: theory.ball, apart: theory.cage / 4, "BSF")
      for side in [-1.0, 0, 1] {
        expectLine(
          ball, at: 2 * theory.ball + side * theory.cage, apart: theory.cage / 4, "2 BSF \(side)")
      }

      let cage = try Self.envelope(bearing, .init(cage: 1), speed: speed, ordinal: ordinal)
      expectLine(cage, at: theory.cage, apart: theory.cage / 4, "FTF")
      expectLine(cage, at: 2 * theory.cage, apart: theory.cage / 4, "2 FTF")
    }
  }

  @Test("Kurtosis, crest, rms and the line of the envelope rise with severity", .tags(.law))
  func severity() throws {
    let bearing = try SnapshotTests.bearing()
    let model = WaveformModel(bearing: bearing, noise: try BackgroundNoise(deviation: 0.1))
    let line = bearing.geometry.frequencies(shaftSpeed: 30).outerRace
    var analyzer = try EnvelopeAnalyzer(
      length: Self.count, samplingRate: Self.rate, band: 7_500...10_500)
    var last = (kurtosis: -0.1, crest: 0.0, rms: 0.0, line: 0.0)
    for severity in [0.0, 0.25, 0.5, 0.75, 1, 1.25] {
      let samples = try SnapshotTests.samples(
        model, count: Self.count,
        severities: WaveformSeverities(bearing: .init(outerRace: severity)))
      let statistics = SnapshotStatistics(samples.span)
      analyzer.analyze(samples.span)
      let amplitude = analyzer.spectrum.line(at: line)
      #expect(statistics.excessKurtosis > last.kurtosis && statistics.crest > last.crest)
      #expect(statistics.rms > last.rms && amplitude > last.line)
      last = (statistics.excessKurtosis, statistics.crest, statistics.rms, amplitude)
    }
    #expect(last.kurtosis > 3)
  }

  @Test("A ring-down has the energy A² / (4 · 2π ζ f) a strike", .tags(.law))
  func energy() throws {
    var bearing = try SnapshotTests.bearing()
    (bearing.slip, bearing.amplitudeSpread) = (0, 0)
    let strikes = bearing.geometry.frequencies(shaftSpeed: 30).outerRace
    let samples = try SnapshotTests.samples(
      WaveformModel(bearing: bearing), count: 256_000,
      severities: WaveformSeverities(bearing: .init(outerRace: 0.5)))
    let power = SnapshotStatistics(samples.span).variance
    // ∫ A² e^(-2 a t) sin² = A² ω²/(4 a (a² + ω²)), a = ζ ω; ζ² = 9e-4. One strike more or less of 1,681
    // is 6e-4 of it.
    let decay = 2 * Double.pi * bearing.resonance * bearing.damping
    let expected = strikes * 0.25 / (4 * decay * (1 + bearing.damping * bearing.damping))
    #expect(relativeError(power, expected) < 2e-3)
  }

  /// The spectrum of a snapshot of ten seconds at 2,560 Hz, in which 0.1 Hz is a bin.
  func spectrum(
    _ model: WaveformModel, _ severities: WaveformSeverities, speed: Double, load: Double = 1
  ) throws -> LineSpectrum {
    let samples = try SnapshotTests.samples(
      model, count: 25_600, rate: 2_560, speed: speed, load: load, severities: severities)
    var analyzer = SpectrumAnalyzer(length: 25_600, samplingRate: 2_560)
    analyzer.analyze(samples.span)
    return analyzer.spectrum
  }

  func expectAmplitude(_ spectrum: LineSpectrum, at frequency: Double, _ amplitude: Double) {
    // Samples are Floats: some 1e-7 of the largest, spread over all bins.
    #expect(abs(spectrum.line(at: frequency, within: 0) - amplitude) < 1e-6, "\(frequency) Hz")
  }

  @Test("A gear's wear shows at mesh ± shaft, a crack in many sidebands", .tags(.exact))
  func gear() throws {
    let model = WaveformModel(gear: try GearVibration(teeth: 20, amplitude: 1))
    let sound = try spectrum(model, WaveformSeverities(), speed: 15, load: 0.5)
    for (harmonic, share) in [(1.0, 1.0), (2, 0.5), (3, 0.25)] {
      expectAmplitude(sound, at: harmonic * 300, 0.5 * share)
      expectAmplitude(sound, at: harmonic * 300 - 15, 0.5 * share * 0.05 / 2)
      expectAmplitude(sound, at: harmonic * 300 + 15, 0.5 * share * 0.05 / 2)
      expectAmplitude(sound, at: harmonic * 300 + 30, 0)
    }
    let worn = try spectrum(model, WaveformSeverities(gear: .init(wear: 0.8)), speed: 15)
    expectAmplitude(worn, at: 300, 1.4)
    expectAmplitude(worn, at: 285, 1.4 * 0.45 / 2)
    let cracked = try spectrum(model, WaveformSeverities(gear: .init(crack: 1)), speed: 15)
    // C(32, 16)/2^32, and C(32, 16 + k)/2^32 at ± k of the first harmonic; nothing else is there.
    expectAmplitude(cracked, at: 300, 1 + 601_080_390 / 0x1p32)
    expectAmplitude(cracked, at: 300 + 45, 347_373_600 / 0x1p32)
    expectAmplitude(cracked, at: 300 - 45, 347_373_600 / 0x1p32)
    expectAmplitude(cracked, at: 300 - 5 * 15, 129_024_480 / 0x1p32)
  }

  @Test("Unbalance is 1×, misalignment 2×, looseness multiples of ½×", .tags(.exact))
  func shaft() throws {
    let model = WaveformModel(
      shaft: try ShaftVibration(referenceSpeed: 20, residualUnbalance: 0.1))
    let unbalance = try spectrum(model, WaveformSeverities(shaft: .init(unbalance: 0.5)), speed: 10)
    expectAmplitude(unbalance, at: 10, 0.6 / 4)
    expectAmplitude(unbalance, at: 20, 0)
    let bent = try spectrum(
      model, WaveformSeverities(shaft: .init(misalignment: 0.5)), speed: 20, load: 0.8)
    expectAmplitude(bent, at: 40, 0.4)
    expectAmplitude(bent, at: 60, 0.16)
    let loose = try spectrum(model, WaveformSeverities(shaft: .init(looseness: 1)), speed: 20)
    expectAmplitude(loose, at: 10, 1)
    expectAmplitude(loose, at: 30, 1.0 / 3)
    expectAmplitude(loose, at: 100, 0.1)
  }

  @Test("Broken bars show at 1 ± 2s of the line, under load", .tags(.exact))
  func motor() throws {
    var motor = try MotorCurrent(lineFrequency: 50, ratedAmplitude: 10, ratedSlip: 0.04)
    motor.magnetizing = 0
    let severities = WaveformSeverities(rotorBars: 0.5)
    let loaded = try spectrum(WaveformModel(motor: motor), severities, speed: 24, load: 0.5)
    expectAmplitude(loaded, at: 50, 5)
    expectAmplitude(loaded, at: 48, 5 * 0.025)
    expectAmplitude(loaded, at: 52, 5 * 0.0125)
    expectAmplitude(loaded, at: 46, 5 * 0.00625)
    expectAmplitude(loaded, at: 250, 0.05)
    motor.magnetizing = 0.4
    let idle = try spectrum(WaveformModel(motor: motor), severities, speed: 25, load: 0)
    expectAmplitude(idle, at: 50, 4)
    expectAmplitude(idle, at: 48, 0)
  }

  @Test("Cutting force has the lines of half-sine pulses, and wear raises it", .tags(.exact))
  func cutting() throws {
    let force = try CuttingForce(teeth: 4, amplitude: 1, engaged: 0.3)
    let sharp = try spectrum(WaveformModel(cutting: force), WaveformSeverities(), speed: 10)
    let worn = try spectrum(
      WaveformModel(cutting: force), WaveformSeverities(tool: 1), speed: 10)
    for harmonic in 1...8 {
      // The Fourier integral of the pulse, by the rule of midpoints: error 2e-6 with 1,000 of them.
      var share = 0.0
      for place in 0..<1_000 {
        let x = 0.3 * ((Double(place) + 0.5) / 1_000 - 0.5)
        share += 2 * 0.3 / 1_000 * cosine(x / 0.6) * cosine(Double(harmonic) * x)
      }
      #expect(abs(force.share(ofHarmonic: harmonic) - share) < 1e-5)
      let line = sharp.line(at: 40 * Double(harmonic), within: 0)
      #expect(abs(line - abs(share)) < 1e-5)
      #expect(abs(worn.line(at: 40 * Double(harmonic), within: 0) - 1.5 * abs(share)) < 2e-5)
    }
    expectAmplitude(sharp, at: 10, 0.1 * 0.6 / .pi)
    #expect(abs(force.share(ofHarmonic: 0) - 0.6 / .pi) < 1e-15)
    #expect(try CuttingForce(teeth: 4, amplitude: 1, engaged: 0.5).share(ofHarmonic: 1) == 0.5)
  }

  private func cosine(_ turns: Double) -> Double { Reproducible.circle(turns: turns).cosine }
}
