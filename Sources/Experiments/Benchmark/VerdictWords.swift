/// Phrases of verdicts.
public enum VerdictWords {
  /// `97 %`; never 0 or 100 for what is neither.
  public static func percent(_ share: Double) -> String {
    let percent = (100 * share).rounded()
    if percent == 0, share > 0 { return "below 1 %" }
    if percent == 100, share < 1 { return "above 99 %" }
    return "\(NumberText.fixed(percent, decimals: 0)) %"
  }

  /// `71 % (66 … 76 %)`.
  public static func share(_ estimate: BenchmarkSummary.Estimate) -> String {
    let ends = IntervalText.ends(
      (100 * estimate.lower).rounded(), (100 * estimate.upper).rounded(), decimals: 0)
    return "\(NumberText.fixed(100 * estimate.mean, decimals: 0)) % (\(ends) %)"
  }

  /// The size of a difference without its sign: `12.1 to 14.3 %`, or in the unit.
  static func amount(of difference: ExperimentSummary.DifferenceEntry, unit: String) -> String {
    let isFraction = unit == "1"
    let relative = (difference.relativeLower, difference.relativeUpper)
    var ends = (difference.lower, difference.upper)
    var (scale, label) = (1.0, unit)
    if isFraction {
      (scale, label) = (100, "points")
    } else if relative.0 != nil, relative.1 != nil {
      (ends, scale, label) = (relative, 100, "%")
    }
    guard let lower = ends.0, let upper = ends.1 else {
      return "\(NumberText.shortest(abs(difference.mean))) \(unit)"
    }
    let sizes = [abs(scale * lower), abs(scale * upper)].sorted()
    let decimals = NumberText.decimals(
      mean: (sizes[0] + sizes[1]) / 2, halfWidth: (sizes[1] - sizes[0]) / 2)
    let (least, most) = (
      NumberText.fixed(sizes[0], decimals: decimals), NumberText.fixed(sizes[1], decimals: decimals)
    )
    if lower < 0, upper > 0 { return "up to \(most) \(label)" }
    return least == most ? "\(most) \(label)" : "\(least) to \(most) \(label)"
  }
}
