import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A family of distributions as a scenario names it: its parameters and how they are given.
struct DistributionFamily: Sendable {
  /// What a parameter is.
  enum ParameterKind: Sendable {
    /// A quantity of the kind that is drawn, such as a mean.
    case quantity
    /// A quantity that must be positive.
    case positiveQuantity
    /// A positive number without unit, such as a shape.
    case ratio
    /// A whole number from 1.
    case whole
    /// A probability.
    case chance

    /// Whether it is measured as what is drawn is.
    var isOfTheQuantity: Bool { self == .quantity || self == .positiveQuantity }
  }

  var name: String
  /// The sets of parameters that give a distribution; the first is the usual one.
  var forms: [[String]]
  /// What the parameters are that are given without a name, in order.
  var unnamed: [String] = []
  /// How it is written, for messages.
  var example: String
  /// Whether it gives whole numbers only.
  var isWhole = false
  /// Whether it is described by a list of values, however long.
  var isList = false

  /// The families of the language.
  static let all: [DistributionFamily] = [
    DistributionFamily(
      name: "lognormal", forms: [["mean", "cv"], ["mean", "sd"]],
      example: "lognormal mean 22 s cv 10 %"),
    DistributionFamily(
      name: "normal", forms: [["mean", "sd"], ["mean", "cv"]],
      example: "normal mean 17 s sd 2 s at_least 12 s"),
    DistributionFamily(
      name: "exponential", forms: [["mean"]], unnamed: ["mean"], example: "exponential 9 min"),
    DistributionFamily(
      name: "uniform", forms: [["lower", "upper"]], unnamed: ["lower", "upper"],
      example: "uniform 5 d to 15 d"),
    DistributionFamily(
      name: "weibull", forms: [["shape", "scale"], ["shape", "mean"]],
      example: "weibull shape 2 scale 400 h"),
    DistributionFamily(
      name: "bathtub", forms: [["chance", "early_shape", "early_mean", "shape", "mean"]],
      example: "bathtub chance 5 % early_shape 0.6 early_mean 40 h shape 3 mean 900 h"),
    DistributionFamily(
      name: "gamma",
      forms: [["mean", "cv"], ["mean", "sd"], ["shape", "scale"], ["shape", "mean"]],
      example: "gamma mean 3 h cv 40 %"),
    DistributionFamily(
      name: "erlang", forms: [["phases", "mean"]], example: "erlang phases 3 mean 5 min"),
    DistributionFamily(
      name: "hyperexponential", forms: [["chance", "mean", "otherwise"]],
      example: "hyperexponential chance 90 % mean 20 min otherwise 4 h"),
    DistributionFamily(
      name: "triangular", forms: [["lower", "mode", "upper"]],
      unnamed: ["lower", "mode", "upper"], example: "triangular 30 s 38 s 60 s"),
    DistributionFamily(
      name: "beta", forms: [["alpha", "beta", "lower", "upper"]],
      example: "beta alpha 2 beta 3 lower 1 min upper 5 min"),
    DistributionFamily(
      name: "inverse_gaussian", forms: [["mean", "cv"], ["mean", "sd"]],
      example: "inverse_gaussian mean 3 h cv 40 %"),
    DistributionFamily(
      name: "geometric", forms: [["mean"]], unnamed: ["mean"], example: "geometric mean 60",
      isWhole: true),
    DistributionFamily(
      name: "poisson", forms: [["mean"]], unnamed: ["mean"], example: "poisson mean 12",
      isWhole: true),
    DistributionFamily(
      name: "binomial", forms: [["trials", "chance"]], example: "binomial trials 20 chance 5 %",
      isWhole: true),
    DistributionFamily(
      name: "negative_binomial", forms: [["mean", "cv"], ["mean", "sd"]],
      example: "negative_binomial mean 12 cv 80 %", isWhole: true),
    DistributionFamily(
      name: "empirical", forms: [["values"]], example: "empirical 12 15 15 40 min", isList: true),
  ]

  /// Parameters that every family takes.
  static let common = ["shift", "at_least", "at_most"]

  /// The family of that name.
  static func named(_ name: String) -> DistributionFamily? {
    all.first { $0.name == name }
  }

  /// The words that introduce a parameter in any family; `to` stands between two ends.
  static let words: Set<String> = [
    "mean", "cv", "sd", "shape", "scale", "phases", "lower", "mode", "upper", "to", "alpha", "beta",
    "trials", "chance", "otherwise", "early_shape", "early_mean", "values", "shift", "at_least",
    "at_most",
  ]

  /// All parameters of this family, bounds included.
  var parameters: [String] {
    var names: [String] = []
    for name in forms.joined() where !names.contains(name) { names.append(name) }
    return names + DistributionFamily.common
  }

