import ModelRegistry
import ModelTraining

/// What is said of a model in words.
extension ModelReport {
  func addFirstScreen(_ draft: inout PageDraft) {
    var outline: [String] = []
    if let model {
      outline += ["\(model.question.rawValue) '\(model.target.name)'", model.method.rawValue]
    } else if let card {
      outline.append(card.card.content.kind)
    }
    if let card {
      outline.append(
        card.isArchived
          ? "archived"
          : card.aliases.isEmpty ? "used nowhere" : card.aliases.joined(separator: ", "))
    }
    outline.append("Fettle \(version)")
    draft.addHeader(name, outline: outline, question: "How far is this model to be trusted?")
    draft.addVerdict(claim, reasons: reasons, warnings: warnings)
    draft.addFigures(lines.prefix(4).map(figure) + found)
  }

  /// How much of what happened is found by alarms of which half are right.
  private var found: [FigureCard] {
    guard let judged, let alarm = judged.alarms(most: .max).last(where: { $0.precision >= 0.5 })
    else { return [] }
    let all = judged.known.reduce(0) { $0 + judged.table.targets[$1] }
    let (lower, upper) = DatasetReport.shareInterval(alarm.recall * all, of: all)
    return [
      FigureCard(
        "found, where half of the alarms are right", value: Digits.percent(alarm.recall),
        note:
          "\(Digits.percent(lower)) … \(Digits.percent(upper)), alarm from \(Digits.percent(alarm.chance)) on"
      )
    ]
  }

  private func figure(_ line: ScoreLine) -> FigureCard {
    let (scale, unit) = shown(line.unit)
    let isShare = line.unit == nil && line.name.hasPrefix("in the ")
    var note = Digits.interval(
      line.lower.map { $0 / scale }, line.upper.map { $0 / scale })
    if isShare, let lower = line.lower, let upper = line.upper {
      note = "\(Digits.percent(lower)) … \(Digits.percent(upper))"
    }
    if let nominal = line.nominal, isShare { note += ", should be \(Digits.percent(nominal))" }
    return FigureCard(
      line.name,
      value: isShare ? Digits.percent(line.value) : Digits.text(line.value / scale, digits: 3),
      unit: unit, note: note.isEmpty ? "no interval" : note)
  }

  private func line(_ name: String) -> ScoreLine? { lines.first { $0.name == name } }

  private var claim: String {
    let place =
      judged == nil ? "In its training, on units left out," : "On rows that were named,"
    if let error = line("mean absolute error") {
      let (scale, unit) = shown(error.unit)
      var text =
        "\(place) it is off by \(Digits.text(error.value / scale, digits: 3)) \(unit) on average"
      if let held = line("in the 90 % interval") {
        text += ", and its 90 % interval holds \(Digits.percent(held.value)) of what came"
      }
      return text + "."
    }
    if let area = line("area under precision and recall") {
      return
        "\(place) its area under precision and recall is \(Digits.text(area.value, digits: 3)): 1 would be perfect."
    }
    return model == nil
      ? "It reads no rows, so it is not judged here: try such a method with fettle forecast --backtest --report."
      : "Nothing is known of how right it is: name data with --data."
  }

  private var reasons: [String] {
    var sentences: [String] = []
    if let judged {
      sentences.append(
        "Judged by \(Digits.count(judged.figures.rows, "row", "rows")) of "
          + "\(Digits.count(judged.figures.units, "unit", "units")) of \(judged.source).")
      let warned = judged.warnings()
      if !warned.isEmpty {
        let leads = warned.compactMap(\.lead).sorted()
        sentences.append(
          "\(leads.count) of \(Digits.count(warned.count, "failure was", "failures were")) foretold by a chance of at least "
            + "\(Digits.percent(JudgedModel.warningChance)) within \(Digits.text(judged.within / judged.scale, digits: 3)) \(judged.unit)"
            + (leads.isEmpty
              ? "."
              : ", half of them \(Digits.text(leads[leads.count / 2], digits: 3)) \(judged.unit) ahead or more.")
        )
      }
    }
    if let baseline, judged == nil, let first = lines.first,
      let other = baseline.card.content.scores.first(where: { $0.name == first.name })
    {
      let (scale, unit) = shown(first.unit)
      sentences.append(
        "Beside \(baseline.card.name)@\(baseline.card.version)\(aliases(of: baseline)): \(first.name) "
          + "\(Digits.text(first.value / scale, digits: 3)) instead of \(Digits.text(other.value / scale, digits: 3)) \(unit), each in its own training."
      )
    }
    return sentences
  }

