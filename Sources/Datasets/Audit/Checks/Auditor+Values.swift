import DataTables

extension Auditor {
  /// Looks at the values of a column of numbers or of moments.
  mutating func lookAtNumbers(_ index: Int, _ sorted: SortedSample, _ numbers: [Double]) {
    lookForConstancy(index)
    tellIdentifier(index)
    let column = columns[index]
    guard [.number, .wholeNumber].contains(profiles[index].kind), profiles[index].role != .unit,
      profiles[index].role != .identifier
    else { return }
    let sentinels = SentinelSearch.sentinels(in: sorted)
    for sentinel in sentinels {
      let row = numbers.firstIndex(of: sentinel.value) ?? 0
      note(
        AuditFinding(
          sentinel.isPlain ? .warning : .note, .sentinel, [column.name], place: place(row),
          count: sentinel.count, values: [column.text(row)],
          "\(AuditWords.quoted(column.name)) is \(column.text(row)) in "
            + "\(AuditWords.count(sentinel.count, "row")), far from all its other values, first "
            + spot(row)))
    }
    guard profiles[index].role != .time else { return }
    lookForOutliers(index, sorted, numbers, Set(sentinels.map(\.value)))
  }

  private mutating func lookForOutliers(
    _ index: Int, _ sorted: SortedSample, _ numbers: [Double], _ sentinels: Set<Double>
  ) {
    let column = columns[index]
    guard profiles[index].distinct > 10 else { return }
    let scale = RobustScale(sorted)
    guard scale.spread > 0 else { return }
    let low = scale.center - thresholds.outlier * scale.spread
    let high = scale.center + thresholds.outlier * scale.spread
    var (count, furthest) = (0, Double.nan)
    var worst = 0
    for (row, number) in numbers.enumerated() where number < low || number > high {
      guard !sentinels.contains(number) else { continue }
      count += 1
      if furthest.isNaN || abs(scale.score(number)) > abs(scale.score(furthest)) {
        (furthest, worst) = (number, row)
      }
    }
    guard count > 0 else { return }
    let score = scale.score(furthest)
    note(
      AuditFinding(
        abs(score) >= Auditor.wildScore && count <= max(1, rowCount / 100) ? .warning : .note,
        .outliers, [column.name], place: place(worst), count: count, measure: abs(score),
        values: [AuditWords.figure(low), AuditWords.figure(high)],
        "\(AuditWords.quoted(column.name)) has \(AuditWords.count(count, "outlier")); the furthest is "
          + "\(column.text(worst)) (\(spot(worst))), \(AuditWords.figure(abs(score).rounded())) "
          + "spreads from the median \(AuditWords.figure(scale.center))"))
  }

  /// The score from which a few outliers are rather faults than extremes.
  static let wildScore = 100.0

  /// Tells a column that has one value, or almost.
  mutating func lookForConstancy(_ index: Int) {
    let profile = profiles[index]
    guard profile.count > 1, profile.role == .feature, let value = profile.commonest else { return }
    if profile.distinct == 1 {
      note(
        AuditFinding(
          .warning, .constant, [profile.name], values: [value],
          "\(AuditWords.quoted(profile.name)) is \(value) in all \(profile.count) rows"
            + (profile.missing > 0 ? " that have it" : "")))
      return
    }
    let share = Double(profile.commonestCount) / Double(profile.count)
    guard share >= thresholds.nearlyConstant else { return }
    note(
      AuditFinding(
        .note, .nearlyConstant, [profile.name],
        count: profile.count - profile.commonestCount, measure: share, values: [value],
        "\(AuditWords.quoted(profile.name)) is \(value) in all but "
          + "\(AuditWords.count(profile.count - profile.commonestCount, "row"))"))
  }

  /// Tells a column that only names its rows.
  mutating func tellIdentifier(_ index: Int) {
    let profile = profiles[index]
    guard profile.role == .identifier else { return }
    note(
      AuditFinding(
        .note, .identifier, [profile.name],
        "\(AuditWords.quoted(profile.name)) has another value in every row"
          + (profile.kind == .wholeNumber ? ", counting them" : "")))
  }

  /// Looks at the texts of a column.
  mutating func lookAtLevels(_ index: Int, _ codes: ColumnCodes, _ counts: [Int]) {
    lookForConstancy(index)
    tellIdentifier(index)
    let column = columns[index]
    guard profiles[index].kind != .text, codes.count <= 5_000 else { return }
    var spellings: [String: Int] = [:]
    for code in counts.indices {
      let text = column.text(Int(codes.firstRows[code]))
      let plain = String(text.lowercased().filter { $0.isLetter || $0.isNumber })
      guard !plain.isEmpty, let other = spellings.updateValue(code, forKey: plain) else { continue }
      let (rare, common) = counts[code] > counts[other] ? (other, code) : (code, other)
      spellings[plain] = common
      let row = Int(codes.firstRows[rare])
      let better = column.text(Int(codes.firstRows[common]))
      note(
        AuditFinding(
          .warning, .similarLevels, [column.name], place: place(row), count: counts[rare],
          values: [column.text(row), better],
          "\(AuditWords.quoted(column.name)) has \(AuditWords.quoted(column.text(row))) in "
            + "\(AuditWords.count(counts[rare], "row")) beside \(AuditWords.quoted(better))"))
    }
  }
}
