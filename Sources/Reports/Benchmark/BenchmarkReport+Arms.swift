import Experiments
import JSONDocuments

/// The sections about which arm is best, and how sure that is.
extension BenchmarkReport {
  // MARK: - The arms

  func arms(_ charts: inout ChartList) -> Markup {
    let plot = ForestPlot(
      rows: benchmark.arms.compactMap { arm in
        guard let entry = objective(of: arm.arm), let mean = entry.mean else { return nil }
        return ForestPlot.Row(
          label: arm.arm, mean: scale.factor * mean, lower: entry.lower.map { scale.factor * $0 },
          upper: entry.upper.map { scale.factor * $0 },
          text: scale.text(mean, entry.lower, entry.upper), tone: tone(of: arm))
      }, reference: objective(of: benchmark.baseline)?.mean.map { scale.factor * $0 },
      title: objectiveLabel + scale.suffix)
    var content = [
      charts.add(
        plot.specification,
        label:
          "\(objectiveLabel) of \(plot.rows.count) arms with 95 % intervals; the table below has the "
          + "same figures",
        caption:
          "The dashed line is \(benchmark.baseline). Blue is the best arm, red breaks a condition, "
          + "a hollow circle knows the future and cannot be had. Intervals of two arms may overlap and "
          + "yet one is better for sure: all arms meet the same chance; look at the differences.",
        beside: TableBeside(
          row: ["label"],
          columns: ["mean,lower±upper": "\(objectiveLabel) ± half-width\(scale.suffix)"])),
      armTable,
    ]
    let chances = benchmark.arms.compactMap { arm in
      arm.chanceOfBeingBest.map { (arm: arm.arm, chance: $0) }
    }
    if chances.count > 1 {
      content.append(.element("h3", "How likely each is the best"))
      content.append(
        charts.add(
          Shares.bars(chances.map { ($0.arm, $0.chance) }, title: "chance of being the best"),
          label:
            "Chances that each of \(chances.count) arms is the best; the table above has the same "
            + "figures",
          caption:
            "How often an arm has the best \(objectiveLabel) when replications are drawn again "
            + "with replacement, the same for all arms.",
          beside: TableBeside(
            .before, row: ["label"], columns: ["share": "chance of being best"])))
    }
    return PageParts.section(
      "Which arm is best",
      "\(PageParts.sentence(objectiveLabel)), which should be \(benchmark.maximized ? "large" : "small"), on replications that no "
        + "tuning has seen.", content)
  }

  private func tone(of arm: BenchmarkSummary.ArmEntry) -> ForestPlot.Tone {
    if arm.isBroken { return .worse }
    if arm.arm == benchmark.perfect { return .undecided }
    return arm.arm == benchmark.best ? .better : .plain
  }

  private var armTable: Markup {
    let conditions = benchmark.arms.flatMap(\.conditions).map(\.condition)
    var seen: Set<String> = []
    let all = conditions.filter { seen.insert($0).inserted }
    let hasGap = benchmark.arms.contains { $0.gapClosed != nil }
    var head = ["arm", "\(objectiveLabel) ± half-width\(scale.suffix)", "chance of being best"]
    if hasGap { head.append("gap to \(benchmark.perfect ?? "") closed") }
    head += all
    return .table(
      head: head, texts: 1,
      rows: benchmark.arms.enumerated().map { place, arm in
        let role =
          arm.arm == benchmark.baseline
          ? "the baseline" : arm.arm == benchmark.perfect ? "knows the future" : ""
        let tuned = arm.tuned.map { "\($0.factor) = \($0.value)" }
        var numbers = [
          objective(of: arm.arm).map { FigureText($0).valueAndHalfWidth } ?? "–",
          arm.chanceOfBeingBest.map { VerdictWords.percent($0) } ?? "–",
        ]
        if hasGap { numbers.append(arm.gapClosed.map { VerdictWords.share($0) } ?? "–") }
        numbers += all.map { condition in
          arm.conditions.first { $0.condition == condition }?.judgement.rawValue ?? "–"
        }
        return .row(
          arm.arm, numbers: numbers,
          note: ([role] + (tuned.isEmpty ? changes(of: place) : tuned)).filter { !$0.isEmpty }
            .joined(separator: "; "))
      })
  }

