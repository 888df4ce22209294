import Experiments

/// What is printed of a business case.
struct RoiReport {
  var summary: BusinessCaseSummary
  /// What the scenario is called.
  var scenario: String

  var text: String {
    var parts = [heading, table]
    parts += summary.arms.compactMap { tornado(of: $0) }
    let sentences = summary.arms.compactMap(\.breakEven?.sentence)
    if !sentences.isEmpty { parts.append(sentences.joined(separator: "\n")) }
    parts.append(summary.verdict)
    return parts.joined(separator: "\n\n")
  }

  private var heading: String {
    "\(scenario) · \(summary.objective) against \(summary.baseline) · "
      + "\(summary.replications) replications · \(summary.draws) draws"
  }

  // MARK: - Arms

  private var table: String {
    var table = TextTable([.left, .left] + summary.arms.map { _ in .right })
    let money = summary.currency
    func add(_ label: String, _ unit: String, _ cell: (BusinessCaseSummary.ArmEntry) -> String) {
      table.add([label, unit] + summary.arms.map(cell))
    }
    add("", "") { $0.arm == summary.perfect ? "\($0.arm) (a bound)" : $0.arm }
    add("benefit, 95 % interval", "\(money)/yr a site") {
      IntervalText.ends($0.benefit.lower, $0.benefit.upper, decimals: 0)
    }
    if summary.arms.contains(where: { $0.sites > 1 }) { add("sites", "") { "\($0.sites)" } }
    func addInput(
      _ label: String, _ unit: String, _ input: String, scale: Double = 1, decimals: Int = 0
    ) {
      let spreads = summary.arms.map { $0.inputs[input] }
      guard spreads.contains(where: { $0?.high != 0 }) else { return }
      let isUncertain = spreads.contains { $0?.low != $0?.high }
      add(label + (isUncertain ? RoiReport.quantiles : ""), unit) {
        RoiReport.spread($0.inputs[input], scale: scale, decimals: decimals)
      }
    }
    addInput("invest", money, "invest")
    addInput("running cost", "\(money)/yr", "running_cost")
    addInput("discount", "%/yr", "discount", scale: 100, decimals: 1)
    add("judged over", "yr") { NumberText.shortest(($0.years * 100).rounded() / 100) }
    add("net present value, mean", money) {
      NumberText.fixed($0.meanNetPresentValue, decimals: 0)
    }
    add("net present value" + RoiReport.quantiles, money) {
      RoiReport.spread($0.netPresentValue, decimals: 0)
    }
    add("chance of a loss", "") { VerdictWords.percent($0.chanceOfLoss) }
    add("payback" + RoiReport.quantiles, "yr") { arm in
      [arm.paybackLow, arm.paybackMedian, arm.paybackHigh].map { time in
        time.map { NumberText.fixed($0, decimals: 1) } ?? "never"
      }.joined(separator: " · ")
    }
    return table.text
  }

  /// What three figures side by side are: the values below which it lies with these chances.
  private static let quantiles = ", 10 % · 50 % · 90 %"

  private static func spread(
    _ spread: BusinessCaseSummary.Spread?, scale: Double = 1, decimals: Int
  ) -> String {
    guard let spread else { return "" }
    let texts = [spread.low, spread.median, spread.high].map {
      NumberText.fixed(scale * $0, decimals: decimals)
    }
    return texts[0] == texts[2] ? texts[1] : texts.joined(separator: " · ")
  }

  // MARK: - What moves it

  private func tornado(of arm: BusinessCaseSummary.ArmEntry) -> String? {
    guard !arm.tornado.isEmpty else { return nil }
    var table = TextTable([.left, .right, .right, .right])
    table.add([
      "\(arm.arm): net present value \(summary.currency) if the input is at its", "10 %", "90 %",
      "swing",
    ])
    for swing in arm.tornado {
      table.add([
        swing.input.rawValue, NumberText.fixed(swing.atLow, decimals: 0),
        NumberText.fixed(swing.atHigh, decimals: 0), NumberText.fixed(swing.size, decimals: 0),
      ])
    }
    return table.text
  }
}
