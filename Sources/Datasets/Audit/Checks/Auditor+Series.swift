extension Auditor {
  /// Looks at the order of a column's numbers within units.
  mutating func lookAtSeries(_ index: Int, _ numbers: [Double]) {
    guard let series, profiles[index].role == .feature || profiles[index].role == .target,
      profiles[index].distinct > 1
    else { return }
    profiles[index].lagOne = SeriesStatistics.lagOne(numbers, series)
    guard let longest = SeriesStatistics.longestRun(numbers, series) else { return }
    profiles[index].longestRun = longest.run.length
    lookForStuckRun(index, longest.run, longest.equalShare)
  }

  private mutating func lookForStuckRun(
    _ index: Int, _ run: SeriesStatistics.Run, _ equalShare: Double
  ) {
    let profile = profiles[index]
    guard [.number, .wholeNumber].contains(profile.kind), profile.role == .feature,
      profile.distinct > 10, profile.commonestCount * 2 < profile.count
    else { return }
    let unlikely = SeriesStatistics.unlikelyRun(
      rows: profile.count, equalShare: equalShare, chance: Auditor.chanceOfStuckRun)
    guard Double(run.length) >= max(thresholds.stuck, unlikely) else { return }
    note(
      AuditFinding(
        .warning, .stuck, [profile.name], place: place(run.row), count: run.length,
        values: [columns[index].text(run.row)],
        "\(AuditWords.quoted(profile.name)) stays at \(columns[index].text(run.row)) for \(run.length) rows "
          + "of \(unitName(run.row)), from \(spot(run.row))"))
  }

  /// How many runs as long as one that is told would be met by chance.
  static let chanceOfStuckRun = 1e-6

  /// Tells once that neighboring rows are alike.
  mutating func lookAtDependence() {
    let dependent = profiles.filter {
      $0.role == .feature && ($0.lagOne ?? 0) >= thresholds.dependence
    }
    let best = dependent.max { ($0.lagOne ?? 0) < ($1.lagOne ?? 0) }
    guard let best, let correlation = best.lagOne else { return }
    note(
      AuditFinding(
        .note, .dependentRows, dependent.map(\.name), measure: correlation,
        "neighboring rows\(units == nil ? "" : " of a unit") are alike in "
          + "\(AuditWords.count(dependent.count, "column")), most in \(AuditWords.quoted(best.name)): "
          + "autocorrelation \(AuditWords.measure(correlation)) at lag 1"))
  }
}
