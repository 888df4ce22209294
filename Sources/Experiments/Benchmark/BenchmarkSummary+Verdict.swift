/// The verdict of a benchmark.
extension BenchmarkSummary {
  /// The best arm, by how much, and how sure that is: in one sentence.
  func sentence(_ comparison: ExperimentSummary) -> String {
    guard let best, let leader = arms.first(where: { $0.arm == best }) else {
      let named = arms.filter { $0.isBroken && $0.arm != perfect }.map(\.arm)
      return named.isEmpty
        ? "Nothing to judge: \(objective) has no value"
        : "None can be chosen: \(Verdict.list(named)) \(named.count == 1 ? "breaks" : "break") a condition"
    }
    var parts: [String] = []
    if best == baseline {
      parts.append(
        "Keep \(baseline): no arm that can be chosen has \(maximized ? "more" : "less") \(objective)"
      )
      parts.append(chance(leader))
    } else if let difference = comparison.difference(in: objective, of: best) {
      let isClear = difference.significant
      let amount = VerdictWords.amount(of: difference, unit: unit)
      if isClear {
        parts.append(
          "Better: \(best) \(maximized ? "raises" : "lowers") \(objective) by \(amount) against "
            + "\(baseline)")
      } else {
        parts.append(
          "Undecided: \(best) has the \(maximized ? "most" : "least") \(objective), but the "
            + "difference from \(baseline) may be chance")
      }
      parts.append(chance(leader))
      if let gap = leader.gapClosed, let perfect {
        parts.append("it closes \(VerdictWords.share(gap)) of the gap to \(perfect)")
      }
    }
    let rivals = arms.filter { $0.arm != best && $0.chanceOfBeingBest ?? 0 >= 0.05 }
      .map { "\($0.arm) (\(VerdictWords.percent($0.chanceOfBeingBest ?? 0)))" }
    if !rivals.isEmpty { parts.append("\(Verdict.list(rivals, "or")) may be as good") }
    let broken = arms.filter { $0.isBroken && $0.arm != perfect }.map(\.arm)
    if !broken.isEmpty {
      parts.append("\(Verdict.list(broken)) \(broken.count == 1 ? "breaks" : "break") a condition")
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func chance(_ arm: ArmEntry) -> String {
    guard let chance = arm.chanceOfBeingBest else { return "" }
    return "it is best with a chance of \(VerdictWords.percent(chance))"
  }
}
