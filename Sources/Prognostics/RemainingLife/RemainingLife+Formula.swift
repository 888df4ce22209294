extension RemainingLife {
  /// A distribution from a formula for its survival.
  ///
  /// It is known at the times at which the survival passes those of ``usualProbabilities``, to nine digits. Where it
  /// stops falling before the last of them, as where a unit may never fail, the horizon is ten times the last that
  /// it passes.
  ///
  /// - Parameters:
  ///   - scale: A time of the order of the lives, > 0.
  ///   - survival: P(life > t), falling from 1 at 0.
  /// - Complexity: Some thirty questions a probability.
  init(scale: Double, survival: (Double) -> Double) {
    var (times, shares, step) = ([0.0], [1.0], scale / 64)
    for probability in RemainingLife.usualProbabilities.dropFirst().dropLast() {
      let (level, before) = (1 - probability, times[times.count - 1])
      var (low, high, share) = (before, before + step, survival(before))
      while true {
        let next = survival(high)
        guard next > level else { break }
        guard next <= share, high < 1e6 * scale else {
          // From here on it falls no further, or not in any time that counts.
          let end = 10 * max(before, scale)
          times.append(end)
          shares.append(max(0, min(shares[shares.count - 1], survival(end))))
          self.init(unchecked: times, shares)
          return
        }
        step *= 2
        (low, high, share) = (high, high + step, next)
      }
      while high - low > 1e-9 * high {
        let middle = (low + high) / 2
        guard middle > low, middle < high else { break }
        if survival(middle) > level { low = middle } else { high = middle }
      }
      times.append(high)
      shares.append(level)
      step = max(1.5 * (high - before), 1e-6 * scale)
    }
    // The first and the last thousandth take as long as the ones next to them.
    let count = times.count
    times[0] = max(0, 2 * times[1] - times[2])
    times.append(2 * times[count - 1] - times[count - 2])
    shares.append(0)
    self.init(unchecked: times, shares)
  }
}
