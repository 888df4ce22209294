import DataTables

extension Auditor {
  /// Looks whether a column of numbers alone tells the target.
  mutating func lookForLeakage(_ index: Int, _ numbers: [Double], _ sorted: SortedSample) {
    guard let goal, profiles[index].role == .feature || profiles[index].role == .identifier,
      profiles[index].distinct > 1 || profiles[index].missing > 0
    else { return }
    let groups = CrossFit(numbers: numbers, sorted: sorted)
    guard let classes = goal.classes else {
      var values = [groups.explainedVariance(goal.amounts)]
      values.append(RankAssociation.squaredCorrelation(numbers, goal.amounts))
      values.append(
        RankAssociation.squaredCorrelation(
          RankAssociation.ranks(numbers), RankAssociation.ranks(goal.amounts)))
      judge(index, "r_squared", values.compactMap { $0 }.max())
      lookForLockstep(index, numbers, goal)
      return
    }
    if goal.counts.count == 2 {
      var scores = numbers
      for row in scores.indices where classes[row] < 0 { scores[row] = .nan }
      let area = RankAssociation.area(scores) { classes[$0] == 1 }
      judge(
        index, "auc", [area.map { max($0, 1 - $0) }, groups.area(classes)].compactMap { $0 }.max())
      if profiles[index].distinct <= 50, let codes = ColumnCodes(columns[index]) {
        lookForAnswerKey(index, codes, goal)
      }
    } else {
      judge(
        index, "balanced_accuracy",
        groups.balancedAccuracy(classes, classCount: goal.counts.count))
    }
  }

  /// Looks whether a column of texts alone tells the target.
  mutating func lookForLeakage(_ index: Int, _ codes: ColumnCodes) {
    guard let goal, profiles[index].role == .feature, codes.count > 1 || profiles[index].missing > 0
    else { return }
    let groups = CrossFit(codes: codes)
    guard let classes = goal.classes else {
      judge(index, "r_squared", groups.explainedVariance(goal.amounts))
      return
    }
    if goal.counts.count == 2 {
      judge(index, "auc", groups.area(classes))
      if codes.count <= 50 { lookForAnswerKey(index, codes, goal) }
    } else {
      // A class for each value of a text is no classification.
      guard goal.counts.count <= 1_000 else { return }
      judge(
        index, "balanced_accuracy",
        groups.balancedAccuracy(classes, classCount: goal.counts.count))
    }
  }

  private mutating func judge(_ index: Int, _ measure: String, _ value: Double?) {
    guard let goal, let value else { return }
    let name = profiles[index].name
    associations.append(
      AuditReport.Association(column: name, measure: measure, value: value))
    let judged = min(profiles[index].count, goal.amounts.count { !$0.isNaN })
    guard value >= thresholds.leakage, judged >= 20 else { return }
    let words = ["auc": "AUC", "r_squared": "R²", "balanced_accuracy": "balanced accuracy"]
    note(
      AuditFinding(
        .error, .leakage, [name, goal.name], measure: value,
        "\(AuditWords.quoted(name)) alone tells \(AuditWords.quoted(goal.name)): "
          + "\(words[measure] ?? measure) \(AuditWords.measure(value))"))
  }

  /// Looks whether a column moves in step with an amount in every unit: always up, or always down.
  private mutating func lookForLockstep(_ index: Int, _ numbers: [Double], _ goal: AuditTarget) {
    guard let series, units != nil else { return }
    var judged = 0
    for unit in 0..<series.unitCount {
      var pairs: [(feature: Double, target: Double)] = []
      for place in series.starts[unit]..<series.starts[unit + 1] {
        let row = series.row(place)
        if numbers[row].isNaN || goal.amounts[row].isNaN { continue }
        pairs.append((numbers[row], goal.amounts[row]))
      }
      guard pairs.count >= 10 else { continue }
      pairs.sort { $0.target < $1.target }
      let isUp = pairs[0].feature < pairs[pairs.count - 1].feature
      for (one, next) in zip(pairs, pairs.dropFirst()) {
        guard one.target < next.target,
          isUp ? one.feature < next.feature : one.feature > next.feature
        else { return }
      }
      judged += 1
    }
    guard judged >= 2 else { return }
    let name = profiles[index].name
    note(
      AuditFinding(
        .warning, .knowsTheFuture, [name, goal.name], count: judged,
        "\(AuditWords.quoted(name)) moves in step with \(AuditWords.quoted(goal.name)) in every one of "
          + "\(judged) units, without an exception"))
  }
}
