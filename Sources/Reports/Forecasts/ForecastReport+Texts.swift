import Forecasting

/// What is said of forecasts in words.
extension ForecastReport {
  func addFirstScreen(_ draft: inout PageDraft) {
    draft.addHeader(
      "Forecasts of \(source)",
      outline: [
        Digits.count(series.count, "series", "series"),
        "\(Digits.count(horizon, "step", "steps")) ahead", "Fettle \(version)",
      ],
      question: forecastCount > 0
        ? "What will come, and how far is the forecast to be trusted?"
        : "Which method foretells these series best?")
    draft.addVerdict(claim, reasons: reasons, warnings: warnings)
    draft.addFigures(figures)
  }

  private var claim: String {
    if forecastCount == 1, let fan = fans.first, let mean = fan.forecast.mean.last {
      var text =
        "In \(Digits.count(horizon, "step", "steps")) \(fan.name) is expected at \(Digits.text(mean, digits: 3))"
      if let widest = fan.forecast.intervals.max(by: { $0.level < $1.level }),
        let lower = widest.lower.last, let upper = widest.upper.last
      {
        text +=
          ", and with \(Digits.text(100 * widest.level, digits: 3)) % between "
          + "\(Digits.text(lower, digits: 3)) and \(Digits.text(upper, digits: 3))"
      }
      return text + "."
    }
    guard let best = trials.first else {
      return
        "Forecasts of \(forecastCount) series; none is long enough to try the method on its past."
    }
    let claim =
      trials.count > 1 ? "\(best.method) foretells best" : "Forecasts by \(best.method)"
    guard let value = best.rootMeanSquareScaled?.value else {
      return claim + (trials.count > 1 ? "." : " are shown.")
    }
    let verdict = value < 1 ? "better than" : "no better than"
    return claim + (trials.count > 1 ? ", " : " are ")
      + "\(verdict) repeating the last value: errors are \(Digits.text(value, digits: 3)) times as large."
  }

  private var reasons: [String] {
    guard let best = trials.first else { return [] }
    var lines: [String] = []
    if let overall = best.overall(beside: reference) {
      let percent = Digits.text(abs(100 * (1 - overall)), digits: 2)
      lines.append(
        "Beside Naive2, the baseline that knows the season, \(best.method) is \(percent) % "
          + "\(overall < 1 ? "better" : "worse") (OWA \(Digits.text(overall, digits: 3))).")
    }
    if trials.count > 1, let next = trials[1].rootMeanSquareScaled {
      lines.append("The next is \(trials[1].method), with \(Digits.text(next.value, digits: 3)).")
    }
    return lines
  }

  private var warnings: [String] {
    var lines: [String] = []
    let expected = forecastCount > 0 ? forecastCount : fans.count
    if expected < series.count {
      lines.append("\(series.count - expected) of \(series.count) series could not be forecast.")
    }
    guard let best = trials.first else { return lines }
    if best.series < series.count {
      lines.append(
        "\(series.count - best.series) of \(series.count) series are too short to try the method on their past."
      )
    }
    let origins = best.backtests.reduce(0) { $0 + ($1?.origins.count ?? 0) }
    if origins < 10 {
      lines.append(
        "The method was tried \(Digits.count(origins, "time", "times")): its errors and the shares within intervals are rough."
      )
    }
    if let bias = best.bias?.value, abs(bias) > 0.1 {
      lines.append(
        "The forecasts were \(bias > 0 ? "too low" : "too high") by \(Digits.percent(abs(bias))) of the mean."
      )
    }
    return lines
  }

  private var figures: [FigureCard] {
    guard let best = trials.first else { return [] }
    func figure(_ label: String, _ mean: MethodTrial.Mean?, _ other: String) -> FigureCard {
      let interval = Digits.interval(mean?.lower, mean?.upper)
      return FigureCard(
        label, value: Digits.text(mean?.value, digits: 3),
        note: [interval, other].filter { !$0.isEmpty }.joined(separator: ", "))
    }
    var figures = [
      figure(
        "error, of the naive forecast's", best.rootMeanSquareScaled, "below 1 is better (RMSSE)")
    ]
    if let overall = best.overall(beside: reference) {
      figures.append(
        FigureCard(
          "error, of Naive2's", value: Digits.text(overall, digits: 3),
          note: "below 1 is better (OWA)"))
    }
    if let level = levels.indices.last, let held = best.coverage(level) {
      let share = Digits.text(100 * levels[level], digits: 3)
      let interval =
        held.lower.flatMap { lower in
          held.upper.map { "\(Digits.percent(max(0, lower))) … \(Digits.percent(min(1, $0)))" }
        } ?? ""
      figures.append(
        FigureCard(
          "within the \(share) % interval", value: Digits.percent(held.value),
          note: [interval, "should be \(share) %"].filter { !$0.isEmpty }.joined(separator: ", ")))
    }
    if let bias = best.bias {
      let interval =
        bias.lower.flatMap { lower in
          bias.upper.map { "\(Digits.percent(lower)) … \(Digits.percent($0))" }
        } ?? ""
      figures.append(
        FigureCard(
          "bias", value: Digits.percent(bias.value),
          note: [interval, "of the mean; above 0 too little was forecast"].filter { !$0.isEmpty }
            .joined(separator: ", ")))
    }
    return figures
  }
}
