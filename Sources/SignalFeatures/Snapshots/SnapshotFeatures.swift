/// Samples in, a vector of numbers out: the same in a running simulation as over stored snapshots.
///
/// ```swift
/// var features = try SnapshotFeatures(
///   [.rms, .kurtosis, .envelopeLine(name: "outer_race", order: 5.61)], length: 2_560,
///   samplingRate: 25_600, envelopeBand: 6_750...11_250)
/// features.analyze(samples.span, shaftSpeed: 50)
/// features.values
/// ```
///
/// Only what a feature needs is worked out: without bands and lines there is no Fourier transform.
///
/// - Complexity: O(N log N) a snapshot of N samples; no memory is asked for after the beginning.
public struct SnapshotFeatures: Sendable {
  /// The features, in the order of ``values``.
  public let features: [SnapshotFeature]
  /// Those of the last snapshot; NaN before the first.
  public private(set) var values: [Double]
  private var spectrum: SpectrumAnalyzer?
  private var envelope: EnvelopeAnalyzer?
  private let needsStatistics: Bool

  /// On so many bins on either side of where it should be a line is looked for; slip spreads it.
  private static let lineBins = 2

  /// Creates what works the features out.
  ///
  /// - Parameters:
  ///   - features: The features, in the order of ``values``.
  ///   - length: How many samples a snapshot has, ≥ 2.
  ///   - samplingRate: In Hz, > 0.
  ///   - envelopeBand: The frequencies of which the envelope is taken, in Hz; `nil` for all.
  /// - Throws: ``FeatureProblem`` where two features have the same name, or a band holds nothing.
  public init(
    _ features: [SnapshotFeature], length: Int, samplingRate: Double,
    envelopeBand: ClosedRange<Double>? = nil
  ) throws(FeatureProblem) {
    var names: Set<String> = []
    for feature in features {
      guard names.insert(feature.name).inserted else {
        throw FeatureProblem("the feature \(feature.name) is there twice; name it once")
      }
      if case .band(let low, let high) = feature,
        !(low >= 0 && low < high && high <= samplingRate / 2)
      {
        throw FeatureProblem(
          "a band is from \(low) to \(high) Hz; it must lie between 0 and half of the sampling rate, "
            + "\(samplingRate / 2) Hz, and its end above its beginning")
      }
    }
    self.features = features
    values = [Double](repeating: .nan, count: features.count)
    var (needsStatistics, needsSpectrum, needsEnvelope) = (false, false, false)
    for feature in features {
      switch feature {
      case .rms, .peak, .crest, .skewness, .kurtosis: needsStatistics = true
      case .band, .line: needsSpectrum = true
      case .envelope, .envelopeLine: needsEnvelope = true
      }
    }
    self.needsStatistics = needsStatistics
    if needsSpectrum { spectrum = SpectrumAnalyzer(length: length, samplingRate: samplingRate) }
    if needsEnvelope {
      envelope = try EnvelopeAnalyzer(
        length: length, samplingRate: samplingRate, band: envelopeBand)
    }
  }

  /// Works out the features of a snapshot.
  ///
  /// - Parameters:
  ///   - samples: As many samples as a snapshot has, in the unit of the signal.
  ///   - shaftSpeed: How fast the shaft turned, in Hz; where it stood, lines are not known (NaN).
  public mutating func analyze(_ samples: Span<Float>, shaftSpeed: Double) {
    let statistics = needsStatistics ? SnapshotStatistics(samples) : nil
    spectrum?.analyze(samples)
    envelope?.analyze(samples)
    for place in features.indices {
      values[place] =
        switch features[place] {
        case .rms: statistics?.rms ?? .nan
        case .peak: statistics?.peak ?? .nan
        case .crest: statistics?.crest ?? .nan
        case .skewness: statistics?.skewness ?? .nan
        case .kurtosis: statistics?.excessKurtosis ?? .nan
        case .band(let low, let high): spectrum?.bandPower(from: low, to: high) ?? .nan
        case .envelope: envelope?.deviation ?? .nan
        case .envelopeLine(_, let order): line(envelope?.spectrum, order * shaftSpeed)
        case .line(_, let order): line(spectrum?.spectrum, order * shaftSpeed)
        }
    }
  }

  private func line(_ spectrum: LineSpectrum?, _ frequency: Double) -> Double {
    frequency > 0
      ? spectrum?.line(at: frequency, within: SnapshotFeatures.lineBins) ?? .nan : .nan
  }
}
