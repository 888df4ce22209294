/// What is thought of a Gaussian process's parameters before data are seen: independent normal
/// distributions of their logarithms.
///
/// Length scales grow with the root of the number of dimensions, so that far corners of a cube stay
/// as much alike as in few dimensions. They are taken to be shorter and surer than in the source, where
/// ln ℓ has mean √2 + ½ ln d and standard deviation √3: that is meant for hundreds of dimensions of which
/// most matter little, and takes functions to be nearly linear until data say otherwise. Searches here
/// have few dimensions, which somebody chose because they matter, and what is nearly linear or quadratic
/// is left to trends of its own.
///
/// Source: C. Hvarfner, E. O. Hellsten, L. Nardi, "Vanilla Bayesian optimization performs great in
/// high dimensions", International Conference on Machine Learning, 2024, eq. 11.
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

  /// The mean of ln ℓ, less ½ ln d.
  static let scaleMean = -0.5
  /// The standard deviation of ln ℓ: two thirds of length scales lie within a factor of 3.3.
  static let scaleDeviation = 1.2
  /// The standard deviation of ln σ², whose mean is 0: data are scaled to variance 1.
  static let signalDeviation = 1.5
  /// The mean of ln of the errors' share, where it is inferred: 2 % of σ², a standard deviation of 14 %.
  static let noiseMean = -4.0
  /// Its standard deviation: from a tiny share to several times σ².
  static let noiseDeviation = 2.0
  /// ln of the errors' share where there are none: 8e-10 of σ², so that matrices can be factored.
  static let jitter = -21.0
  /// The mean of ln of both trends' variances: little beside σ² unless data ask for them.
  static let trendMean = -4.0
  /// Their standard deviation.
  static let trendDeviation = 2.0

  /// The prior of a process with so many dimensions.
  ///
  /// - Parameters:
  ///   - dimensions: How many.
  ///   - inferringNoise: Whether errors of unknown variance are there.
  init(dimensions: Int, inferringNoise: Bool) {
    let scale = ProcessPrior.scaleMean + 0.5 * Double(dimensions).logarithm
    means = Array(repeating: scale, count: dimensions)
    deviations = Array(repeating: ProcessPrior.scaleDeviation, count: dimensions)
    means += [0, inferringNoise ? ProcessPrior.noiseMean : ProcessPrior.jitter]
    deviations += [
      ProcessPrior.signalDeviation, inferringNoise ? ProcessPrior.noiseDeviation : 0,
    ]
    for _ in 0..<ProcessParameters.trendCount {
      means.append(ProcessPrior.trendMean)
      deviations.append(ProcessPrior.trendDeviation)
    }
  }
}
