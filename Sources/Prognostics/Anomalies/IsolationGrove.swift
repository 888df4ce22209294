import EventKernel

/// The trees of an ``IsolationForest`` while they grow.
struct IsolationGrove {
  private let rows: [[Double]]
  private let sample: Int
  private let deepest: Int
  private(set) var roots: [Int] = []
  private(set) var features: [Int] = []
  private(set) var cuts: [Double] = []
  private(set) var children: [Int] = []
  private(set) var depths: [Double] = []
  /// All places of rows; the first of them are the sample of a tree.
  private var order: [Int]
  /// The depth of rows without any order, by how many they are.
  private let expected: [Double]

  init(_ rows: [[Double]], sample: Int) {
    self.rows = rows
    self.sample = sample
    order = Array(rows.indices)
    // The depth at which a tree of all rows would be even.
    var deepest = 0
    while 1 << deepest < sample { deepest += 1 }
    self.deepest = deepest
    var (expected, harmonic) = ([0.0, 0.0], 0.0)
    for count in 2...max(2, sample) {
      harmonic += 1 / Double(count - 1)
      expected.append(2 * harmonic - 2 * Double(count - 1) / Double(count))
    }
    self.expected = expected
  }

  /// Grows a tree from a new sample.
  mutating func grow(using stream: inout RandomStream) {
    for place in 0..<sample {
      order.swapAt(place, place + Int(stream.uniform() * Double(rows.count - place)))
    }
    let root = add(count: sample)
    roots.append(root)
    split(root, order[..<sample], depth: 0, using: &stream)
  }

  private mutating func add(count: Int) -> Int {
    features.append(-1)
    cuts.append(0)
    children.append(0)
    depths.append(expected[count])
    return features.count - 1
  }

  private mutating func split(
    _ node: Int, _ places: ArraySlice<Int>, depth: Int, using stream: inout RandomStream
  ) {
    guard places.count > 1, depth < deepest, let first = places.first else { return }
    // Only features that differ can cut.
    var (low, high) = (rows[first], rows[first])
    for place in places {
      for feature in low.indices {
        low[feature] = min(low[feature], rows[place][feature])
        high[feature] = max(high[feature], rows[place][feature])
      }
    }
    let cuttable = low.indices.filter { low[$0] < high[$0] }
    guard !cuttable.isEmpty else { return }
    let feature = cuttable[Int(stream.uniform() * Double(cuttable.count))]
    var cut = low[feature] + stream.uniform() * (high[feature] - low[feature])
    // Where rounding puts it on the lowest value nothing would lie below.
    if cut <= low[feature] { cut = high[feature] }
    let below = places.filter { rows[$0][feature] < cut }
    let above = places.filter { rows[$0][feature] >= cut }
    features[node] = feature
    cuts[node] = cut
    let child = add(count: below.count)
    _ = add(count: above.count)
    children[node] = child
    split(child, below[...], depth: depth + 1, using: &stream)
    split(child + 1, above[...], depth: depth + 1, using: &stream)
  }
}
