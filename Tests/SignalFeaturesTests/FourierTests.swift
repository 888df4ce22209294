import SignalFeatures
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@Suite("Fourier transforms")
struct FourierTests {
  /// X_k from its definition.
  static func naive(_ numbers: [Double], _ k: Int) -> (real: Double, imaginary: Double) {
    var (real, imaginary) = (0.0, 0.0)
    for (j, number) in numbers.enumerated() {
      let turns = Double(j * k % numbers.count) / Double(numbers.count)
      let (cosine, sine) = Reproducible.circle(turns: turns)
      real += number * cosine
      imaginary -= number * sine
    }
    return (real, imaginary)
  }

  static func numbers(_ count: Int) -> [Double] {
    var draws = Draws("transform", ordinal: count)
    return (0..<count).map { _ in draws.normal() }
  }

  /// What rounding may do: the definition adds N products, each rounded to 1e-16 of its size; most go
  /// different ways.
  static func tolerance(_ count: Int) -> Double { 2e-15 * Double(count).squareRoot() * 20 }

  @Test("All lengths up to 64 agree with the definition", .tags(.exact), arguments: 1...64)
  func small(length: Int) {
    let numbers = Self.numbers(length)
    var transform = RealFourierTransform(length: length)
    transform.run(numbers)
    #expect(transform.frequencyCount == length / 2 + 1)
    for k in 0...length / 2 {
      let expected = Self.naive(numbers, k)
      #expect(abs(transform.real[k] - expected.real) < Self.tolerance(length))
      #expect(abs(transform.imaginary[k] - expected.imaginary) < Self.tolerance(length))
    }
  }

  @Test(
    "Long ones agree with the definition", .tags(.exact),
    arguments: [2_560, 25_600, 4_096, 19_683, 15_625, 2_000, 9_999, 10_007, 2 * 7 * 11 * 13])
  func large(length: Int) {
    let numbers = Self.numbers(length)
    var transform = RealFourierTransform(length: length)
    transform.run(numbers)
    for k in stride(from: 0, through: length / 2, by: max(1, length / 100)) {
      let expected = Self.naive(numbers, k)
      #expect(abs(transform.real[k] - expected.real) < Self.tolerance(length), "\(k)")
      #expect(abs(transform.imaginary[k] - expected.imaginary) < Self.tolerance(length), "\(k)")
    }
  }

  @Test("A transform forgets the last one, and a copy goes its own way", .tags(.law))
  func again() {
    for length in [60, 77] {
      let (one, other) = (Self.numbers(length), Self.numbers(length).map { 2 * $0 + 1 })
      var transform = RealFourierTransform(length: length)
      transform.run(one)
      let first = transform.real
      var copy = transform
      copy.run(other)
      #expect(transform.real == first)
      copy.run(one)
      #expect(copy.real == first)
      let floats = one.map { Float($0) }
      transform.run(floats.span, lessMean: 0)
      #expect(zip(transform.real, first).allSatisfy { abs($0 - $1) < 1e-5 })
    }
  }

  @Test("Bands of all widths hold the variance together (Parseval)", .tags(.law))
  func parseval() {
    for length in [2, 3, 100, 101, 2_560, 2_561] {
      let samples = Self.numbers(length).map { Float(3 + $0) }
      var analyzer = SpectrumAnalyzer(length: length, samplingRate: 1_000)
      analyzer.analyze(samples.span)
      let variance = SnapshotStatistics(samples.span).variance
      var power = 0.0
      for band in 0..<7 {
        power += analyzer.bandPower(
          from: Double(band) * 75, to: band == 6 ? 500 : Double(band + 1) * 75)
      }
      #expect(relativeError(power, variance) < 1e-12, "\(length)")
    }
  }

  @Test("A sine on a bin shows with its amplitude, and is alone", .tags(.exact))
  func sine() {
    let length = 1_000
    let samples = (0..<length).map {
      Float(5 + 0.75 * Reproducible.circle(turns: 0.037 * Double($0)).sine)
    }
    var analyzer = SpectrumAnalyzer(length: length, samplingRate: 2_000)
    analyzer.analyze(samples.span)
    #expect(analyzer.spectrum.binWidth == 2)
    // Samples are rounded to 2^-21 (Float, below 8).
    #expect(abs(analyzer.spectrum.line(at: 74, within: 0) - 0.75) < 1e-6)
    #expect(abs(analyzer.spectrum.line(at: 75.9, within: 1) - 0.75) < 1e-6)
    #expect(analyzer.spectrum.line(at: 80) < 1e-6 && analyzer.spectrum.line(at: 5_000) == 0)
    #expect(abs(analyzer.spectrum.lines(at: 37, harmonics: 4) - 0.75) < 1e-5)
    #expect(analyzer.spectrum.peak(near: 72, within: 3)?.frequency == 74)
    #expect(abs(analyzer.bandPower(from: 74, to: 76) - 0.75 * 0.75 / 2) < 1e-6)
    #expect(analyzer.bandPower(from: 0, to: 74) < 1e-9)
  }

  @Test("The bits of a transform are these", .tags(.golden))
  func bits() {
    var hashes: [UInt64] = []
    for length in [2_560, 1_001] {
      var transform = RealFourierTransform(length: length)
      transform.run((0..<length).map { Double($0 * $0 % 101) })
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for number in transform.real + transform.imaginary {
        hash = (hash ^ number.bitPattern) &* 0x0000_0100_0000_01b3
      }
      hashes.append(hash)
    }
    #expect(hashes == [4_985_813_321_683_175_706, 2_413_504_107_765_443_812])
  }
}
