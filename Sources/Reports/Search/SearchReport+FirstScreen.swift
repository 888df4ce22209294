import Experiments
import Optimization

/// The first screen: what was asked, the verdict, the figures that matter, what changes.
extension SearchReport {
  private var goalText: String {
    record.goals.map { ($0.maximized ? "maximise " : "minimise ") + $0.metric }
      .joined(separator: ", ")
  }

  private var finished: Int { search.journal.finished }

  var header: Markup {
    PageParts.header(
      record.origin.experiment, question: record.origin.question,
      outline: [
        record.origin.scenario, goalText,
        result == nil ? "\(finished) of \(record.budget) points" : "\(finished) points",
        "\(record.replications) replications each", "seed \(record.seed)",
        "Fettle \(record.origin.fettle)",
      ])
  }

  // MARK: - Verdict

  var verdict: Markup {
    PageParts.verdict([claim], reasons: reasons, warnings: warnings)
  }

  private var claim: String {
    guard let result else {
      return "Not finished: \(finished) of \(record.budget) points are known, and nothing is "
        + "recommended yet."
    }
    if let why = result.whyNothing { return "Nothing can be recommended: \(why)." }
    if !result.front.isEmpty {
      let count = result.front.count
      return count == 1
        ? "One point is better than all others in everything."
        : "\(count) points of \(finished) are the best that can be had: none of them is better than another "
          + "in everything. Which is wanted is for people to say."
    }
    if result.isToday { return "Keep today's values: nothing that was tried is better." }
    guard let compared = result.comparison?.metric(goal.metric),
      let difference = compared.difference
    else {
      return "Point \((result.recommended ?? 0) + 1) is recommended; it was not compared yet."
    }
    let verb = (difference.mean < 0) != goal.maximized
    let way = difference.mean < 0 ? "lower" : "raise"
    guard difference.significant else {
      return "Undecided: the recommended values may be no better than today's; the difference in "
        + "\(goalLabel) may be chance."
    }
    return "\(verb ? "Better" : "Worse"): the recommended values \(way) \(goalLabel) by "
      + "\(amount(difference)) against today's."
  }

  /// The size of a difference: `63 to 75 %`, or in the unit.
  private func amount(_ difference: ExperimentSummary.DifferenceEntry) -> String {
    var (ends, unit, factor) = ((difference.lower, difference.upper), scale.unit, scale.factor)
    if difference.unit != "1", difference.relativeLower != nil {
      (ends, unit, factor) = ((difference.relativeLower, difference.relativeUpper), "%", 100)
    } else if difference.unit == "1" {
      unit = "percentage points"
    }
    guard let lower = ends.0, let upper = ends.1 else {
      return MetricScale(unit: difference.unit).text(abs(difference.mean))
    }
    let sizes = [abs(factor * lower), abs(factor * upper)].sorted()
    return FigureText.grouped(
      IntervalText.ends(sizes[0], sizes[1]).replacing(" … ", with: " to ")) + " \(unit)"
  }

  private var reasons: [String] {
    guard let result, let recommended = result.recommended else { return [] }
    var lines: [String] = []
    if let selection = result.selection,
      let own = selection.finalists.first(where: { $0.trial == recommended })
    {
      let zone = scale.text(selection.indifferenceZone)
      lines.append(
        "Point \(recommended + 1) of \(finished) is the best of \(selection.finalists.count) finalists "
          + "that met again on \(own.replications) fresh replications"
          + (selection.sure
            ? " (right with a probability of 95 % where \(zone) or more lie between them)."
            : "; they lie so close that the procedure did not end (\(zone) counts as a difference).")
      )
    } else {
      lines.append(
        "Point \(recommended + 1) of \(finished) is the only finalist: it was compared with no other."
      )
    }
    if let belief = result.belief {
      let chance = VerdictWords.percent(belief.probabilityBest)
      lines.append(
        belief.trial == recommended
          ? "Before that, the model held it for the best of all points with a probability of \(chance)."
          : "Before that, the model held point \(belief.trial + 1) for the best, with a probability of "
            + "\(chance).")
    }
    return lines
  }

  private var warnings: [String] {
    var lines: [String] = []
    for finding in result?.comparison?.conditions ?? [] where finding.judgement != .kept {
      lines.append(
        finding.judgement == .broken
          ? "The recommended values break a condition on fresh replications: \(finding.condition)"
          : "It is unclear on fresh replications whether a condition is kept: \(finding.condition)")
    }
    let failed = search.journal.entries.filter { $0.trial.outcome == .failed }
    if let first = failed.first {
      lines.append(
        "\(failed.count) point\(failed.count == 1 ? "" : "s") could not be simulated, such as "
          + zip(record.factors, first.values).map { "\($0.path)=\($1)" }.joined(separator: ", ")
          + ": \(first.why)")
    }
    for factor in edges {
      lines.append(
        "\(factor) is recommended at an end of its range; if more is possible, widen the range.")
    }
    return lines
  }