  /// What differs in an arm's scenario, as far as it is short.
  private func changes(of place: Int) -> [String] {
    guard let sources = run.manifest.arms, sources.indices.contains(place) else { return [] }
    // What all arms have in common is no difference.
    let common = sources.dropFirst().reduce(Set(sources[0].set)) { $0.intersection($1.set) }
    let set = sources[place].set.filter { !common.contains($0) }.map {
      $0.count > 90 ? $0.prefix(87) + "…" : $0
    }
    return set.count > 4 ? Array(set.prefix(4)) + ["and \(set.count - 4) more"] : set
  }

  // MARK: - Differences

  func differences(_ charts: inout ChartList) -> Markup {
    let others = benchmark.arms.map(\.arm).filter { $0 != benchmark.baseline }
    let found = others.compactMap { difference(of: $0) }
    guard !found.isEmpty else { return .none }
    let plot = ForestPlot(
      rows: found.map { difference in
        ForestPlot.Row(
          label: difference.arm, mean: scale.factor * difference.mean,
          lower: difference.lower.map { scale.factor * $0 },
          upper: difference.upper.map { scale.factor * $0 },
          text: scale.text(difference.mean, difference.lower, difference.upper),
          tone: tone(of: difference))
      }, reference: 0,
      title: "\(objectiveLabel) less that of \(benchmark.baseline)\(scale.suffix)")
    let rows = found.map { difference -> Markup in
      let cells = difference.cells(scale: scale.factor).map { FigureText.grouped($0) }
      return .row(
        difference.arm,
        numbers: [
          scale.number(difference.mean), cells.first ?? "", cells.count > 1 ? cells[1] : "",
          tone(of: difference).word(for: difference),
        ])
    }
    return PageParts.section(
      "Differences from \(benchmark.baseline)",
      "Replication by replication, since all arms meet the same chance. The 95 % intervals hold for all "
        + "arms at once. The verdict is Holm's procedure, which sees a little more than they do: a "
        + "difference may be beyond chance whose interval just reaches 0.",
      [
        charts.add(
          plot.specification,
          label:
            "Differences of \(found.count) arms from \(benchmark.baseline) in \(objectiveLabel); the table "
            + "below has the same figures",
          caption: ForestPlot.legend,
          beside: TableBeside(
            row: ["label"],
            columns: ["mean": "difference\(scale.suffix)", "lower,upper": "95 % interval"])),
        .table(
          head: [
            "arm", "difference\(scale.suffix)", "95 % interval", "in % of \(benchmark.baseline)",
            "verdict",
          ], texts: 1, rows: rows),
      ])
  }

  /// Of the objective, what is better is what the benchmark asks for.
  private func tone(of difference: ExperimentSummary.DifferenceEntry) -> ForestPlot.Tone {
    guard difference.significant else { return .undecided }
    return (difference.mean < 0) != benchmark.maximized ? .better : .worse
  }

  // MARK: - Perfect prediction

  /// What each arm has more than the one that knows the future.
  func excess(_ charts: inout ChartList) -> Markup {
    guard let perfect = benchmark.perfect,
      objective(of: perfect)?.estimate == "mean"
    else { return .none }
    let found = benchmark.arms.map(\.arm).filter { $0 != perfect }.compactMap { arm in
      replications.difference(in: benchmark.objective, of: arm, from: perfect).map {
        (arm: arm, estimate: $0)
      }
    }
    guard !found.isEmpty else { return .none }
    let plot = ForestPlot(
      rows: found.map { arm, estimate in
        ForestPlot.Row(
          label: arm, mean: scale.factor * estimate.mean, lower: scale.factor * estimate.lower,
          upper: scale.factor * estimate.upper,
          text: scale.text(estimate.mean, estimate.lower, estimate.upper))
      }, reference: 0, title: "\(objectiveLabel) less that of \(perfect)\(scale.suffix)")
    return PageParts.section(
      "What perfect prediction would still save",
      "How far each arm is from \(perfect), which knows the future: nobody can close more than this gap. "
        + "Each 95 % interval stands for itself.",
      [
        charts.add(
          plot.specification,
          label:
            "Differences of \(found.count) arms from \(perfect) in \(objectiveLabel); the table below has "
            + "the same figures",
          beside: TableBeside(
            row: ["label"],
            columns: [
              "mean": "more than \(perfect)\(scale.suffix)", "lower,upper": "95 % interval",
            ])),
        .table(
          head: ["arm", "more than \(perfect)\(scale.suffix)", "95 % interval"], texts: 1,
          rows: found.map { arm, estimate in
            .row(
              arm,
              numbers: [
                scale.number(estimate.mean), scale.interval(estimate.lower, estimate.upper),
              ])
          }),
      ])
  }
}
