/// Whether the best system is the one with the largest or the smallest mean.
public enum SelectionGoal: String, Hashable, Sendable, CaseIterable {
  /// The largest mean is best, as for throughput.
  case maximum
  /// The smallest mean is best, as for cost.
  case minimum

  /// Whether one mean is better than another.
  public func isBetter(_ mean: Double, than other: Double) -> Bool {
    self == .maximum ? mean > other : mean < other
  }

  /// 1 for a maximum and -1 for a minimum: times this, more is better.
  var sign: Double { self == .maximum ? 1 : -1 }

  /// The index of the best of some values; in a tie the lowest.
  func best(of values: [Double]) -> Int {
    values.indices.dropFirst().reduce(0) { isBetter(values[$1], than: values[$0]) ? $1 : $0 }
  }
}