  /// The factors of real numbers that are recommended at an end of their ranges.
  private var edges: [String] {
    guard let recommended = result?.recommended, result?.isToday == false else { return [] }
    let point = search.points[recommended]
    return search.factors.indices.filter { place in
      search.factors[place].unit != nil && search.factors[place].dimension.isReal
        && (point[place] < 0.01 || point[place] > 0.99)
    }.map { search.factors[$0].path }
  }

  // MARK: - Figures

  var figures: [Markup] {
    guard let result else { return [] }
    if !result.front.isEmpty { return [FigureCard.list(frontCards(result.front))] }
    guard let compared = result.comparison?.metric(goal.metric) else {
      return [FigureCard.list(modelCards)]
    }
    var cards = [
      FigureCard("\(goalLabel), recommended", compared.recommended),
      FigureCard("\(goalLabel), today", compared.today),
    ]
    if let difference = compared.difference {
      cards.append(card("difference", difference))
    }
    let others = result.comparison?.metrics.dropFirst(record.goals.count) ?? []
    if let next = others.first {
      let note = next.today.mean.map { "today \(MetricScale(unit: next.today.unit).text($0))" }
      cards.append(
        FigureCard(
          PathLabel.metric(next.today.metric) + ", recommended", next.recommended, note: note ?? "")
      )
    } else if let belief = result.belief, belief.trial == result.recommended {
      cards.append(
        FigureCard(
          "probability that it is the best tried",
          value: VerdictWords.percent(belief.probabilityBest), note: "by the model"))
    }
    return [FigureCard.list(cards)]
  }

  private func card(
    _ label: String, _ difference: ExperimentSummary.DifferenceEntry
  ) -> FigureCard {
    let scale = MetricScale(unit: difference.unit)
    let width = zip([difference.upper].compactMap(\.self), [difference.lower].compactMap(\.self))
      .map { ($0 - $1) / 2 }.first
    let decimals = NumberText.decimals(
      mean: scale.factor * difference.mean, halfWidth: width.map { scale.factor * $0 })
    let cells = difference.cells(scale: scale.factor).map { FigureText.grouped($0) }
    return FigureCard(
      label,
      value: (difference.mean > 0 ? "+" : "")
        + FigureText.grouped(NumberText.fixed(scale.factor * difference.mean, decimals: decimals)),
      unit: difference.unit == "1" ? "percentage points" : scale.unit,
      note: cells.joined(separator: ", "))
  }

  private var modelCards: [FigureCard] {
    guard let trial = center, let step = history.steps.first(where: { $0.trial == trial }) else {
      return []
    }
    var cards: [FigureCard] = []
    if let seen = step.observed {
      cards.append(
        FigureCard(
          "\(goalLabel) at point \(trial + 1)", value: scale.number(seen), unit: scale.unit,
          note: "as it was measured, over \(record.replications) replications"))
    }
    if let expected = step.expected {
      cards.append(
        FigureCard(
          "expected there", value: scale.number(expected.mean), unit: scale.unit,
          note: scale.interval(expected.lower, expected.upper) + ", by the model"))
    }
    return cards
  }

  private func frontCards(_ front: [Int]) -> [FigureCard] {
    record.goals.enumerated().map { place, goal in
      let scale = MetricScale(unit: goal.unit)
      let values = front.compactMap {
        search.journal.entries[$0].trial.measurement.map { goal.sign * $0.objectives[place] }
      }
      let ends = (values.min() ?? 0, values.max() ?? 0)
      return FigureCard(
        "\(PathLabel.metric(goal.metric)) on the front",
        value: scale.number(ends.0) + " … " + scale.number(ends.1), unit: scale.unit,
        note: goal.maximized ? "more is better" : "less is better")
    }
  }

  // MARK: - What changes

  var changes: Markup {
    guard let trial = center, record.goals.count == 1 else { return .none }
    let values = search.journal.entries[trial].values
    let isRecommended = result?.recommended != nil
    return PageParts.section(
      isRecommended ? "What changes" : "The best point so far", "",
      [
        .table(
          head: ["factor", "today", isRecommended ? "recommended" : "best so far"], texts: 1,
          rows: record.factors.indices.map { place in
            let factor = record.factors[place]
            return .row(
              PathLabel.factor(factor.path),
              numbers: [
                factor.today ?? "–",
                values[place] == factor.today ? "as today" : values[place],
              ], note: "\(factor.path), \(search.factors[place].rangeText)")
          })
      ])
  }
}
