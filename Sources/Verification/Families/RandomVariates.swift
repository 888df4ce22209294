import Distributions
import EventKernel
import RandomVariates
import SimulationStatistics

extension ModelFamily {
  /// Random variates: `Sampler` draws them, `Distribution` gives skewness and quantiles.
  ///
  /// Mean, variance and the shares of draws up to the 50 % and 95 % quantiles are those of samples.
  static let randomVariates = ModelFamily(
    names: ["integrated.random_variates"], kind: .library,
    parameters: ["distribution", "parameters"]
  ) { (battery, tier) throws(CaseProblem) in
    guard let plan = battery.plan else {
      throw CaseProblem("tolerance_hint", "it does not say how many to draw")
    }
    let distribution = try VariateText(battery.parameters).distribution()
    var names: [String] = []
    var limits: [Double] = []
    var exact: [ExactValue] = []
    do throws(NumericalError) {
      try distribution.validate()
      for value in battery.expected {
        if ["mean", "variance"].contains(value.name) {
          names.append(value.name)
        } else if let percent = value.name.number(after: "cdf_at_q") {
          names.append(value.name)
          limits.append(try distribution.quantile(at: Double(percent) / 100))
        } else if let percent = value.name.number(after: "q") {
          exact.append(
            ExactValue(value.name, try distribution.quantile(at: Double(percent) / 100)))
        } else if value.name == "skewness" {
          exact.append(ExactValue(value.name, try distribution.skewness))
        }
      }
    } catch {
      throw CaseProblem("parameters", "\(error)")
    }
    let count = Int(RunLength(plan, tier: tier).length)
    let sampling = SamplingModel(
      meaning: "Sampler draws \(count) variates a replication", names: names
    ) { [names, limits] stream in
      sample(distribution, count, names, limits, &stream)
    }
    return CaseModel(sampling: sampling, exact: exact)
  }

  private static func sample(
    _ distribution: Distribution, _ count: Int, _ names: [String], _ limits: [Double],
    _ stream: inout RandomStream
  ) -> [Ratio] {
    let sampler = Sampler(distribution)
    var tally = Tally()
    var below = [Int](repeating: 0, count: limits.count)
    for _ in 0..<count {
      let value = sampler.sample(using: &stream)
      tally.add(value)
      for (index, limit) in limits.enumerated() where value <= limit { below[index] += 1 }
    }
    var shares = below.map { Double($0) / Double(count) }[...]
    return names.map { name in
      switch name {
      case "mean": Ratio(tally.mean ?? .nan)
      case "variance": Ratio(tally.variance ?? .nan)
      default: Ratio(shares.popFirst() ?? .nan)
      }
    }
  }
}

/// A distribution as the battery writes it: `shape=1.7, scale=250`.
private struct VariateText {
  var name: String
  private var values: [String: Double] = [:]

  init(_ parameters: CaseParameters) throws(CaseProblem) {
    name = try parameters.text("distribution")
    // What stands in parentheses explains.
    let text = try parameters.text("parameters").prefix { $0 != "(" }
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=").map { $0.filter { $0 != " " } }
      guard sides.count == 2, let value = Double(sides[1]) else {
        throw CaseProblem("parameters.parameters", "expected 'name=number' in '\(part)'")
      }
      values[String(sides[0])] = value
    }
  }

  private func value(_ names: String...) throws(CaseProblem) -> Double {
    for name in names {
      if let value = values[name] { return value }
    }
    throw CaseProblem("parameters.parameters", "'\(names[0])' is missing")
  }

  func distribution() throws(CaseProblem) -> Distribution {
    switch name {
    case "exponential":
      if let rate = values["rate"] { return Distribution(.exponential(mean: 1 / rate)) }
      return Distribution(.exponential(mean: try value("mean", "scale")))
    case "uniform":
      return Distribution(
        .uniform(lower: try value("min", "a", "low"), upper: try value("max", "b", "high")))
    case "normal":
      return Distribution(
        .normal(
          mean: try value("mean", "mu"), standardDeviation: try value("sd", "sigma")))
    case "weibull":
      return Distribution(.weibull(shape: try value("shape"), scale: try value("scale")))
    case "gamma": return Distribution(.gamma(shape: try value("shape"), scale: try value("scale")))
    case "lognormal":
      let (mean, deviation) = logNormalMoments(mu: try value("mu"), sigma: try value("sigma"))
      return Distribution(.logNormal(mean: mean, standardDeviation: deviation))
    case "triangular":
      return Distribution(
        .triangular(lower: try value("min"), mode: try value("mode"), upper: try value("max")))
    case "beta":
      return Distribution(
        .beta(
          first: try value("a", "alpha"), second: try value("b", "beta"),
          lower: values["min"] ?? 0, upper: values["max"] ?? 1))
    case "inverse gaussian":
      return Distribution(
        .inverseGaussian(mean: try value("mean"), shape: try value("shape", "lambda")))
    case "erlang":
      return Distribution(.erlang(stages: Int(try value("k")), mean: try value("mean")))
    case "poisson": return Distribution(.poisson(mean: try value("mean", "mu")))
    case "binomial":
      return Distribution(.binomial(trials: Int(try value("n")), probability: try value("p")))
    case "geometric":
      // The battery's counts trials, from 1.
      return Distribution(.geometric(probability: try value("p")), shift: 1)
    case "negative binomial":
      return Distribution(
        .negativeBinomial(successes: try value("r"), probability: try value("p")))
    default:
      throw CaseProblem("parameters.distribution", "'\(name)' is not modelled")
    }
  }
}
