/// The part of trials with some outcome, and how far it lies from what is expected.
struct Share {
  private(set) var hits = 0
  private(set) var trials = 0

  mutating func add(_ isHit: Bool) {
    trials += 1
    if isHit { hits += 1 }
  }

  var value: Double { Double(hits) / Double(trials) }

  /// Standard errors from what is expected, which may have a standard error itself.
  func z(from expected: Double, standardError reference: Double = 0) -> Double {
    let variance = expected * (1 - expected) / Double(trials) + reference * reference
    return (value - expected) / variance.squareRoot()
  }
}
