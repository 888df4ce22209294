import JSONDocuments
import ModelTraining
import Prognostics

/// What is drawn of warnings.
extension ModelReport {
  func addWarnings(_ judged: JudgedModel, _ draft: inout PageDraft) {
    let all = judged.warnings()
    guard !all.isEmpty else { return }
    let most = 60
    let sorted = all.sorted { ($0.lead ?? -1, $0.name) > ($1.lead ?? -1, $1.name) }
    let step = max(1, (sorted.count + most - 1) / most)
    let shown = stride(from: 0, to: sorted.count, by: step).map { sorted[$0] }
    let values = shown.map { warning -> JSONValue in
      ["life": .text(warning.name), "lead": Digits.number(warning.lead), "zero": 0]
    }
    let x = Plot.number(
      "lead", title("how long before the failure the warning came", judged), hasZero: true)
    let y = Plot.names("life")
    let chart = Plot.layers(
      height: 16 * Double(shown.count),
      [
        Plot.layer(
          values, mark: ["type": "rule", "size": 2, "color": .text(Plot.colors[0])],
          ["y": y, "x": x, "x2": Plot.end("zero")]),
        Plot.layer(
          values,
          mark: ["type": "circle", "size": 50, "opacity": 1, "color": .text(Plot.colors[0])],
          ["y": y, "x": x, "tooltip": Plot.tips(["life": "life", "lead": "ahead"])]),
        Plot.marks(
          [["lead": Digits.number(judged.within / judged.scale)]], x: x, color: Plot.failure,
          dash: [5, 4]),
      ])
    let table = FigureTable(
      head: ["life", title("ahead", judged)], texts: 1,
      rows: shown.map { [$0.name, $0.lead.map { Digits.text($0) } ?? "no warning"] })
    let missed = all.count { $0.lead == nil }
    draft.addSection(
      "How early it warns",
      note:
        "A warning is given when the chance of a failure within \(Digits.text(judged.within / judged.scale, digits: 3)) \(judged.unit) (the "
        + "broken line; --within) first reaches \(Digits.percent(JudgedModel.warningChance)). "
        + "\(Digits.count(missed, "life had", "lives had")) no warning. Right of the line it came earlier than it asks for: time in which the "
        + "machine could have run."
        + (step > 1 ? " Every \(step)th of \(all.count) lives is drawn." : ""),
      [
        draft.picture(
          chart, label: "How long before each failure the warning came", figures: table,
          beside: TableBeside(row: ["life"], columns: ["lead": title("ahead", judged)]))
      ])
  }
}
