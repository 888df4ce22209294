import DataTables

extension Auditor {
  /// Looks at the order of the rows in time, and at the steps between them.
  mutating func lookAtTime() {
    guard let time, let series else { return }
    let times = columns[time].numbers()
    lookAtOrder(times)
    let steps = TimeSteps(times, series)
    guard let usual = steps.usual else { return }
    let name = columns[time].name
    lookForGaps(steps, usual, name)
    let odd = steps.share(where: { abs($0 - usual) > 0.1 * usual })
    let mixed = steps.unitsWithOtherStep(than: usual)
    if let first = mixed.first {
      let row = series.row(series.starts[first.unit])
      note(
        AuditFinding(
          .warning, .mixedSampling, [name], place: place(row), count: mixed.count,
          measure: first.step / usual,
          "\(AuditWords.count(mixed.count, "unit")) \(mixed.count == 1 ? "has" : "have") another step "
            + "than the usual \(words(of: usual)), first \(unitName(row)) with \(words(of: first.step))"
        ))
    } else if odd > thresholds.irregular {
      note(
        AuditFinding(
          .note, .irregularSampling, [name], measure: odd,
          "\(AuditWords.percent(odd)) of the steps of \(AuditWords.quoted(name)) differ by more than a "
            + "tenth from the usual \(words(of: usual))"))
    }
  }

  /// Looks for rows that are earlier than the row of their unit before them.
  private mutating func lookAtOrder(_ times: [Double]) {
    guard let time else { return }
    var last = [Double](repeating: -.infinity, count: max(units?.count ?? 1, 1))
    // The order of files says nothing.
    var begins = Set(loaded.parts.dropFirst().map(\.rows.lowerBound))
    var (count, first) = (0, -1)
    for row in 0..<rowCount {
      if begins.remove(row) != nil { last = last.map { _ in -.infinity } }
      if times[row].isNaN { continue }
      let unit = units.map { Int($0.codes[row]) } ?? 0
      guard unit >= 0 else { continue }
      if times[row] < last[unit] {
        count += 1
        if first < 0 { first = row }
      }
      last[unit] = times[row]
    }
    guard count > 0 else { return }
    let name = columns[time].name
    note(
      AuditFinding(
        .warning, .timeNotRising, [name], place: place(first), count: count,
        "\(AuditWords.quoted(name)) goes back in \(AuditWords.count(count, "row"))"
          + (units == nil ? "" : " of the same unit") + ", first \(spot(first))"))
  }

  private mutating func lookForGaps(_ steps: TimeSteps, _ usual: Double, _ name: String) {
    // Where steps vary, long ones are no gaps.
    guard steps.share(where: { abs($0 - usual) > 0.1 * usual }) <= 0.5 else { return }
    var (count, longest, row) = (0, 0.0, -1)
    for step in steps.all where step.length > thresholds.gap * usual {
      count += 1
      if step.length > longest { (longest, row) = (step.length, Int(step.row)) }
    }
    guard count > 0 else { return }
    note(
      AuditFinding(
        .note, .gaps, [name], place: place(row), count: count, measure: longest / usual,
        "\(AuditWords.count(count, "gap")) in \(AuditWords.quoted(name)), the longest "
          + "\(words(of: longest)) before \(spot(row)), where the usual step is "
          + words(of: usual)))
  }

  /// A length of time in words; of a count, the number.
  private func words(of length: Double) -> String {
    guard let time, case .timestamp = columns[time].values else {
      return AuditWords.figure(length)
        + (time.flatMap { columns[$0].description.unit }.map { " \($0)" } ?? "")
    }
    for (unit, seconds) in [("d", 86_400.0), ("h", 3_600), ("min", 60)] where length >= seconds {
      return "\(AuditWords.figure(length / seconds)) \(unit)"
    }
    return "\(AuditWords.figure(length)) s"
  }

  /// `unit '7'`.
  func unitName(_ row: Int) -> String {
    unit.map { "unit \(AuditWords.quoted(columns[$0].text(row)))" } ?? "the table"
  }

  // MARK: - Units

  /// Looks at how many rows the units have.
  mutating func lookAtUnits() {
    guard let unit, let series, let units else { return }
    let name = columns[unit].name
    let short = (0..<series.unitCount).filter {
      Double(series.starts[$0 + 1] - series.starts[$0]) < thresholds.shortUnit
    }
    if units.count == rowCount, rowCount > 1 {
      note(
        AuditFinding(
          .note, .shortUnits, [name], count: units.count,
          "every \(AuditWords.quoted(name)) has one row"))
    } else if let first = short.first {
      let row = series.row(series.starts[first])
      let length = series.starts[first + 1] - series.starts[first]
      note(
        AuditFinding(
          .note, .shortUnits, [name], place: place(row), count: short.count,
          "\(AuditWords.count(short.count, "unit")) of \(units.count) "
            + "\(short.count == 1 ? "has" : "have") fewer than "
            + "\(AuditWords.figure(thresholds.shortUnit)) rows, first \(unitName(row)) with \(length)"
        ))
    }
  }
}
