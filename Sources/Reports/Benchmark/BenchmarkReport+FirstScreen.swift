import Experiments

/// The first screen: what was asked, the verdict, the figures that matter.
extension BenchmarkReport {
  var header: Markup {
    let tuned = benchmark.tuningReplications.map { "tuned on \($0) other replications" }
    return PageParts.header(
      summary.scenario, question: benchmark.question,
      outline: summary.outline(of: whole.arms[0].factory) + [tuned].compactMap(\.self)
        + ["Fettle \(run.manifest.fettle)"])
  }

  var verdict: Markup {
    var parts = benchmark.verdict.split(separator: "; ").map(String.init)
    let claim = parts.isEmpty ? "" : parts.removeFirst() + "."
    let reasons = parts.isEmpty ? [] : [PageParts.sentence(parts.joined(separator: "; ")) + "."]
    let money = businessCase.map { [$0.verdict + "."] } ?? []
    return PageParts.verdict([claim] + money, reasons: reasons, warnings: doubts)
  }

  private var doubts: [String] {
    var lines: [String] = []
    if summary.partial {
      lines.append(
        "The run was interrupted: \(summary.replicationsFinished) of "
          + "\(summary.replicationsRequested) replications were finished.")
    }
    for arm in benchmark.arms {
      for finding in arm.conditions where finding.judgement != .kept {
        lines.append(
          finding.judgement == .broken
            ? "\(arm.arm) breaks a condition, and cannot be chosen: \(finding.condition)"
            : "It is unclear whether \(arm.arm) keeps a condition: \(finding.condition)")
      }
    }
    return lines
  }

  /// The figures that matter: of the best arm, and of money.
  var cards: [FigureCard] {
    let chosen = benchmark.best ?? benchmark.baseline
    guard let arm = benchmark.arms.first(where: { $0.arm == chosen }) else { return [] }
    var cards: [FigureCard] = []
    if let entry = objective(of: chosen) {
      cards.append(FigureCard("\(objectiveLabel), \(chosen)", entry))
    }
    if chosen != benchmark.baseline, let difference = difference(of: chosen) {
      let cells = difference.cells(scale: scale.factor).map { FigureText.grouped($0) }
      cards.append(
        FigureCard(
          "against \(benchmark.baseline)",
          value: (difference.mean > 0 ? "+" : "") + scale.number(difference.mean),
          unit: scale.unit, note: cells.joined(separator: ", ")))
    }
    if let chance = arm.chanceOfBeingBest {
      cards.append(
        FigureCard(
          "chance that \(chosen) is the best", value: VerdictWords.percent(chance),
          note: "from \(BenchmarkSummary.resamples) resamples"))
    }
    if let money = businessCase?.arms.first(where: { $0.arm == chosen }) {
      let scale = MetricScale(unit: businessCase?.currency ?? "")
      cards.append(
        FigureCard(
          "net present value over \(NumberText.shortest(money.years)) yr",
          value: scale.number(money.meanNetPresentValue.rounded()), unit: scale.unit,
          note: scale.interval(money.netPresentValue.low, money.netPresentValue.high)
            + " with a chance of 80 %"))
    } else if let gap = arm.gapClosed, let perfect = benchmark.perfect {
      let ends = MetricScale(unit: "1").interval(gap.lower, gap.upper)
      cards.append(
        FigureCard(
          "gap to \(perfect) closed", value: MetricScale(unit: "1").number(gap.mean), unit: "%",
          note: ends))
    } else if let base = objective(of: benchmark.baseline), chosen != benchmark.baseline {
      cards.append(FigureCard("\(objectiveLabel), \(benchmark.baseline)", base))
    }
    return cards
  }
}
