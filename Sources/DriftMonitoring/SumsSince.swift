/// Count, sum and sum of squares of the observations since a moment.
struct SumsSince: Hashable, Sendable {
  private(set) var count = 0
  private var sum = 0.0
  private var squares = 0.0

  /// Takes an observation.
  @inline(__always) mutating func add(_ value: Double) {
    count += 1
    sum += value
    squares += value * value
  }

  /// The change, where the observations before had mean 0 and standard deviation 1.
  var change: ChangeEstimate? {
    guard count > 0 else { return nil }
    let mean = sum / Double(count)
    let variance = max(0, squares - sum * mean) / Double(count - 1)
    return ChangeEstimate(
      count: count, shift: mean, spreadRatio: count > 4 ? variance.squareRoot() : nil)
  }
}
