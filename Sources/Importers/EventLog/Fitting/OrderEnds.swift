import DistributionFitting

/// Which orders began within a log, and which are finished, though nobody says so.
///
/// An order of which nothing is heard any more is finished, or it waits. The longer the silence, the more
/// likely it is finished: with the chance p that the last step ends an order, and the share S(s) of waits
/// that are longer than the silence s, it is p / (p + (1 - p) S(s)). The same holds backwards for the first
/// step and the time since the log began. The chances of the steps and the waits are estimated in turn, each
/// given the other, until they agree.
///
/// Source: a mixture model with a share that never comes back, as J. P. Sy, J. M. G. Taylor, "Estimation in
/// a Cox proportional hazards cure model", *Biometrics* 56, 2000, 227–236, here with steps in the place
/// of covariates and the waits of all steps together.
struct OrderEnds: Sendable {
  /// For each order the chance that its first report is its beginning; 0 for one without stays.
  var begun: [Double]
  /// For each order the chance that it is finished.
  var finished: [Double]
  /// The waits between stays of an order, in seconds.
  var waits: ProductLimit

  /// How much a step leans on all others, in stays.
  private static let weightOfAll = 2.0
  private static let rounds = 30

  /// Works out the chances from what was reported between two moments.
  init(_ stays: StayList, from begin: Double, to end: Double) {
    var seen: [(value: Double, weight: Double)] = []
    var visits = [Double](repeating: 0, count: stays.steps.count)
    for order in stays.byOrder {
      for stay in order { visits[stay.step] += 1 }
      for (before, after) in zip(order, order.dropFirst()) {
        seen.append((max(0, after.start - before.end), 1))
      }
    }
    let first = stays.byOrder.map { order in
      order.first.map { (step: $0.step, silence: max(0, $0.start - begin)) }
    }
    let last = stays.byOrder.map { order in
      order.max { $0.end < $1.end }.map { (step: $0.step, silence: max(0, end - $0.end)) }
    }
    begun = first.map { $0 == nil ? 0 : 0.5 }
    finished = begun
    waits = ProductLimit(ended: seen, lost: [])
    for _ in 0..<OrderEnds.rounds {
      let lost = zip(first + last, begun + finished).compactMap { end, chance in
        end.map { (value: $0.silence, weight: 1 - chance) }
      }
      waits = ProductLimit(ended: seen, lost: lost)
      begun = OrderEnds.chances(first, begun, visits, waits)
      finished = OrderEnds.chances(last, finished, visits, waits)
    }
  }

  /// The chances that ends are ends, given those of the round before.
  private static func chances(
    _ ends: [(step: Int, silence: Double)?], _ before: [Double], _ visits: [Double],
    _ waits: ProductLimit
  ) -> [Double] {
    let mean = before.reduce(0, +) / max(1, visits.reduce(0, +))
    var ending = [Double](repeating: 0, count: visits.count)
    for (end, chance) in zip(ends, before) {
      if let end { ending[end.step] += chance }
    }
    return ends.map { end in
      guard let end else { return 0 }
      let share =
        (ending[end.step] + weightOfAll * mean) / (visits[end.step] + weightOfAll)
      return share / (share + (1 - share) * waits.survival(at: end.silence))
    }
  }
}
