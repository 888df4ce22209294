/// The share that lasts longer, from weighted lives of which some were not over.
///
///     S(t) = ∏ (1 - d(u) / n(u)) over the times u ≤ t at which lives end
///
/// d(u) is the weight of what ends at u, n(u) that of what has lasted until u. Where a life ends and
/// another is censored at the same time, the one that ends comes first. The variance of ln S is Greenwood's
/// sum, which takes rows for independent: it is not given here.
///
/// Source: E. L. Kaplan, P. Meier, "Nonparametric estimation from incomplete observations", *JASA* 53, 1958,
/// 457–481.
public struct WeightedSurvival: Hashable, Sendable {
  /// The times at which the share falls, in order.
  public private(set) var times: [Double] = []
  /// The share after each of them.
  public private(set) var survival: [Double] = []

  /// A life: how long it was seen to last, and whether it ended then.
  struct Life {
    var time: Double
    var ended: Bool
    var weight: Double
  }

  /// Estimates the share.
  ///
  /// - Parameters:
  ///   - times: How long each was seen to last.
  ///   - ended: Whether it ended then.
  ///   - weights: Their weights, ≥ 0.
  public init(times: [Double], ended: [Bool], weights: [Double]) {
    precondition(times.count == ended.count && times.count == weights.count, "one of each a life")
    self.init(
      sorted: times.indices.map { Life(time: times[$0], ended: ended[$0], weight: weights[$0]) }
        .sorted { ($0.time, $0.ended ? 0 : 1, $0.weight) < ($1.time, $1.ended ? 0 : 1, $1.weight) })
  }

  /// Estimates the share from lives in the order of their times.
  init(sorted lives: [Life]) {
    // From the last on, so that what is left is a sum of what there is and not a difference.
    var atRisk = Array(repeating: 0.0, count: lives.count + 1)
    for place in lives.indices.reversed() {
      atRisk[place] = atRisk[place + 1] + lives[place].weight
    }
    var (share, place) = (1.0, 0)
    while place < lives.count {
      let (time, left) = (lives[place].time, atRisk[place])
      var ending = 0.0
      while place < lives.count, lives[place].time == time {
        if lives[place].ended { ending += lives[place].weight }
        place += 1
      }
      guard ending > 0 else { continue }
      share = place == lives.count && ending >= left ? 0 : share * max(0, 1 - ending / left)
      times.append(time)
      survival.append(share)
    }
  }

  /// The share that lasts longer than a time.
  public func survival(at time: Double) -> Double {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 1 : survival[low - 1]
  }

  /// The first time at which the share that has ended reaches a probability; infinity where none does.
  public func quantile(_ probability: Double) -> Double {
    for (time, share) in zip(times, survival) where 1 - share >= probability { return time }
    return .infinity
  }
}
