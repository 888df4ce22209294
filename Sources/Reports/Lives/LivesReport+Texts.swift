import LifetimeAnalysis

/// What is said of lives in words.
extension LivesReport {
  private var total: Double { sample.weights.reduce(0, +) }

  func addFirstScreen(_ draft: inout PageDraft) {
    draft.addHeader(
      "Lives of \(source)",
      outline: [
        "\(Digits.text(total)) lives", "\(Digits.text(sample.failures)) failures",
        "Fettle \(version)",
      ], question: "How long do they last, and does age matter?")
    draft.addVerdict(claim, reasons: reasons, warnings: warnings)
    draft.addFigures(figures)
  }

  private var claim: String {
    guard let best = ranking.best else { return "Nothing can be said of these lives." }
    let half = Digits.text(best.distribution.quantile(0.5), digits: 3)
    return "Half fail by \(half)\(unit.isEmpty ? "" : " \(unit)"); \(aging)."
  }

  /// Whether the chance to fail rises with age, from the shape of a Weibull distribution and its interval.
  private var aging: String {
    guard let fit = ranking.fits.first(where: { $0.family == .weibull }) else {
      return "the best family is \(ranking.best?.family.rawValue ?? "none")"
    }
    let shape = fit.parameters[1]
    let reach = 1.96 * fit.standardErrors[1]
    if shape - reach > 1 { return "they wear out: the older, the sooner they fail" }
    if shape + reach < 1 { return "they fail early: what has lived long fails more seldom" }
    return "age does not clearly matter"
  }

  private var reasons: [String] {
    var sentences: [String] = []
    if let fit = ranking.fits.first(where: { $0.family == .weibull }) {
      let reach = 1.96 * fit.standardErrors[1]
      sentences.append(
        "The Weibull shape is \(Digits.text(fit.parameters[1], digits: 3)) (\(Digits.interval(fit.parameters[1] - reach, fit.parameters[1] + reach))): "
          + "above 1 failures come oftener with age, and replacing in time can pay.")
    }
    if ranking.fits.count > 1, let best = ranking.best {
      sentences.append(
        "The best family is \(best.family.rawValue), next \(ranking.fits[1].family.rawValue), whose AIC is "
          + "\(Digits.text(ranking.fits[1].aic - best.aic, digits: 2)) higher.")
    }
    if let groupsAlike {
      sentences.append(
        groupsAlike < 0.05
          ? "Groups differ (log-rank test, p = \(Digits.text(groupsAlike, digits: 2)))."
          : "Groups do not clearly differ (log-rank test, p = \(Digits.text(groupsAlike, digits: 2)))."
      )
    }
    return sentences
  }

  private var warnings: [String] {
    var sentences: [String] = []
    if sample.failures < 20 {
      sentences.append(
        "Only \(Digits.text(sample.failures)) failures: families can hardly be told apart, and intervals are wide."
      )
    }
    if 2 * sample.failures < total {
      sentences.append(
        "\(Digits.percent(1 - sample.failures / total)) of the lives went on: what comes after \(Digits.text(last, digits: 3)) is the family's guess."
      )
    }
    if ranking.fits.count > 1, ranking.fits[1].aic - ranking.fits[0].aic < 2 {
      sentences.append(
        "\(ranking.fits[0].family.rawValue) and \(ranking.fits[1].family.rawValue) fit about as well; they may differ much beyond the data."
      )
    }
    sentences += ranking.leftOut.map { "Left out: \($0.family.rawValue), \($0.reason)." }
    return sentences
  }

  private var figures: [FigureCard] {
    guard let best = ranking.best else { return [] }
    let shares =
      [("a tenth fails by", 0.1), ("half fails by", 0.5)]
      + (curve?.median == nil ? [("nine tenths fail by", 0.9)] : [])
    var figures = shares.map { label, share in
      let ends = best.quantileInterval(share)
      return FigureCard(
        label, value: Digits.text(best.distribution.quantile(share), digits: 3), unit: unit,
        note: Digits.interval(ends.lower, ends.upper))
    }
    if let curve, let median = curve.median {
      let ends = curve.quantileInterval(0.5)
      let note = Digits.interval(ends.lower, ends.upper)
      figures.append(
        FigureCard(
          "half failed by, whatever the family", value: Digits.text(median, digits: 3),
          unit: unit, note: note.isEmpty ? "an end is beyond the data" : note))
    }
    if let fit = ranking.fits.first(where: { $0.family == .weibull }) {
      let reach = 1.96 * fit.standardErrors[1]
      figures.append(
        FigureCard(
          "Weibull shape", value: Digits.text(fit.parameters[1], digits: 3),
          note: Digits.interval(fit.parameters[1] - reach, fit.parameters[1] + reach)))
    }
    return figures
  }

  /// All fits.
  func addFits(_ draft: inout PageDraft) {
    let table = FigureTable(
      head: [
        "family", "parameters ± standard error", "ln L", "AIC", title("a tenth fails by"),
        "95 % interval",
        title("half fails by"), "95 % interval",
      ], texts: 2,
      rows: ranking.fits.map { fit in
        let parameters = zip(fit.family.parameterNames, zip(fit.parameters, fit.standardErrors)).map
        {
          "\($0) \(Digits.text($1.0)) ± \(Digits.text($1.1, digits: 2))"
        }
        let (tenth, half) = (fit.quantileInterval(0.1), fit.quantileInterval(0.5))
        return [
          fit.family.rawValue, parameters.joined(separator: ", "),
          Digits.text(fit.logLikelihood, digits: 7), Digits.text(fit.aic, digits: 6),
          Digits.text(fit.distribution.quantile(0.1)),
          Digits.interval(tenth.lower, tenth.upper, digits: 4),
          Digits.text(fit.distribution.quantile(0.5)),
          Digits.interval(half.lower, half.upper, digits: 4),
        ]
      })
    draft.addSection(
      "The families", note: "The smaller the AIC, the better; a difference below 2 means little.",
      [table.table])
  }
}
