import DataTables

extension Auditor {
  private func mayDrift(_ index: Int) -> Bool {
    profiles[index].role == .feature || profiles[index].role == .target
  }

  /// Compares the numbers of the splits.
  mutating func lookForDrift(_ index: Int, _ numbers: [Double]) {
    guard splits != nil, mayDrift(index), columns[index].values.type != .timestamp else { return }
    let training = part(0, numbers)
    guard !training.sample.values.isEmpty else { return }
    let ends = StabilityIndex.ends(training.sample)
    let counts = StabilityIndex.counts(training.sample, ends: ends) + [training.missing]
    for split in 1..<splitNames.count {
      let other = part(split, numbers)
      guard !other.sample.values.isEmpty else { continue }
      let change = StabilityIndex(
        counts, StabilityIndex.counts(other.sample, ends: ends) + [other.missing])
      let test = KolmogorovSmirnovTest(training.sample, other.sample)
      judge(
        AuditReport.Drift(
          column: profiles[index].name, from: splitNames[0], to: splitNames[split],
          stabilityIndex: change.value, distance: test.distance, pValue: test.pValue),
        chance: min(test.pValue, change.pValue))
    }
  }

  /// The numbers of a split, and how many are missing.
  private func part(_ split: Int, _ numbers: [Double]) -> (sample: SortedSample, missing: Int) {
    var (values, missing) = ([Double](), 0)
    for row in 0..<rowCount where splits?[row] == Int32(split) {
      if numbers[row].isNaN { missing += 1 } else { values.append(numbers[row]) }
    }
    return (SortedSample(values), missing)
  }

  /// Compares the texts of the splits.
  mutating func lookForDrift(_ index: Int, _ codes: ColumnCodes, _ counts: [Int]) {
    guard let splits, mayDrift(index), profiles[index].kind != .text else { return }
    let groups = codes.count + 1
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: groups), count: splitNames.count)
    for row in 0..<rowCount where splits[row] >= 0 {
      table[Int(splits[row])][codes.codes[row] < 0 ? codes.count : Int(codes.codes[row])] += 1
    }
    guard table[0].dropLast().contains(where: { $0 > 0 }) else { return }
    for split in 1..<splitNames.count {
      guard table[split].dropLast().contains(where: { $0 > 0 }) else { continue }
      lookForUnseen(index, codes, table[0], table[split], split)
      // Of many levels each is met too seldom to compare.
      guard codes.count <= 1_000 else { continue }
      let change = StabilityIndex(table[0], table[split])
      judge(
        AuditReport.Drift(
          column: profiles[index].name, from: splitNames[0], to: splitNames[split],
          stabilityIndex: change.value, distance: nil, pValue: change.pValue),
        chance: change.pValue)
    }
  }

  private mutating func lookForUnseen(
    _ index: Int, _ codes: ColumnCodes, _ training: [Int], _ other: [Int], _ split: Int
  ) {
    let unseen = (0..<codes.count).filter { training[$0] == 0 && other[$0] > 0 }
    guard !unseen.isEmpty else { return }
    let name = profiles[index].name
    let levels = unseen.map { columns[index].text(Int(codes.firstRows[$0])) }
    note(
      AuditFinding(
        profiles[index].role == .target ? .error : .warning, .unseenLevels, [name],
        count: unseen.reduce(0) { $0 + other[$1] }, values: levels,
        "\(AuditWords.quoted(name)) has \(AuditWords.list(levels)) in "
          + "\(AuditWords.quoted(splitNames[split])) and not in \(AuditWords.quoted(splitNames[0]))"
      ))
  }

  /// Keeps a change, and tells it where it is large and no chance.
  private mutating func judge(_ drift: AuditReport.Drift, chance: Double) {
    drifts.append(drift)
    guard drift.stabilityIndex >= thresholds.drift,
      chance * Double(columns.count) < thresholds.significance
    else { return }
    let distance = drift.distance.map { ", KS \(AuditWords.measure($0))" } ?? ""
    note(
      AuditFinding(
        .warning, .drift, [drift.column], measure: drift.stabilityIndex,
        values: [drift.from, drift.to],
        "\(AuditWords.quoted(drift.column)) differs between \(AuditWords.quoted(drift.from)) and "
          + "\(AuditWords.quoted(drift.to)): PSI \(AuditWords.measure(drift.stabilityIndex))\(distance)"
      ))
  }
}
