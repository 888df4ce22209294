/// The envelope of snapshots in a band of frequencies, and its spectrum.
///
/// Impulses of a faulty bearing make a resonance ring. The band around it holds them and little
/// else; its envelope rises with every impulse, so the envelope's spectrum has lines at the fault's
/// frequency where the spectrum itself has none.
///
/// The band is cut out of the transform of the samples; without the negative frequencies it is that of the
/// analytic signal, whose magnitude is the envelope (Hilbert). A squared envelope has no frequencies above the
/// band's width, so it is worked out at no more points than that needs, exactly. That makes it several
/// times as fast for a narrow band.
///
/// Source: R. B. Randall, J. Antoni, "Rolling element bearing diagnostics—A tutorial", *Mechanical
/// Systems and Signal Processing* 25 (2), 2011, 485–520, sec. 3.
///
/// - Complexity: O(N log N) a snapshot; no memory is asked for after the beginning.
public struct EnvelopeAnalyzer: Sendable {
  /// What is called envelope.
  public enum Kind: String, Hashable, Sendable, BitwiseCopyable {
    /// The magnitude of the analytic signal, in the unit of the signal.
    case magnitude
    /// Its square, in the unit of the signal, squared.
    case squared
  }

  /// In Hz.
  public let samplingRate: Double
  /// What is called envelope.
  public let kind: Kind
  /// The mean of the last snapshot's envelope.
  public private(set) var mean = 0.0
  /// The standard deviation (divisor n) of the last snapshot's envelope.
  public private(set) var deviation = 0.0
  /// The amplitudes of the last snapshot's envelope, in its unit.
  public private(set) var spectrum: LineSpectrum

  private let firstBin: Int
  private let lastBin: Int
  private var forwards: RealFourierTransform
  private var backwards: FourierTransform
  private var analytic: ComplexArray
  private var envelope: [Double]
  private var again: RealFourierTransform

  /// Creates an analyzer.
  ///
  /// - Parameters:
  ///   - length: How many samples a snapshot has, ≥ 2.
  ///   - samplingRate: In Hz, > 0.
  ///   - band: The frequencies that are let through, in Hz; `nil` for all.
  ///   - kind: What is called envelope.
  /// - Throws: ``FeatureProblem`` where there is nothing in the band.
  public init(
    length: Int, samplingRate: Double, band: ClosedRange<Double>? = nil, kind: Kind = .squared
  ) throws(FeatureProblem) {
    precondition(length >= 2 && samplingRate > 0, "a spectrum needs two samples at some rate")
    self.samplingRate = samplingRate
    self.kind = kind
    let binWidth = samplingRate / Double(length)
    let band = band ?? 0...samplingRate / 2
    guard band.lowerBound >= 0 && band.upperBound <= samplingRate / 2 else {
      throw FeatureProblem(
        "the band of an envelope is from \(band.lowerBound) to \(band.upperBound) Hz; it must lie "
          + "between 0 and half of the sampling rate, \(samplingRate / 2) Hz")
    }
    firstBin = max(1, Int((band.lowerBound / binWidth).rounded(.up)))
    lastBin = min(length / 2, Int((band.upperBound / binWidth).rounded(.down)))
    guard firstBin < lastBin else {
      throw FeatureProblem(
        "the band of an envelope is from \(band.lowerBound) to \(band.upperBound) Hz; it must hold "
          + "two bins of \(binWidth) Hz: widen it, or take longer snapshots")
    }
    let bins = lastBin - firstBin + 1
    let points =
      kind == .squared ? min(length, FourierPlan.smoothLength(atLeast: 2 * bins)) : length
    forwards = RealFourierTransform(length: length)
    backwards = FourierTransform(length: points)
    analytic = ComplexArray(count: points)
    envelope = [Double](repeating: 0, count: points)
    again = RealFourierTransform(length: points)
    spectrum = LineSpectrum(count: again.frequencyCount, binWidth: binWidth)
  }

  /// How many samples a snapshot has.
  public var length: Int { forwards.length }

  /// Works out the envelope of a snapshot and its spectrum.
  ///
  /// - Parameter samples: As many samples as ``length``, in the unit of the signal.
  public mutating func analyze(_ samples: Span<Float>) {
    forwards.run(samples)
    let points = envelope.count
    // Moving the band down to 0 Hz turns the analytic signal and leaves its magnitude.
    for k in firstBin...lastBin {
      let sides = (2 * k == length ? 1 : 2) / Double(length)
      analytic.real[k - firstBin] = forwards.result.real[k] * sides
      analytic.imaginary[k - firstBin] = forwards.result.imaginary[k] * sides
    }
    for place in (lastBin - firstBin + 1)..<max(points, lastBin - firstBin + 1) {
      analytic.real[place] = 0
      analytic.imaginary[place] = 0
    }
    backwards.run(&analytic, inverse: true)
    var sum = 0.0
    for place in 0..<points {
      let (x, y) = (analytic.real[place], analytic.imaginary[place])
      let square = x * x + y * y
      envelope[place] = kind == .squared ? square : square.squareRoot()
      sum += envelope[place]
    }
    mean = sum / Double(points)
    again.run(envelope, lessMean: mean)
    var variance = 0.0
    spectrum.amplitudes[0] = 0
    for k in 1..<again.frequencyCount {
      let (x, y) = (again.result.real[k], again.result.imaginary[k])
      let sides = 2 * k == points ? 1.0 : 2.0
      let power = sides * (x * x + y * y) / (Double(points) * Double(points))
      variance += power
      spectrum.amplitudes[k] = (sides * power).squareRoot()
    }
    deviation = variance.squareRoot()
  }
}
