/// Statistics of a snapshot's samples, without a look at frequencies.
///
/// Moments are those of the samples as a population (divisor n), as in most of the literature on
/// bearings. Each sum has eight parts, one for each place of eight samples, that are added up in a
/// fixed order.
public struct SnapshotStatistics: Hashable, Sendable, BitwiseCopyable {
  /// The mean, in the unit of the signal.
  public let mean: Double
  /// The root of the mean square, in the unit of the signal; the mean is not taken away before.
  public let rms: Double
  /// The largest magnitude, in the unit of the signal.
  public let peak: Double
  /// The variance, in the unit of the signal, squared.
  public let variance: Double
  /// The third central moment over the third power of the standard deviation; 0 of a constant.
  public let skewness: Double
  /// The fourth central moment over the squared variance, less the 3 of a normal distribution; 0 of a
  /// constant.
  public let excessKurtosis: Double

  /// The peak over the rms; 0 of silence.
  public var crest: Double { rms > 0 ? peak / rms : 0 }

  /// Works out the statistics.
  ///
  /// - Parameter samples: At least one sample, in the unit of the signal.
  public init(_ samples: Span<Float>) {
    precondition(samples.count > 0, "statistics need a sample")
    let count = Double(samples.count)
    let (sum, squares, peak) = SnapshotStatistics.walkSums(samples)
    let mean = sum / count
    let moments = SnapshotStatistics.walkMoments(samples, mean)
    let variance = moments.second / count
    self.mean = mean
    self.peak = peak
    self.variance = variance
    rms = (squares / count).squareRoot()
    // Of equal samples only the rounding of their mean is left.
    if variance > 1e-28 * peak * peak {
      skewness = moments.third / count / (variance * variance.squareRoot())
      excessKurtosis = moments.fourth / count / (variance * variance) - 3
    } else {
      (skewness, excessKurtosis) = (0, 0)
    }
  }

  /// Eight samples from a place on.
  @inline(__always)
  private static func eight(_ samples: Span<Float>, _ place: Int) -> SIMD8<Double> {
    SIMD8(
      Double(samples[place]), Double(samples[place + 1]), Double(samples[place + 2]),
      Double(samples[place + 3]), Double(samples[place + 4]), Double(samples[place + 5]),
      Double(samples[place + 6]), Double(samples[place + 7]))
  }

  private static func total(_ parts: SIMD8<Double>) -> Double {
    ((parts[0] + parts[1]) + (parts[2] + parts[3]))
      + ((parts[4] + parts[5]) + (parts[6] + parts[7]))
  }

  private static func walkSums(
    _ samples: Span<Float>
  ) -> (sum: Double, squares: Double, peak: Double) {
    var (sums, squares, peaks) = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
    let whole = samples.count & ~7
    for place in stride(from: 0, to: whole, by: 8) {
      let x = eight(samples, place)
      let square = x * x
      sums += x
      squares += square
      peaks.replace(with: square, where: square .> peaks)
    }
    var (sum, square, peak) = (total(sums), total(squares), peaks.max())
    for place in whole..<samples.count {
      let x = Double(samples[place])
      sum += x
      square += x * x
      if x * x > peak { peak = x * x }
    }
    // The square of a Float is exact, and so is its root.
    return (sum, square, peak.squareRoot())
  }

  private static func walkMoments(
    _ samples: Span<Float>, _ mean: Double
  ) -> (second: Double, third: Double, fourth: Double) {
    var (seconds, thirds, fourths) = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
    let whole = samples.count & ~7
    for place in stride(from: 0, to: whole, by: 8) {
      let d = eight(samples, place) - mean
      let square = d * d
      seconds += square
      thirds += square * d
      fourths += square * square
    }
    var (second, third, fourth) = (total(seconds), total(thirds), total(fourths))
    for place in whole..<samples.count {
      let d = Double(samples[place]) - mean
      second += d * d
      third += d * d * d
      fourth += (d * d) * (d * d)
    }
    return (second, third, fourth)
  }
}
