/// A reference part in order, and a window of the latest observations counted against it.
///
/// Memory is asked for at the beginning only.
struct RankedWindow: Hashable, Sendable {
  /// The reference part; sorted once it is whole.
  private(set) var reference: [Double] = []
  let referenceCount: Int
  let windowCount: Int
  /// Values that part the reference: an observation lies in cell i where it is above i of them.
  private(set) var bounds: [Double] = []
  /// How many observations of the window lie in each cell.
  private(set) var counts: [Int] = []
  private var window: [Double] = []
  private var cells: [Int] = []
  private var next = 0
  private let boundCount: Int

  /// Creates an empty window.
  ///
  /// - Parameters:
  ///   - reference: How many observations are the reference part.
  ///   - window: How many the window holds.
  ///   - bounds: How many quantiles of the reference part the range; the whole reference where `nil`.
  init(reference: Int, window: Int, bounds: Int?) {
    referenceCount = reference
    windowCount = window
    boundCount = bounds ?? reference
    self.reference.reserveCapacity(reference)
    self.window.reserveCapacity(window)
    cells.reserveCapacity(window)
    self.bounds.reserveCapacity(boundCount)
    counts = [Int](repeating: 0, count: boundCount + 1)
  }

  /// Whether reference and window are full.
  var isFull: Bool { window.count == windowCount }

  /// Takes an observation; the oldest leaves a full window.
  mutating func take(_ value: Double) {
    if reference.count < referenceCount {
      reference.append(value)
      if reference.count == referenceCount { arrange() }
      return
    }
    let cell = cell(of: value)
    counts[cell] += 1
    if window.count < windowCount {
      window.append(value)
      cells.append(cell)
      return
    }
    counts[cells[next]] -= 1
    window[next] = value
    cells[next] = cell
    next = next + 1 == windowCount ? 0 : next + 1
  }

  private mutating func arrange() {
    reference.sort()
    for i in 1...boundCount {
      // All of them, or quantiles that leave equal counts between them.
      let rank =
        boundCount == referenceCount ? i - 1 : i * referenceCount / (boundCount + 1) - 1
      bounds.append(reference[rank])
    }
  }

  /// How many bounds lie below a value; at most `bounds.count`.
  func cell(of value: Double) -> Int {
    var (low, high) = (0, bounds.count)
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Empties the window, not the reference.
  mutating func clear() {
    window.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    next = 0
    for cell in counts.indices { counts[cell] = 0 }
  }

  /// How the window differs from the reference.
  var change: ChangeEstimate? {
    guard isFull else { return nil }
    let (mean, deviation) = RankedWindow.moments(reference)
    let (now, spread) = RankedWindow.moments(window)
    return ChangeEstimate(
      count: windowCount, shift: now - mean, spreadRatio: deviation > 0 ? spread / deviation : nil)
  }

  private static func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / (count - 1)).squareRoot())
  }
}
