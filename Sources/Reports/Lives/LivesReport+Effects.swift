import JSONDocuments
import LifetimeAnalysis

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is drawn of regressions.
extension LivesReport {
  func addEffects(_ draft: inout PageDraft) {
    guard let effects else { return }
    let family = effects.lives.family.rawValue
    draft.addSection(
      "What lengthens lives",
      note: "A regression with \(family) lives: by what all of a life is multiplied. "
        + LivesReport.order(effects.lives.concordance),
      [
        picture(
          // The first parameter is the place of the distribution; its first coefficient the intercept.
          effects.lives.coefficients.filter {
            $0.parameter == effects.lives.family.parameterNames[0] && $0.covariate != "intercept"
          }, of: "life", moreIsBetter: true, effects, &draft)
      ])
    guard let hazards = effects.hazards else { return }
    let test = effects.proportional.map { test in
      let p = Digits.text(test.global.pValue, digits: 2)
      return test.global.pValue < 0.05
        ? " Effects change with age (p = \(p)): these are averages over the ages."
        : " Effects do not clearly change with age (p = \(p))."
    }
    draft.addSection(
      "What raises the rate of failures",
      note:
        "Cox's regression: by what the rate of failures is multiplied at each age, whatever the family. "
        + LivesReport.order(hazards.concordance) + (test ?? ""),
      [picture(hazards.coefficients, of: "rate", moreIsBetter: false, effects, &draft)])
  }

  /// How well a regression tells which of two lives lasts longer.
  private static func order(_ concordance: Double?) -> String {
    concordance.map { "Of two lives it names the longer one in \(Digits.percent($0)) of pairs." }
      ?? ""
  }

  private func picture(
    _ coefficients: [Coefficient], of what: String, moreIsBetter: Bool, _ effects: CovariateEffects,
    _ draft: inout PageDraft
  ) -> Markup {
    let standard = "factor of the \(what), for one standard deviation"
    var (rows, cells) = ([ForestPlot.Row](), [[String]]())
    for (one, deviation) in zip(coefficients, effects.deviations) {
      let interval = one.interval()
      let factors = [one.estimate, interval.lower, interval.upper].map { exp(deviation * $0) }
      let isBeyondChance = interval.lower > 0 || interval.upper < 0
      rows.append(
        ForestPlot.Row(
          label: one.covariate, mean: factors[0], lower: factors[1], upper: factors[2],
          text:
            "\(Digits.text(factors[0])) (\(Digits.interval(factors[1], factors[2], digits: 4)))",
          tone: !isBeyondChance
            ? .undecided : (one.estimate > 0) == moreIsBetter ? .better : .worse))
      cells.append([
        one.covariate, Digits.text(deviation), Digits.text(factors[0]),
        Digits.interval(factors[1], factors[2], digits: 4), Digits.text(one.ratio),
        one.pValue < 0.001 ? "below 0.001" : Digits.text(one.pValue, digits: 2),
      ])
    }
    return draft.picture(
      ForestPlot(rows: rows, reference: 1, title: standard).specification,
      label: "By what the \(what) is multiplied where a covariate is a standard deviation higher",
      caption:
        "A filled diamond is an effect beyond chance (blue: \(moreIsBetter ? "longer lives" : "fewer failures"), "
        + "red: \(moreIsBetter ? "shorter ones" : "more")), a hollow circle may be chance.",
      figures: FigureTable(
        head: [
          "covariate", "standard deviation", "factor for it", "95 % interval", "factor for 1 more",
          "p",
        ], texts: 1, rows: cells),
      beside: TableBeside(
        row: ["label"], columns: ["mean": "factor for it", "lower,upper": "95 % interval"]))
  }
}
