/// What is said of a dataset in words.
extension DatasetReport {
  /// Fewer failures than this in a part are few to judge a model by.
  private static let fewFailures = 20

  func addFirstScreen(_ draft: inout PageDraft) {
    let units = counts.parts.reduce(0) { $0 + $1.units }
    draft.addHeader(
      data.title,
      outline: [
        "dataset", Digits.count(units, "unit", "units"),
        Digits.count(data.tables.count, "table", "tables"),
        counts.parts.map(\.name).joined(separator: ", "),
      ], question: "What is in this dataset, and is it enough to learn from and to judge by?")
    draft.addVerdict(claim, reasons: reasons, warnings: warnings)
    draft.addFigures(figures(units))
  }

  private var claim: String {
    guard counts.allFailures > 0, let first = counts.parts.first else {
      return "There are no failures: nothing can be learned of them."
    }
    let others = counts.parts.dropFirst().reduce(0) { $0 + $1.allFailures }
    guard counts.parts.count > 1 else {
      return "There are \(Digits.count(first.allFailures, "failure", "failures")), all in one part."
    }
    return "There are \(Digits.count(first.allFailures, "failure", "failures")) to learn from and "
      + "\(FigureText.grouped("\(others)")) to judge by."
  }

  private var reasons: [String] {
    var lines = [data.summary]
    if counts.modes.count > 1, let most = counts.modes.first {
      let number = counts.parts.reduce(0) { $0 + ($1.failures.first ?? 0) }
      lines.append(
        "\(Digits.percent(Double(number) / Double(max(1, counts.allFailures)))) of failures are those of \(most)."
      )
    }
    return lines
  }

  private var warnings: [String] {
    var lines: [String] = []
    for (place, part) in counts.parts.enumerated() where counts.allFailures > 0 {
      let isLearned = place == 0 && counts.parts.count > 1
      if part.allFailures == 0 {
        lines.append("The part \(part.name) has no failure: nothing can be said of one there.")
      } else if part.allFailures < DatasetReport.fewFailures {
        lines.append(
          "The part \(part.name) has only \(Digits.count(part.allFailures, "failure", "failures")): "
            + (isLearned
              ? "little to learn from." : "figures of a model there have wide intervals."))
      }
    }
    for (place, mode) in counts.modes.enumerated() where counts.parts.count > 1 {
      let missing = counts.parts.filter { $0.failures[place] == 0 && $0.allFailures > 0 }
      if !missing.isEmpty {
        lines.append("\(mode) never fails in \(Digits.list(missing.map(\.name))).")
      }
    }
    if counts.allLives > 0, 2 * counts.allCensored > counts.allLives {
      lines.append(
        "\(counts.allCensored) of \(counts.allLives) lives did not end by failure: how long they would have lasted is not known."
      )
    }
    return lines
  }

  private func figures(_ units: Int) -> [FigureCard] {
    let readings = counts.parts.reduce(0) { $0 + $1.readings }
    var figures = [
      FigureCard(
        "rows of readings", value: FigureText.grouped("\(readings)"),
        note: counts.parts.map { "\($0.name) \(FigureText.grouped("\($0.readings)"))" }
          .joined(separator: ", ")),
      FigureCard(
        "failures", value: FigureText.grouped("\(counts.allFailures)"),
        note: counts.parts.map { "\($0.name) \(FigureText.grouped("\($0.allFailures)"))" }
          .joined(separator: ", ")),
    ]
    if counts.allLives > 0 {
      let all = Double(counts.allLives)
      let ended = Double(counts.allLives - counts.allCensored)
      let (lower, upper) = DatasetReport.shareInterval(ended, of: all)
      figures.append(
        FigureCard(
          "lives that ended by failure", value: Digits.percent(ended / all),
          note: "\(Digits.percent(lower)) … \(Digits.percent(upper)) of lives made this way"))
    }
    if let median = counts.medianLife, let component = counts.component {
      let interval = Digits.interval(median.lower, median.upper)
      figures.append(
        FigureCard(
          "half of the lives of \(component) end by",
          value: Digits.text(median.value, digits: 3),
          unit: "h", note: interval.isEmpty ? "an end of its interval is beyond the data" : interval
        ))
    }
    return figures
  }

  /// The interval of 95 % of a share.
  ///
  /// Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", *JASA* 22, 1927, 209–212.
  static func shareInterval(_ count: Double, of all: Double) -> (lower: Double, upper: Double) {
    let z = 1.959963984540054
    let share = count / all
    let middle = (share + z * z / (2 * all)) / (1 + z * z / all)
    let reach =
      z * (share * (1 - share) / all + z * z / (4 * all * all)).squareRoot() / (1 + z * z / all)
    return (max(0, middle - reach), min(1, middle + reach))
  }

  // MARK: - Tables and origin

  func addTables(_ draft: inout PageDraft) {
    let content = data.tables.compactMap { name -> Markup? in
      guard let file = data.files.first(where: { $0.table == name }) else { return nil }
      let columns = FigureTable(
        head: ["column", "role", "unit", "meaning"], texts: 4,
        rows: file.columns.map { column in
          let meaning =
            column.meaning.hasPrefix("Label: ") ? column.meaning.dropFirst(7) : column.meaning[...]
          return [
            column.name, column.isLabel ? "label" : column.isSensor ? "sensor" : "",
            column.unit ?? "", String(meaning),
          ]
        })
      let paths = data.files.filter { $0.table == name }.map(\.path)
      return .element(
        "details",
        [
          .element("summary", "\(name): \(file.meaning)"),
          .element("p", ["class": "note"], paths.joined(separator: ", ")),
          columns.table,
        ])
    }
    draft.addSection(
      "Tables",
      note:
        "Labels know the future, or what nobody sees: they are to be foretold, and must not be looked at.",
      content)
  }

  func addOrigin(_ draft: inout PageDraft) {
    let making = data.making.isEmpty ? "The card does not say how it was made." : data.making
    draft.addFooter(
      [
        making,
        "The same command gives the same files. The interval of the median life is that of Brookmeyer and Crowley, that of "
          + "the share Wilson's, both of 95 %.",
      ], commands: [data.command].compactMap { $0 })
  }
}
