import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A family of distributions as a scenario names it: its parameters and how they are given.
struct DistributionFamily {
  /// What a parameter is.
  enum ParameterKind {
    /// A quantity of the kind that is drawn, such as a mean.
    case quantity
    /// A quantity that must be positive.
    case positiveQuantity
    /// A positive number without unit, such as a shape.
    case ratio
    /// A whole number from 1.
    case whole
  }

  var name: String
  /// The sets of parameters that give a distribution; the first is the usual one.
  var forms: [[String]]
  /// What the parameters are that are given without a name, in order.
  var unnamed: [String] = []
  /// How it is written, for messages.
  var example: String

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
      name: "gamma",
      forms: [["mean", "cv"], ["mean", "sd"], ["shape", "scale"], ["shape", "mean"]],
      example: "gamma mean 3 h cv 40 %"),
    DistributionFamily(
      name: "erlang", forms: [["phases", "mean"]], example: "erlang phases 3 mean 5 min"),
    DistributionFamily(
      name: "triangular", forms: [["lower", "mode", "upper"]],
      unnamed: ["lower", "mode", "upper"], example: "triangular 30 s 38 s 60 s"),
  ]

  /// The family of that name.
  static func named(_ name: String) -> DistributionFamily? {
    all.first { $0.name == name }
  }

  /// The words that introduce a parameter in any family; `to` stands between two ends.
  static let words: Set<String> = [
    "mean", "cv", "sd", "shape", "scale", "phases", "lower", "mode", "upper", "to", "at_least",
    "at_most",
  ]

  /// All parameters of this family, bounds included.
  var parameters: [String] {
    var names: [String] = []
    for name in forms.joined() where !names.contains(name) { names.append(name) }
    return names + ["at_least", "at_most"]
  }

  /// What a parameter of this family is.
  func kind(of parameter: String) -> ParameterKind {
    switch parameter {
    case "cv", "shape": .ratio
    case "phases": .whole
    case "sd", "scale": .positiveQuantity
    case "mean": name == "normal" ? .quantity : .positiveQuantity
    default: .quantity
    }
  }

  /// The distribution, without bounds, from values of one of the ``forms``.
  func distribution(_ values: [String: Double]) -> Distribution.Family? {
    let mean = values["mean"]
    switch name {
    case "lognormal", "normal":
      guard let mean, let sd = values["sd"] ?? values["cv"].map({ $0 * abs(mean) }) else {
        return nil
      }
      return name == "normal"
        ? .normal(mean: mean, standardDeviation: sd)
        : .logNormal(mean: mean, standardDeviation: sd)
    case "exponential":
      return mean.map { .exponential(mean: $0) }
    case "uniform":
      guard let lower = values["lower"], let upper = values["upper"] else { return nil }
      return .uniform(lower: lower, upper: upper)
    case "weibull":
      guard let shape = values["shape"] else { return nil }
      // The mean is scale · Γ(1 + 1 / shape).
      return (values["scale"] ?? mean.map { $0 / tgamma(1 + 1 / shape) })
        .map { .weibull(shape: shape, scale: $0) }
    case "gamma", "erlang":
      if let shape = values["shape"] ?? values["phases"] {
        return (values["scale"] ?? mean.map { $0 / shape }).map { .gamma(shape: shape, scale: $0) }
      }
      // Mean shape · scale, coefficient of variation 1 / √shape.
      guard let mean, let cv = values["cv"] ?? values["sd"].map({ $0 / mean }) else { return nil }
      return .gamma(shape: 1 / (cv * cv), scale: mean * (cv * cv))
    default:
      guard let lower = values["lower"], let mode = values["mode"], let upper = values["upper"]
      else { return nil }
      return .triangular(lower: lower, mode: mode, upper: upper)
    }
  }
}
