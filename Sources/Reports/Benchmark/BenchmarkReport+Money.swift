import Experiments
import JSONDocuments

/// The section about whether arms pay.
extension BenchmarkReport {
  func money(_ charts: inout ChartList) -> Markup {
    guard let businessCase, !businessCase.arms.isEmpty else { return .none }
    let scale = MetricScale(unit: businessCase.currency)
    var content: [Markup] = [
      netPresentValues(businessCase, scale, &charts),
      table(businessCase, scale),
      .element("h3", "Money from year to year"),
    ]
    var strips: [Markup] = []
    for arm in businessCase.arms {
      guard let balances = arm.balances, !balances.isEmpty else { continue }
      strips.append(
        PageParts.strip(
          arm.arm, unit: scale.unit,
          [
            charts.add(
              MoneyCurve.specification(arm, scale: scale),
              label:
                "What came less what went of \(arm.arm) over \(NumberText.shortest(arm.years)) years; "
                + "paid back \(payback(arm)); the table below has the same figures",
              beside: TableBeside(
                row: ["year"],
                columns: ["low": "10 %", "median": "50 %\(scale.suffix)", "high": "90 %"])),
            PageParts.details("\(arm.arm) as a table", [MoneyCurve.table(balances, scale: scale)]),
          ]))
    }
    if strips.isEmpty {
      content.append(
        .element(
          "p", ["class": "note"],
          "This business case was kept by an earlier version, without the years; fettle roi works it "
            + "out again."))
    } else {
      content.append(
        .element(
          "p", ["class": "note"],
          "All that came less all that went until then, nothing discounted: the median, and the range in "
            + "which it lies with a chance of 80 %. Where it crosses 0, the arm has paid for itself; "
            + "the orange mark is the time until it has, with its range."))
      content.append(.element("div", ["class": "strips"], strips))
    }
    content += swings(businessCase, scale, &charts)
    content += businessCase.arms.compactMap(\.breakEven).map { .element("p", $0.sentence + ".") }
    return PageParts.section(
      "Does it pay",
      "\(businessCase.verdict). What each arm saves against \(businessCase.baseline) is from "
        + "\(businessCase.replications) replications; all that is uncertain was drawn "
        + "\(FigureText.grouped("\(businessCase.draws)")) times.", content)
  }

  private func payback(_ arm: BusinessCaseSummary.ArmEntry) -> String {
    func text(_ years: Double?) -> String {
      years.map { NumberText.fixed($0, decimals: 1) } ?? "never"
    }
    return "\(text(arm.paybackLow)) · \(text(arm.paybackMedian)) · \(text(arm.paybackHigh))"
  }

  private func netPresentValues(
    _ businessCase: BusinessCaseSummary, _ scale: MetricScale, _ charts: inout ChartList
  ) -> Markup {
    let plot = ForestPlot(
      rows: businessCase.arms.map { arm in
        let value = arm.netPresentValue
        return ForestPlot.Row(
          label: arm.arm, mean: arm.meanNetPresentValue, lower: value.low, upper: value.high,
          text: scale.text(arm.meanNetPresentValue.rounded(), value.low, value.high),
          tone: arm.arm == businessCase.perfect
            ? .undecided : value.low > 0 ? .better : value.high < 0 ? .worse : .plain)
      }, reference: 0, title: "net present value\(scale.suffix)")
    return charts.add(
      plot.specification,
      label:
        "Net present values of \(businessCase.arms.count) arms with the ranges in which they lie with a "
        + "chance of 80 %; the table below has the same figures",
      caption:
        "The mean, and from the 10 % to the 90 % value. Blue pays in nine of ten cases or more, "
        + "red loses"
        + (businessCase.perfect.map { "; \($0) is a bound that nobody reaches (hollow)." } ?? "."),
      beside: TableBeside(
        row: ["label"], columns: ["lower,_,upper": "net present value, 10 · 50 · 90 %"]))
  }

  private func table(_ businessCase: BusinessCaseSummary, _ scale: MetricScale) -> Markup {
    func spread(_ value: BusinessCaseSummary.Spread?, factor: Double = 1) -> String {
      guard let value else { return "–" }
      let texts = [value.low, value.median, value.high].map {
        FigureText.grouped(NumberText.significant(factor * $0))
      }
      return Set(texts).count == 1 ? texts[0] : texts.joined(separator: " · ")
    }
    return .table(
      head: [
        "arm", "benefit a year and site, 95 % interval\(scale.suffix)",
        "paid once, 10 · 50 · 90 %", "paid each year", "discount, %/yr",
        "net present value, 10 · 50 · 90 %", "chance of a loss",
        "paid back after, yr, 10 · 50 · 90 %",
      ], texts: 1,
      rows: businessCase.arms.map { arm in
        .row(
          arm.arm,
          numbers: [
            scale.interval(arm.benefit.lower, arm.benefit.upper), spread(arm.inputs["invest"]),
            spread(arm.inputs["running_cost"]), spread(arm.inputs["discount"], factor: 100),
            spread(arm.netPresentValue), VerdictWords.percent(arm.chanceOfLoss), payback(arm),
          ], note: arm.sites > 1 ? "\(arm.sites) sites" : "")
      })
  }

  /// How far each uncertain input moves the net present value of the arms.
  private func swings(
    _ businessCase: BusinessCaseSummary, _ scale: MetricScale, _ charts: inout ChartList
  ) -> [Markup] {
    let arms = businessCase.arms.filter { $0.tornado.count > 1 }
    guard !arms.isEmpty else { return [] }
    let strips = arms.map { arm in
      PageParts.strip(
        arm.arm, unit: scale.unit,
        [
          charts.add(
            MoneyCurve.swings(arm, scale: scale),
            label:
              "How far \(arm.tornado.count) uncertain inputs move the net present value of \(arm.arm); the "
              + "table below has the same figures",
            beside: TableBeside(row: ["input"], columns: ["low": "#1", "high": "#2"])),
          .table(
            head: ["input", "at its 10 % value", "at its 90 % value"], texts: 1,
            rows: arm.tornado.map { swing in
              .row(
                swing.input.rawValue.replacing("_", with: " "),
                numbers: [
                  scale.number(swing.atLow.rounded()), scale.number(swing.atHigh.rounded()),
                ])
            }),
        ])
    }
    return [
      .element("h3", "What to find out more about"),
      .element(
        "p", ["class": "note"],
        "The net present value with one input at its 10 % or 90 % value and the others at their medians."
      ),
      .element("div", ["class": "strips"], strips),
    ]
  }
}
