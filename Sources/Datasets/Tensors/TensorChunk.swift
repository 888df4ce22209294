/// Some windows of a table's part, as bytes: each row stands there once, in however many windows it is.
struct TensorChunk: Sendable {
  /// Windows of rows without a gap: each begins a hop after the one before.
  struct Run: Hashable, Sendable {
    /// The first row of the first window, within the chunk.
    var first: Int
    /// How many windows there are.
    var count: Int
  }

  let runs: [Run]
  /// How many bytes each array takes, in order.
  let sizes: [Int]
  /// The bytes of the arrays, one behind the other: of all rows, or of the last row of each window.
  private(set) var bytes: [UInt8]

  /// How many windows there are.
  var count: Int { runs.reduce(0) { $0 + $1.count } }

  /// The same windows with other bytes: none while these are kept elsewhere, and later the same again.
  func with(bytes: [UInt8]) -> TensorChunk {
    var chunk = self
    chunk.bytes = bytes
    return chunk
  }

  /// Where the bytes of an array are.
  func place(of array: Int) -> Range<Int> {
    let first = sizes[..<array].reduce(0, +)
    return first..<first + sizes[array]
  }

  /// Where the bytes of an array's windows are, in order; windows that follow each other without sharing rows come
  /// together.
  func stretches(of array: Int, in layout: TensorLayout) -> [Range<Int>] {
    let place = place(of: array)
    guard layout.arrays[array].isOfAllRows else { return [place] }
    let row = layout.arrays[array].rowSize
    var stretches: [Range<Int>] = []
    for run in runs {
      let isWhole = layout.hop == layout.length
      let rows = isWhole ? run.count * layout.length : layout.length
      for window in 0..<(isWhole ? 1 : run.count) {
        let first = place.lowerBound + (run.first + window * layout.hop) * row
        stretches.append(first..<first + rows * row)
      }
    }
    return stretches
  }
}
