import DataTables

/// Cuts the rows of a table's part into windows, as they come.
///
/// A window has rows of one machine of one unit, and of one trajectory where there are any.
struct WindowCutter {
  /// What rows of a window have in common.
  private struct Stretch: Hashable {
    var unit: Int
    var machine: Int32
    var trajectory: Int32
  }

  /// The most rows without a gap that there were.
  private(set) var longest = 0
  private let layout: TensorLayout
  /// What arrays of all rows have of the rows that wait, by array.
  private var rows: [[UInt8]]
  /// What the others have of the last rows of windows, by array.
  private var lastRows: [[UInt8]]
  private var rowCount = 0
  private var runs: [TensorChunk.Run] = []
  private var stretch: Stretch?
  /// How many rows the stretch has had.
  private var stretchCount = 0
  /// The row that begins the first window of the stretch, and how many windows it has had, both since the last chunk.
  private var first = 0
  private var count = 0

  /// As many bytes as a chunk has at least, but the last one; windows that share rows take them along.
  private static let chunkSize = 1 << 18

  init(_ layout: TensorLayout) {
    self.layout = layout
    rows = layout.arrays.map { _ in [] }
    lastRows = layout.arrays.map { _ in [] }
  }

  /// Adds rows, as they are written.
  ///
  /// - Parameters:
  ///   - table: The rows, all of one unit.
  ///   - unit: The unit, from 0.
  mutating func add(_ table: ColumnarTable, unit: Int) {
    guard case .category(let machines, _) = table.columns[layout.machine].values else { return }
    var trajectories: [Int32]?
    if let column = layout.trajectory, case .int32(let numbers) = table.columns[column].values {
      trajectories = numbers
    }
    func stretch(_ row: Int) -> Stretch {
      Stretch(unit: unit, machine: machines[row], trajectory: trajectories?[row] ?? 0)
    }
    var from = 0
    while from < table.rowCount {
      let current = stretch(from)
      var to = from + 1
      while to < table.rowCount, stretch(to) == current { to += 1 }
      if current != self.stretch {
        endStretch()
        self.stretch = current
      }
      add(from..<to, of: table)
      from = to
    }
  }

  /// The windows that wait, where they are enough for a chunk.
  mutating func full() -> TensorChunk? {
    let size = rows.reduce(0) { $0 + $1.count } + lastRows.reduce(0) { $0 + $1.count }
    let shared = layout.length * layout.arrays.reduce(0) { $0 + ($1.isOfAllRows ? $1.rowSize : 0) }
    // Twice as much as is taken along, so that rows are not copied again and again.
    return size >= WindowCutter.chunkSize + 2 * shared ? take() : nil
  }

  /// The windows that wait, now that no rows come any more.
  mutating func rest() -> TensorChunk? {
    endStretch()
    return take()
  }

  /// The row that begins the next window, whether it is there or not.
  private var next: Int { first + count * layout.hop }

  private mutating func add(_ range: Range<Int>, of table: ColumnarTable) {
    for (index, array) in layout.arrays.enumerated() where array.isOfAllRows {
      array.append(range, of: table, to: &rows[index])
    }
    var lasts: [Int] = []
    let end = rowCount + range.count
    while next + layout.length <= end {
      lasts.append(range.lowerBound + next + layout.length - 1 - rowCount)
      count += 1
    }
    for (index, array) in layout.arrays.enumerated() where !array.isOfAllRows {
      array.append(lasts, of: table, to: &lastRows[index])
    }
    rowCount = end
    stretchCount += range.count
    longest = max(longest, stretchCount)
  }

  /// Ends the windows of the stretch and forgets the rows behind the last of them.
  private mutating func endStretch() {
    let end = count > 0 ? next - layout.hop + layout.length : first
    if count > 0 { runs.append(TensorChunk.Run(first: first, count: count)) }
    // Where windows lie apart, the first of the stretch may not have begun.
    keepRows(0..<min(end, rowCount))
    (first, count, stretchCount, stretch) = (rowCount, 0, 0, nil)
  }

  private mutating func keepRows(_ range: Range<Int>) {
    for (index, array) in layout.arrays.enumerated() where array.isOfAllRows {
      let bytes = range.lowerBound * array.rowSize..<range.upperBound * array.rowSize
      if bytes != rows[index].startIndex..<rows[index].endIndex {
        rows[index] = Array(rows[index][bytes])
      }
    }
    rowCount = range.count
  }

  /// Hands out the windows, and keeps the rows of those that are not whole; `nil` where none is.
  private mutating func take() -> TensorChunk? {
    if count > 0 { runs.append(TensorChunk.Run(first: first, count: count)) }
    var sizes: [Int] = []
    var bytes: [UInt8] = []
    for (index, array) in layout.arrays.enumerated() {
      let own = array.isOfAllRows ? rows[index] : lastRows[index]
      sizes.append(own.count)
      bytes += own
    }
    let chunk = TensorChunk(runs: runs, sizes: sizes, bytes: bytes)
    let kept = min(next, rowCount)
    let later = next - kept
    keepRows(kept..<rowCount)
    (first, count, runs) = (later, 0, [])
    for index in lastRows.indices { lastRows[index] = [] }
    return chunk.runs.isEmpty ? nil : chunk
  }
}
