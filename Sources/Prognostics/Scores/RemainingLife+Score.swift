/// How well a distribution foretold what came.
extension RemainingLife {
  /// The continuous ranked probability score, in the unit of time; 0 is perfect.
  ///
  ///     ∫₀^y F(t)² dt + ∫_y^∞ S(t)² dt
  ///
  /// For a life that was censored at y only the first part counts: to have expected the failure before. For a
  /// certain life the score is |life - y|. The second integral ends at the later of horizon and y: what a
  /// distribution leaves open beyond its horizon does not count against it.
  ///
  /// Sources: T. Gneiting, A. E. Raftery, *JASA* 102, 2007, eq. 20; A. Avati, T. Duan, S. Zhou, K. Jung, N. H. Shah,
  /// A. Y. Ng, "Countdown regression: sharp and calibrated survival predictions", UAI 2019 (censored lives).
  ///
  /// - Parameters:
  ///   - life: y, how long the unit was seen to last.
  ///   - isCensored: Whether it was still running then.
  /// - Returns: The score.
  public func rankedProbabilityScore(_ life: Double, isCensored: Bool = false) -> Double {
    var (time, share, score) = (0.0, 1.0, 0.0)
    // ∫ of the square of a line from a to b over a width: width (a² + a b + b²)/3.
    func add(until end: Double, _ next: Double) {
      guard end > time else { return }
      let middle = min(max(life, time), end)
      let between = share + (middle - time) / (end - time) * (next - share)
      let (a, b, c) = (1 - share, 1 - between, between)
      score += (middle - time) * (a * a + a * b + b * b) / 3
      guard !isCensored else { return }
      score += (end - middle) * (c * c + c * next + next * next) / 3
    }
    for place in times.indices {
      add(until: times[place], place == 0 ? 1 : survival[place])
      (time, share) = (times[place], survival[place])
    }
    add(until: max(life, time), share)
    return score
  }
}
