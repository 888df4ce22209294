#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Mean exp(μ + σ²/2) and standard deviation mean · √(exp(σ²) - 1) of a lognormal variable whose
/// logarithm has the mean μ and the standard deviation σ.
func logNormalMoments(mu: Double, sigma: Double) -> (mean: Double, deviation: Double) {
  let mean = exp(mu + sigma * sigma / 2)
  return (mean, mean * expm1(sigma * sigma).squareRoot())
}

extension CaseParameters {
  /// A distribution of times, `{dist: gamma, shape: 2, scale: 0.5}`, in the words of the language.
  ///
  /// The battery's parameters are those of the books: lognormal by the mean `mu` and standard deviation
  /// `sigma` of the logarithm, hyperexponential by the chance `p` of the mean `mean1`, else `mean2`.
  ///
  /// - Parameter name: The parameter's name.
  /// - Returns: The words, in minutes.
  /// - Throws: ``CaseProblem`` where there is no such distribution.
  func time(_ name: String) throws(CaseProblem) -> String {
    try object(name).timeInWords()
  }

  /// This object as a distribution of times, in the words of the language.
  func timeInWords() throws(CaseProblem) -> String {
    func minutes(_ name: String) throws(CaseProblem) -> String {
      ScenarioText.minutes(try number(name))
    }
    switch try text("dist") {
    case "det", "deterministic", "constant": return try minutes(has("value") ? "value" : "mean")
    case "exp", "exponential":
      return has("rate")
        ? ScenarioText.exponential(rate: try positive("rate"))
        : "exponential \(try minutes("mean"))"
    case "erlang": return "erlang phases \(try whole("k")) mean \(try minutes("mean"))"
    case "gamma":
      return "gamma shape \(ScenarioText.number(try number("shape"))) scale \(try minutes("scale"))"
    case "weibull":
      return
        "weibull shape \(ScenarioText.number(try number("shape"))) scale \(try minutes("scale"))"
    case "uniform":
      let (low, high) = has("low") ? ("low", "high") : ("lower", "upper")
      return "uniform \(try minutes(low)) to \(try minutes(high))"
    case "triangular":
      return "triangular \(try minutes("min")) \(try minutes("mode")) \(try minutes("max"))"
    case "lognormal":
      let (mean, deviation) = logNormalMoments(mu: try number("mu"), sigma: try positive("sigma"))
      return "lognormal mean \(ScenarioText.minutes(mean)) sd \(ScenarioText.minutes(deviation))"
    case "hyper", "hyperexponential":
      return "hyperexponential chance \(ScenarioText.number(try number("p"))) "
        + "mean \(try minutes("mean1")) otherwise \(try minutes("mean2"))"
    case let other:
      throw CaseProblem("dist", "times that are '\(other)' are not modelled")
    }
  }

  /// The mean of this object as a distribution of times.
  func meanTime() throws(CaseProblem) -> Double {
    switch try text("dist") {
    case "det", "deterministic", "constant": return try positive(has("value") ? "value" : "mean")
    case "exp", "exponential", "erlang":
      return has("rate") ? 1 / (try positive("rate")) : try positive("mean")
    case "gamma": return try positive("shape") * positive("scale")
    case "weibull": return try positive("scale") * tgamma(1 + 1 / positive("shape"))
    case "uniform":
      let (low, high) = has("low") ? ("low", "high") : ("lower", "upper")
      return (try number(low) + number(high)) / 2
    case "triangular": return (try number("min") + number("mode") + number("max")) / 3
    case "lognormal":
      return logNormalMoments(mu: try number("mu"), sigma: try positive("sigma")).mean
    case "hyper", "hyperexponential":
      let chance = try number("p")
      return try chance * number("mean1") + (1 - chance) * number("mean2")
    case let other:
      throw CaseProblem("dist", "times that are '\(other)' are not modelled")
    }
  }
}
