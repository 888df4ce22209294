import LifetimeAnalysis
import Scenarios

/// What lives say, as text.
struct LivesReport {
  /// The same for programs.
  struct Summary: Encodable {
    struct Fit: Encodable {
      var family: String
      var parameters: [String: Double]
      var standardErrors: [Double]
      var logLikelihood: Double
      var aic: Double
    }
    struct Effect: Encodable {
      var parameter: String
      var covariate: String
      var estimate: Double
      var standardError: Double
      var lower: Double
      var upper: Double
      var p: Double
    }
    var lives: Double
    var failures: Double
    var fits: [Fit]
    var acceleratedFailureTime: [Effect]?
    var cox: [Effect]?
    var concordance: Double?
    var proportionalHazards: Double?
    var logRank: Double?
  }

  private let lives: LivesInput
  private let source: String
  private let curve: SurvivalCurve?
  private let ranking: LifeFitRanking
  private let covariateEffects: CovariateEffects?
  private let logRank: LogRankTest?

  /// Analyses lives.
  init(_ lives: LivesInput, source: String, family: LifeFamily?) throws(LifetimeError) {
    (self.lives, self.source) = (lives, source)
    let sample = lives.sample
    let isExact = (0..<sample.count).allSatisfy { sample.isExact($0) || sample.isRightCensored($0) }
    curve = isExact ? try SurvivalCurve(sample) : nil
    ranking = LifeFitRanking(of: sample, families: family.map { [$0] } ?? LifeFamily.allCases)
    if ranking.fits.isEmpty, let first = ranking.leftOut.first { throw first.reason }
    if let covariates = lives.covariates {
      covariateEffects = try CovariateEffects(sample, covariates, family: family, ranking: ranking)
    } else {
      covariateEffects = nil
    }
    if let groups = lives.groups, groups.names.count > 1, isExact {
      logRank = try LogRankTest(sample, groups: groups.of)
    } else {
      logRank = nil
    }
  }

  var text: String {
    ([heading, fits] + [effects, hazards, groups].compactMap { $0 }).joined(separator: "\n\n")
  }

  private var unit: String { lives.unit.map { " [\($0)]" } ?? "" }

  private var heading: String {
    let total = lives.sample.weights.reduce(0, +)
    var facts = [
      source, "\(short(total)) lives", "\(short(lives.sample.failures)) failures",
    ]
    if let curve {
      for (name, share) in [("a tenth failed by", 0.1), ("half failed by", 0.5)] {
        if let time = curve.quantile(share) { facts.append("\(name) \(short(time))") }
      }
    }
    return facts.joined(separator: " · ")
  }

  private var fits: String {
    var table = TextTable([.left, .left, .right, .right, .right, .right])
    table.add([
      "family", "parameters ± standard error", "ln L", "AIC", "10 % failed by\(unit)",
      "half failed by\(unit), 95 %",
    ])
    for fit in ranking.fits {
      let parameters = zip(fit.family.parameterNames, zip(fit.parameters, fit.standardErrors))
        .map { "\($0) \(short($1.0)) ± \(ShortNumber.text($1.1, digits: 2))" }
      let half = fit.quantileInterval(0.5)
      table.add([
        fit.family.rawValue, parameters.joined(separator: ", "),
        ShortNumber.text(fit.logLikelihood, digits: 7), ShortNumber.text(fit.aic, digits: 6),
        short(fit.distribution.quantile(0.1)),
        "\(short(fit.distribution.quantile(0.5))) (\(short(half.lower)) … \(short(half.upper)))",
      ])
    }
    let left = ranking.leftOut.map { "left out: \($0.family.rawValue), \($0.reason)" }
    return ([table.text] + left).joined(separator: "\n")
  }

  private var effects: String? {
    guard let regression = covariateEffects?.lives else { return nil }
    let head =
      "lives by \(regression.family.rawValue) regression · ln L \(ShortNumber.text(regression.logLikelihood, digits: 7))"
      + (regression.concordance.map { " · concordance \(short($0))" } ?? "")
    return head + "\n" + coefficients(regression.coefficients, ratio: "factor of life")
  }

  private var hazards: String? {
    guard let cox = covariateEffects?.hazards else { return nil }
    let head =
      "hazards by Cox's regression · partial ln L \(ShortNumber.text(cox.logLikelihood, digits: 7))"
      + (cox.concordance.map { " · concordance \(short($0))" } ?? "")
      + (covariateEffects?.proportional.map { " · proportional? p = \(short($0.global.pValue))" }
        ?? "")
    return head + "\n" + coefficients(cox.coefficients, ratio: "factor of hazard")
  }

  private func coefficients(_ all: [Coefficient], ratio: String) -> String {
    var table = TextTable([.left, .left, .right, .right, .right, .right, .right])
    table.add(["", "", "estimate", "standard error", "95 % interval", ratio, "p"])
    for one in all {
      let interval = one.interval()
      table.add([
        one.parameter, one.covariate, ShortNumber.text(one.estimate, digits: 5),
        ShortNumber.text(one.standardError, digits: 4),
        "\(short(interval.lower)) … \(short(interval.upper))", short(one.ratio),
        one.pValue < 0.001 ? "below 0.001" : ShortNumber.text(one.pValue, digits: 2),
      ])
    }
    return table.text
  }

  private var groups: String? {
    guard let logRank, let groups = lives.groups else { return nil }
    var table = TextTable([.left, .right, .right])
    table.add(["group", "failures", "expected if all were alike"])
    for (place, name) in groups.names.enumerated() {
      table.add([name, short(logRank.observed[place]), short(logRank.expected[place])])
    }
    return "log-rank test: χ² = \(short(logRank.statistic)), p = \(short(logRank.pValue))\n"
      + table.text
  }

  var summary: Summary {
    func effects(_ all: [Coefficient]) -> [Summary.Effect] {
      all.map { one in
        let interval = one.interval()
        return Summary.Effect(
          parameter: one.parameter, covariate: one.covariate, estimate: one.estimate,
          standardError: one.standardError, lower: interval.lower, upper: interval.upper,
          p: one.pValue)
      }
    }
    return Summary(
      lives: lives.sample.weights.reduce(0, +), failures: lives.sample.failures,
      fits: ranking.fits.map { fit in
        Summary.Fit(
          family: fit.family.rawValue,
          parameters: Dictionary(
            uniqueKeysWithValues: zip(fit.family.parameterNames, fit.parameters)),
          standardErrors: fit.standardErrors, logLikelihood: fit.logLikelihood, aic: fit.aic)
      }, acceleratedFailureTime: covariateEffects.map { effects($0.lives.coefficients) },
      cox: covariateEffects?.hazards.map { effects($0.coefficients) },
      concordance: covariateEffects?.hazards?.concordance ?? covariateEffects?.lives.concordance,
      proportionalHazards: covariateEffects?.proportional?.global.pValue, logRank: logRank?.pValue)
  }

  private func short(_ value: Double) -> String { ShortNumber.text(value, digits: 4) }
}
