extension Dictionary where Key: Comparable, Value == Double {
  /// The sum of all values, added in the order of their keys, so that it is the same to the bit each time.
  var total: Double { keys.sorted().reduce(0) { $0 + (self[$1] ?? 0) } }
}