  /// What a parameter of this family is.
  func kind(of parameter: String) -> ParameterKind {
    switch parameter {
    case "cv", "shape", "early_shape", "alpha", "beta": .ratio
    case "phases", "trials": .whole
    case "chance": .chance
    case "sd", "scale", "otherwise", "early_mean": .positiveQuantity
    case "mean": name == "normal" ? .quantity : .positiveQuantity
    default: .quantity
    }
  }

  /// The distribution, without bounds, from values of one of the ``forms``.
  func distribution(_ values: [String: Double]) -> Distribution? {
    let mean = values["mean"]
    let deviation = values["sd"] ?? values["cv"].flatMap { cv in mean.map { cv * abs($0) } }
    switch name {
    case "lognormal", "normal", "inverse_gaussian", "negative_binomial":
      guard let mean, let deviation else { return nil }
      return byMeanAndDeviation(mean, deviation)
    case "exponential":
      return mean.map { Distribution(.exponential(mean: $0)) }
    case "hyperexponential":
      guard let chance = values["chance"], let mean, let other = values["otherwise"] else {
        return nil
      }
      return Distribution(
        .mixture([
          Weighted(Distribution(.exponential(mean: mean)), weight: chance),
          Weighted(Distribution(.exponential(mean: other)), weight: 1 - chance),
        ]))
    case "uniform":
      guard let lower = values["lower"], let upper = values["upper"] else { return nil }
      return Distribution(.uniform(lower: lower, upper: upper))
    case "weibull":
      guard let shape = values["shape"] else { return nil }
      if let scale = values["scale"] { return Distribution(.weibull(shape: shape, scale: scale)) }
      return mean.map { DistributionFamily.weibull(shape: shape, mean: $0) }
    case "bathtub":
      return bathtub(values)
    case "gamma", "erlang":
      return gamma(values)
    case "beta":
      guard let first = values["alpha"], let second = values["beta"], let lower = values["lower"],
        let upper = values["upper"]
      else { return nil }
      return Distribution(.beta(first: first, second: second, lower: lower, upper: upper))
    case "geometric":
      // Whole numbers from 1: the trials up to the first success.
      guard let mean, mean >= 1 else { return nil }
      return Distribution(.geometric(probability: 1 / mean), shift: 1)
    case "poisson":
      return mean.map { Distribution(.poisson(mean: $0)) }
    case "binomial":
      guard let trials = values["trials"], let chance = values["chance"], trials <= 1e9 else {
        return nil
      }
      return Distribution(.binomial(trials: Int(trials), probability: chance))
    default:
      guard let lower = values["lower"], let mode = values["mode"], let upper = values["upper"]
      else { return nil }
      return Distribution(.triangular(lower: lower, mode: mode, upper: upper))
    }
  }

  private static func weibull(shape: Double, mean: Double) -> Distribution {
    // The mean is scale · Γ(1 + 1 / shape).
    Distribution(.weibull(shape: shape, scale: mean / tgamma(1 + 1 / shape)))
  }

  /// A share of lives that end early, the others by wear.
  private func bathtub(_ values: [String: Double]) -> Distribution? {
    guard let chance = values["chance"], let earlyShape = values["early_shape"],
      let earlyMean = values["early_mean"], let shape = values["shape"], let mean = values["mean"]
    else { return nil }
    return Distribution(
      .mixture([
        Weighted(DistributionFamily.weibull(shape: earlyShape, mean: earlyMean), weight: chance),
        Weighted(DistributionFamily.weibull(shape: shape, mean: mean), weight: 1 - chance),
      ]))
  }

  private func byMeanAndDeviation(_ mean: Double, _ deviation: Double) -> Distribution? {
    switch name {
    case "normal": return Distribution(.normal(mean: mean, standardDeviation: deviation))
    case "lognormal": return Distribution(.logNormal(mean: mean, standardDeviation: deviation))
    case "inverse_gaussian":
      // Variance mean³ / shape.
      return Distribution(
        .inverseGaussian(mean: mean, shape: mean * (mean / deviation) * (mean / deviation)))
    default:
      // Mean r (1 - p) / p, variance mean / p, which is greater than the mean.
      let probability = mean / (deviation * deviation)
      guard probability < 1 else { return nil }
      return Distribution(
        .negativeBinomial(
          successes: mean * probability / (1 - probability), probability: probability))
    }
  }

  private func gamma(_ values: [String: Double]) -> Distribution? {
    let mean = values["mean"]
    if let shape = values["shape"] ?? values["phases"] {
      return (values["scale"] ?? mean.map { $0 / shape })
        .map { Distribution(.gamma(shape: shape, scale: $0)) }
    }
    // Mean shape · scale, coefficient of variation 1 / √shape.
    guard let mean, let cv = values["cv"] ?? values["sd"].map({ $0 / mean }) else { return nil }
    return Distribution(.gamma(shape: 1 / (cv * cv), scale: mean * (cv * cv)))
  }
}
