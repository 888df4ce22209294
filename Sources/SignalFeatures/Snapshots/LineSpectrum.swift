/// Amplitudes by frequency, in which lines are looked for.
///
/// A line is the highest amplitude within some bins of a frequency. A sine whose frequency is that of a bin
/// shows with its amplitude; between two bins it shows with 64 % of it in both.
public struct LineSpectrum: Sendable {
  /// The distance from one bin to the next, in Hz.
  public let binWidth: Double
  /// The amplitude of each bin, from 0 Hz on.
  public internal(set) var amplitudes: [Double]

  init(count: Int, binWidth: Double) {
    self.binWidth = binWidth
    amplitudes = [Double](repeating: 0, count: count)
  }

  /// The bin whose frequency is nearest.
  ///
  /// - Parameter frequency: In Hz, ≥ 0.
  /// - Returns: Its number, which may lie beyond the last.
  public func bin(of frequency: Double) -> Int {
    Int((frequency / binWidth).rounded())
  }

  /// The amplitude of a line.
  ///
  /// - Parameters:
  ///   - frequency: Where it should be, in Hz.
  ///   - bins: How many bins on either side are looked at, ≥ 0; bin 0, the mean, is not.
  /// - Returns: The highest amplitude, in the unit of the spectrum; 0 beyond its end.
  public func line(at frequency: Double, within bins: Int = 1) -> Double {
    peak(near: frequency, within: bins)?.amplitude ?? 0
  }

  /// The highest bin near a frequency.
  ///
  /// - Parameters:
  ///   - frequency: Where to look, in Hz.
  ///   - bins: How many bins on either side are looked at, ≥ 0; bin 0, the mean, is not.
  /// - Returns: Its frequency in Hz and its amplitude, or `nil` beyond the spectrum's end.
  public func peak(near frequency: Double, within bins: Int) -> (
    frequency: Double, amplitude: Double
  )? {
    guard frequency / binWidth < Double(amplitudes.count + bins) else { return nil }
    let middle = bin(of: frequency)
    let (first, last) = (max(1, middle - bins), min(amplitudes.count - 1, middle + bins))
    guard first <= last else { return nil }
    var best = first
    for place in first...last where amplitudes[place] > amplitudes[best] { best = place }
    return (Double(best) * binWidth, amplitudes[best])
  }

  /// The amplitudes of a line and its multiples together.
  ///
  /// - Parameters:
  ///   - frequency: Of the first, in Hz: a fault's, or the speed of a shaft.
  ///   - harmonics: How many, the first included, ≥ 1.
  ///   - bins: How many bins on either side are looked at.
  /// - Returns: The sum of the amplitudes, in the unit of the spectrum.
  public func lines(at frequency: Double, harmonics: Int, within bins: Int = 1) -> Double {
    var sum = 0.0
    for harmonic in 1...max(1, harmonics) {
      sum += line(at: Double(harmonic) * frequency, within: bins)
    }
    return sum
  }
}
