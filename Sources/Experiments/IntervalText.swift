/// Intervals as text.
public enum IntervalText {
  /// `117.9 … 118.9`.
  public static func ends(_ lower: Double, _ upper: Double, decimals: Int) -> String {
    NumberText.fixed(lower, decimals: decimals) + " … "
      + NumberText.fixed(upper, decimals: decimals)
  }

  /// `117.9 … 118.9`, with as many decimals as the width asks for; one number where both ends read the
  /// same.
  public static func ends(_ lower: Double, _ upper: Double) -> String {
    let decimals = NumberText.decimals(
      mean: (lower + upper) / 2, halfWidth: (upper - lower) / 2)
    let low = NumberText.fixed(lower, decimals: decimals)
    return low == NumberText.fixed(upper, decimals: decimals)
      ? low : ends(lower, upper, decimals: decimals)
  }

  /// `118.4 ± 0.5`; `–` without a value.
  public static func meanAndHalfWidth(_ entry: RunSummary.Entry?) -> String {
    guard let entry, let value = entry.mean else { return "–" }
    let decimals = NumberText.decimals(mean: value, halfWidth: entry.halfWidth)
    let mean = NumberText.fixed(value, decimals: decimals)
    guard let halfWidth = entry.halfWidth, halfWidth > 0 else { return mean }
    return mean + " ± " + NumberText.fixed(halfWidth, decimals: decimals)
  }

  /// A mean with the decimals that its half-width asks for; `–` without one.
  public static func mean(_ entry: RunSummary.Entry?) -> String {
    guard let entry, let mean = entry.mean else { return "–" }
    return NumberText.fixed(
      mean, decimals: NumberText.decimals(mean: mean, halfWidth: entry.halfWidth))
  }
}
