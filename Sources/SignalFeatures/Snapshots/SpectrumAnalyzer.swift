/// The spectrum of snapshots: amplitudes of lines, and power by bands.
///
///     P_k = 2 |X_k|²/N²,  k = 1, …;  P_(N/2) = |X_(N/2)|²/N²;  amplitude √(2 P_k)
///
/// By Parseval's theorem the P_k add up to the variance. The mean is taken away before; there is
/// no window, so power in a band is that of the samples.
///
/// - Complexity: O(N log N) a snapshot; no memory is asked for after the beginning.
public struct SpectrumAnalyzer: Sendable {
  /// In Hz.
  public let samplingRate: Double
  /// The amplitudes of the last snapshot, in the unit of the signal.
  public private(set) var spectrum: LineSpectrum
  private var transform: RealFourierTransform
  /// P_k of the last snapshot.
  private var powers: [Double]

  /// Creates an analyzer.
  ///
  /// - Parameters:
  ///   - length: How many samples a snapshot has, ≥ 2.
  ///   - samplingRate: In Hz, > 0.
  public init(length: Int, samplingRate: Double) {
    precondition(length >= 2 && samplingRate > 0, "a spectrum needs two samples at some rate")
    self.samplingRate = samplingRate
    transform = RealFourierTransform(length: length)
    spectrum = LineSpectrum(
      count: transform.frequencyCount, binWidth: samplingRate / Double(length))
    powers = [Double](repeating: 0, count: transform.frequencyCount)
  }

  /// How many samples a snapshot has.
  public var length: Int { transform.length }

  /// Works out the spectrum of a snapshot.
  ///
  /// - Parameter samples: As many samples as ``length``, in the unit of the signal.
  public mutating func analyze(_ samples: Span<Float>) {
    var sum = 0.0
    for place in 0..<samples.count { sum += Double(samples[place]) }
    transform.run(samples, lessMean: sum / Double(samples.count))
    let scale = 1 / (Double(length) * Double(length))
    (powers[0], spectrum.amplitudes[0]) = (0, 0)
    for k in 1..<powers.count {
      let (x, y) = (transform.result.real[k], transform.result.imaginary[k])
      // The bin at half of the sampling rate has no partner of negative frequency.
      let sides = 2 * k == length ? 1.0 : 2.0
      powers[k] = sides * (x * x + y * y) * scale
      spectrum.amplitudes[k] = (sides * powers[k]).squareRoot()
    }
  }

  /// The power in a band: the part of the variance that lies there.
  ///
  /// - Parameters:
  ///   - low: In Hz; a bin of this frequency belongs to the band.
  ///   - high: In Hz; a bin of this frequency belongs to the next band, unless it is half of the
  ///     sampling rate.
  /// - Returns: The power, in the unit of the signal, squared.
  public func bandPower(from low: Double, to high: Double) -> Double {
    // Begin a bin early, for the quotient may be rounded up.
    let first = max(1, Int(min(max(0, low / spectrum.binWidth), Double(powers.count))) - 1)
    var sum = 0.0
    for k in first..<max(first, powers.count) {
      let frequency = Double(k) * samplingRate / Double(length)
      let isLast = 2 * k == length
      if frequency > high || frequency == high && !isLast { break }
      if frequency >= low { sum += powers[k] }
    }
    return sum
  }
}