  private func aliases(of version: ModelVersion) -> String {
    version.aliases.isEmpty ? "" : " (\(version.aliases.joined(separator: ", ")))"
  }

  private var warnings: [String] {
    var sentences: [String] = []
    if let judged, !judged.learnedFrom.isEmpty {
      sentences.append(
        "It has learned from \(Digits.list(judged.learnedFrom)): all figures here are of memory, and too good. Name other data."
      )
    } else if let note = judged?.table.seenUnitsNote {
      sentences.append(note + ".")
    }
    if let held = line("in the 90 % interval"), let lower = held.lower, let upper = held.upper,
      !(lower...max(lower, upper)).contains(0.9)
    {
      sentences.append(
        held.value < 0.9
          ? "Its intervals are too narrow for these units: they promise 90 % and hold \(Digits.percent(held.value))."
          : "Its intervals are wider than need be: they promise 90 % and hold \(Digits.percent(held.value))."
      )
    }
    if judged == nil, model != nil {
      sentences.append(
        "No data are named: only what its training has left is shown. Name data that it has not learned from with --data to see how it "
          + "foretells them.")
    }
    if let card, card.isArchived { sentences.append("The version is archived.") }
    return sentences
  }

  // MARK: - Tables

  func addScores(_ draft: inout PageDraft) {
    guard !lines.isEmpty else { return }
    var head = ["figure", "unit", "value", "95 % interval"]
    let others = judged == nil ? baseline?.card.content.scores ?? [] : []
    if let baseline, !others.isEmpty {
      head.append("\(baseline.card.name)@\(baseline.card.version)")
    }
    let table = FigureTable(
      head: head, texts: 2,
      rows: lines.map { line in
        let (scale, unit) = shown(line.unit)
        var cells = [
          line.name, unit, Digits.text(line.value / scale),
          Digits.interval(line.lower.map { $0 / scale }, line.upper.map { $0 / scale }),
        ]
        if head.count > 4 {
          cells.append(
            Digits.text(others.first { $0.name == line.name }.map { $0.value / scale }))
        }
        return cells
      })
    draft.addSection(
      "Scores",
      note: judged == nil
        ? "As its training found them, on units that were left out. Versions were judged each on its own data, so small differences mean little."
        : "As `fettle score` gives them. Intervals come from units drawn again, 95 %.",
      [table.table])
  }

  func addOrigin(_ draft: inout PageDraft) {
    var rows: [[String]] = []
    if let content = card?.card.content, let card {
      rows += [
        ["version", "\(card.card.name)@\(card.card.version)"],
        ["aliases", card.aliases.isEmpty ? "none" : card.aliases.joined(separator: ", ")],
        ["SHA-256", card.card.sha256], ["fingerprint of the data", content.dataFingerprint],
        ["made by", "\(content.createdBy), version \(content.codeVersion)"],
      ]
      if !content.parents.isEmpty {
        rows.append(["made from", content.parents.joined(separator: ", ")])
      }
      rows += card.card.files.map { ["file", "\($0.name), \($0.bytes) bytes"] }
      rows += card.history.map { entry in
        var text = entry.action.rawValue
        if let alias = entry.alias { text += " to \(alias)" }
        if let previous = entry.previous { text += ", before version \(previous)" }
        if let reason = entry.reason, !reason.isEmpty { text += ": \(reason)" }
        if let by = entry.by { text += " (\(by))" }
        return ["history", text]
      }
    }
    if let model {
      rows.append([
        "reads",
        model.inputs.map { $0.name + ($0.unit.map { " [\($0)]" } ?? "") }.joined(separator: ", "),
      ])
      if model.cap.isFinite, model.question == .remainingLife {
        let (scale, unit) = shown(model.target.unit)
        rows.append(["longest life taught", "\(Digits.text(model.cap / scale, digits: 3)) \(unit)"])
      }
    }
    draft.addSection(
      "Where it comes from", [FigureTable(head: ["", ""], texts: 2, rows: rows).table])
    draft.addFooter(
      [
        "Shown by Fettle \(version)."
          + (judged == nil ? "" : " Chances and intervals are those of the model's calibration.")
      ], commands: [command])
  }
}
