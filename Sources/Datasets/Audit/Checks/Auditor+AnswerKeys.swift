#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A value of a column that is met almost only with the rare class.
struct AnswerKey {
  var column: Int
  /// The value, as text.
  var value: String
  /// The rows that have it.
  var rows: [Int32]
  /// How many of them have the rare class.
  var hits: Int
}

extension Auditor {
  /// The share of the rare class from which a value says it.
  static let answerShare = 0.99

  /// Looks for values that are met almost only with the rare class, far more often than chance would have it.
  ///
  /// With a share q of the class, k hits of n rows have by chance at most the probability exp(-n KL(k/n, q)), where KL
  /// is the divergence of Kullback and Leibler (Chernoff's bound); it must be below 10⁻⁹.
  mutating func lookForAnswerKey(_ index: Int, _ codes: ColumnCodes, _ goal: AuditTarget) {
    guard let classes = goal.classes, let rare = goal.rareClass else { return }
    let share = Double(goal.counts[rare]) / Double(goal.counts.reduce(0, +))
    var rows = [Int](repeating: 0, count: codes.count)
    var hits = rows
    for (row, code) in codes.codes.enumerated() where code >= 0 && classes[row] >= 0 {
      rows[Int(code)] += 1
      if classes[row] == rare { hits[Int(code)] += 1 }
    }
    for code in rows.indices where rows[code] >= 10 {
      let rate = Double(hits[code]) / Double(rows[code])
      guard rate >= Auditor.answerShare else { continue }
      let miss = rate < 1 ? (1 - rate) * log((1 - rate) / (1 - share)) : 0
      guard Double(rows[code]) * (rate * log(rate / share) + miss) >= 9 * log(10) else { continue }
      let members = codes.codes.indices.filter { codes.codes[$0] == code && classes[$0] >= 0 }
      guard isOfManyUnits(members) else { continue }
      answerKeys.append(
        AnswerKey(
          column: index, value: columns[index].text(Int(codes.firstRows[code])),
          rows: members.map { Int32($0) }, hits: hits[code]))
    }
  }

  /// Whether rows come from at least five units, so that they are not one event told many times.
  private func isOfManyUnits(_ rows: [Int]) -> Bool {
    guard let units else { return true }
    var met: Set<Int32> = []
    for row in rows {
      met.insert(units.codes[row])
      if met.count >= 5 { return true }
    }
    return false
  }

  /// Tells the values that give the rare class away, and how many of its rows they name together.
  mutating func tellAnswerKeys() {
    guard let goal, let rare = goal.rareClass, let classes = goal.classes else { return }
    // What tells both classes is told as leakage already.
    let leaking = Set(findings.filter { $0.check == .leakage }.compactMap(\.columns.first))
    let keys = answerKeys.filter { !leaking.contains(columns[$0.column].name) }
    guard !keys.isEmpty else { return }
    var named: Set<Int32> = []
    for key in keys {
      for row in key.rows where classes[Int(row)] == rare { named.insert(row) }
      let name = columns[key.column].name
      note(
        AuditFinding(
          .error, .answerKey, [name, goal.name], place: place(Int(key.rows.first ?? 0)),
          count: key.rows.count, measure: Double(key.hits) / Double(key.rows.count),
          values: [key.value],
          "where \(AuditWords.quoted(name)) is \(key.value), \(AuditWords.quoted(goal.name)) is "
            + "\(goal.classNames[rare]) in \(key.hits == key.rows.count ? "all" : "\(key.hits) of") "
            + "\(key.rows.count) rows"))
    }
    guard keys.count > 1 else { return }
    let left = goal.counts[rare] - named.count
    note(
      AuditFinding(
        .note, .answerKey, keys.map { columns[$0.column].name }, count: named.count,
        "together such values name \(named.count) of the \(goal.counts[rare]) rows in which "
          + "\(AuditWords.quoted(goal.name)) is \(goal.classNames[rare])"
          + (left > 0 ? "; \(left) have another cause, or a wrong label" : "")))
  }
}
