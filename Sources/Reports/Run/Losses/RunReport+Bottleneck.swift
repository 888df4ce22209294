import Experiments

/// The section about which station holds the others up.
extension RunReport {
  func bottlenecks(_ charts: inout ChartList) -> Markup {
    guard showsArms else { return .none }
    var content: [Markup] = []
    var note = ""
    for (arm, look) in zip(arms, looks) {
      guard case .success(let look?) = look, let shares = BottleneckShares(of: look, in: arm)
      else { continue }
      if note.isEmpty {
        let cut = shares.isCut ? ", as far as 500 000 changes of state go in each" : ""
        note = look.extent(of: summary.replicationsOfEach) + cut + "."
      }
      content += heading(of: arm)
      if content.isEmpty || content.count == 1 {
        content.insert(
          PageParts.legend([
            ("the only bottleneck", "#D55E00"), ("while the bottleneck shifts", "#E69F00"),
          ]), at: 0)
      }
      content.append(
        charts.add(
          Charts.bottlenecks(shares),
          label: "Bars of the share of time in which each station is the bottleneck"
            + (shares.pointsAhead == nil ? "" : ", with arrows between them")
            + "; the table below has the same figures",
          beside: TableBeside(row: ["station"], column: "kind", value: "from..to")))
      if let ahead = shares.pointsAhead { content.append(sentence(on: shares, ahead)) }
      content.append(bottleneckTable(shares))
    }
    guard !content.isEmpty else { return .none }
    return section(
      "Which station holds the line up",
      "At any moment the bottleneck is the station whose machine has been at work or down for longest "
        + "without a break. While two such stretches overlap, it shifts from one to the other, and the "
        + "time counts for both. \(note)",
      content)
  }

  private func sentence(on shares: BottleneckShares, _ ahead: [Bool]) -> Markup {
    .element(
      "p",
      "By blocking and starving the line is held up at \(Findings.list(shares.heldUp)): an arrow "
        + "points down the line where a station is blocked for longer than the next one is starved, "
        + "else back, and no arrow leads away from there.")
  }

  private func bottleneckTable(_ shares: BottleneckShares) -> Markup {
    let rows = shares.rows.enumerated().map { place, row -> Markup in
      var cells = [
        RunReport.measure(
          100 * row.share, row.lower.map { 100 * $0 }, row.upper.map { 100 * $0 }) + " %",
        FigureText.percent(row.alone), FigureText.percent(row.shifting),
        FigureText.percent(row.starved), FigureText.percent(row.blocked),
      ]
      if let ahead = shares.pointsAhead {
        cells.append(place < ahead.count ? (ahead[place] ? "↓ on" : "↑ back") : "")
      }
      return .element(
        "tr",
        [.element("th", ["scope": "row"], row.station)]
          + cells.map { .element("td", ["class": "number"], $0) }
      ).line
    }
    let head =
      ["station", "bottleneck", "alone", "shifting", "starved", "blocked"]
      + (shares.pointsAhead == nil ? [] : ["arrow to the next"])
    return table(head: head, texts: 1, rows: rows)
  }
}
