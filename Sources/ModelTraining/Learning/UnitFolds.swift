import EventKernel

/// Parts of a table by whole units, for models that foretell rows of units that they have not seen.
struct UnitFolds {
  /// The fold of each row.
  let folds: [Int]
  /// How many there are.
  let count: Int

  /// Deals units out to folds: in the order of numbers drawn by the seed, one after the other.
  ///
  /// - Parameters:
  ///   - units: The unit of each row.
  ///   - wanted: How many folds, or as many as there are units.
  ///   - seed: The seed.
  init(_ units: [Int], folds wanted: Int, seed: UInt64) {
    let all = Array(Set(units)).sorted()
    let key = StreamKey(seed: seed, replication: 0, path: "units", purpose: "fold")
    let luck = all.map { unit -> UInt64 in
      var stream = RandomStream(key, ordinal: UInt64(unit))
      return stream.next()
    }
    let order = all.indices.sorted { (luck[$0], $0) < (luck[$1], $1) }
    count = min(wanted, all.count)
    var fold: [Int: Int] = [:]
    for (place, index) in order.enumerated() { fold[all[index]] = place % count }
    folds = units.map { fold[$0] ?? 0 }
  }
}
