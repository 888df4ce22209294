import Experiments

/// The section about how arms were tuned.
extension BenchmarkReport {
  func tuned(_ charts: inout ChartList) -> Markup {
    guard let tuning, let replications = benchmark.tuningReplications else { return .none }
    var content: [Markup] = []
    var hasIntervals = false
    for arm in benchmark.arms where !arm.tuned.isEmpty {
      let points = tuning.points(of: arm.arm)
      for value in arm.tuned {
        guard let column = tuning.paths.firstIndex(of: value.factor) else { continue }
        let curve = TuningCurve(column, of: points, found: value.value)
        guard !curve.places.isEmpty else { continue }
        hasIntervals = hasIntervals || curve.places.contains { $0.point.halfWidth != nil }
        let label = PathLabel.factor(value.factor)
        content.append(
          PageParts.strip(
            "\(arm.arm): \(label)", unit: "= \(value.value)",
            [
              charts.add(
                curve.specification(label, objective: objectiveLabel, scale: scale),
                label:
                  "\(objectiveLabel) of \(arm.arm) at \(curve.places.count) points over \(value.factor); "
                  + "found: \(value.value); the table below has the same figures",
                beside: TableBeside(
                  row: ["value"],
                  columns: [
                    "mean": objectiveLabel + scale.suffix, "low,high": "95 % interval",
                    "count": "replications",
                  ])),
              PageParts.details(
                "\(curve.places.count) points as a table",
                [curve.table(label, objective: objectiveLabel, scale: scale)]),
            ]))
      }
    }
    guard !content.isEmpty else { return .none }
    let several = benchmark.arms.contains { $0.tuned.count > 1 }
    return PageParts.section(
      "How arms were tuned",
      "\(PageParts.sentence(objectiveLabel))\(scale.suffix) at each point that was tried, on up to \(replications) replications that the "
        + "judgement has not seen. Pale points fell behind early, after fewer replications; a cross "
        + "breaks a condition; the orange line is the value that was found."
        + (hasIntervals ? " Lines are 95 % intervals." : "")
        + (several ? " Of arms with several factors the others moved, too." : ""),
      [.element("div", ["class": "strips"], content)])
  }
}
