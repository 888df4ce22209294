/// Finds the waits between the steps of an order that neither a busy station nor its hours explain.
///
/// Long waits are seen less often than they come: one that begins late in the log lasts beyond its end. Each wait
/// stands for as many as began early enough for it to be seen. Source: inverse probability of censoring
/// weights, as G. A. Satten, S. Datta, "The Kaplan-Meier estimator as an inverse-probability-of-censoring weighted
/// average", *The American Statistician* 55, 2001, 207-210.
struct WaitFinder {
  /// The most waits for which one stands, lest a single one speak for all.
  private static let mostWeight = 5.0

  private let stays: StayList
  private let quiet: [QuietTimes]
  /// How long before the end of the log stays ended, in increasing order.
  private let left: [Double]

  init(_ fit: FactoryFit) {
    let all = fit.stays.all
    stays = fit.stays
    quiet = fit.stations.indices.map { place in
      QuietTimes(
        fit.stations[place], all.filter { $0.station == place }, from: fit.log.begin, to: fit.end)
    }
    left = all.map { fit.end - $0.end }.sorted()
  }

  /// For each step the waits before it, in seconds, each with its weight.
  func waits() -> [[(value: Double, weight: Double)]] {
    var waits = [[(value: Double, weight: Double)]](repeating: [], count: stays.steps.count)
    for order in stays.byOrder {
      for (before, after) in zip(order, order.dropFirst()) {
        waits[after.step].append((wait(before, after), weight(after.start - before.end)))
      }
    }
    return waits
  }

  private func wait(_ before: Stay, _ after: Stay) -> Double {
    // Where there is no quiet moment the queue, or a closed door, explains all of it.
    guard after.start > before.end,
      let least = quiet[after.station].last(before: after.start, after: before.end)
    else { return 0 }
    // It came after the last moment at which it would have been taken at once, and before it was.
    return (least + after.start) / 2 - before.end
  }

  /// For how many a gap stands: one over the share of stays that ended early enough for it to be seen.
  private func weight(_ gap: Double) -> Double {
    var (low, high) = (0, left.count)
    while low < high {
      let middle = (low + high) / 2
      if left[middle] < gap { low = middle + 1 } else { high = middle }
    }
    return min(WaitFinder.mostWeight, Double(left.count) / Double(max(1, left.count - low)))
  }
}
