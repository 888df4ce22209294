/// What is thought of a Gaussian process's parameters before data are seen: independent normal
/// distributions of their logarithms.
///
/// Length scales grow with the root of the number of dimensions, so that far corners of a cube stay
/// as much alike as in few dimensions.
///
/// Source: C. Hvarfner, E. O. Hellsten, L. Nardi, "Vanilla Bayesian optimization performs great in
/// high dimensions", International Conference on Machine Learning, 2024, eq. 11: ln ℓ normal with mean
/// √2 + ln(d)/2 and standard deviation √3.
struct ProcessPrior: Hashable, Sendable {
  /// The means, in the order of ``ProcessParameters/vector``.
  var means: [Double]
  /// The standard deviations; 0 where a parameter is fixed at its mean.
  var deviations: [Double]

  /// Names a prior.
  init(means: [Double], deviations: [Double]) {
    self.means = means
    self.deviations = deviations
  }

  /// The prior of a process with so many dimensions.
  ///
  /// - Parameters:
  ///   - dimensions: How many.
  ///   - inferringNoise: Whether errors of unknown variance are there.
  init(dimensions: Int, inferringNoise: Bool, settings: ProcessSettings) {
    let scale = settings.scaleMean + 0.5 * Double(dimensions).logarithm
    means = Array(repeating: scale, count: dimensions)
    deviations = Array(repeating: settings.scaleDeviation, count: dimensions)
    means += [0, inferringNoise ? -4 : settings.jitter]
    deviations += [settings.signalDeviation, inferringNoise ? settings.noiseDeviation : 0]
    means += [settings.trendMean, settings.trendMean]
    deviations += settings.hasTrends ? [settings.trendDeviation, settings.trendDeviation] : [0, 0]
    if !settings.hasTrends { means[dimensions + 2] = -60; means[dimensions + 3] = -60 }
  }
}

/// What may be chosen about a process.
public struct ProcessSettings: Hashable, Sendable {
  public var scaleMean = -0.5
  public var scaleDeviation = 1.2
  public var signalDeviation = 1.5
  public var noiseDeviation = 2.0
  public var jitter = -21.0
  public var trendMean = -4.0
  public var trendDeviation = 2.0
  public var hasTrends = true
  public init() {}
}
