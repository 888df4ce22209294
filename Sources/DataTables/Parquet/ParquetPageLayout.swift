/// How the rows of a column are cut into pages, and what stands before the values of each.
///
/// Levels say which values are missing and where lists begin. Source: *Parquet format*, `README.md`,
/// "Nested Encoding" and "Data Pages".
struct ParquetPageLayout {
  /// The rows, and the values that they have, of one page.
  struct Page: Hashable {
    var rows: Range<Int>
    var values: Range<Int>
    /// How many levels: one for each value, each missing one, each missing list.
    var levelCount: Int
  }

  /// The most rows and the most bytes of a page.
  static let mostRows = 1 << 16
  static let mostBytes = 1 << 20

  private(set) var pages: [Page] = []
  private let isPresent: [Bool]?
  private let isOptional: Bool
  /// How many values a row has: 1, or the length of a list.
  private let length: Int
  private let isList: Bool

  /// Lays out a column.
  init(_ column: TableColumn) {
    isPresent = column.isPresent
    isOptional = column.description.isOptional
    var mostRows = ParquetPageLayout.mostRows
    if case .float32List(_, let length) = column.values {
      self.length = length
      isList = true
      mostRows = min(mostRows, max(1, ParquetPageLayout.mostBytes / 4 / length))
    } else {
      length = 1
      isList = false
    }
    var begin = 0
    var value = 0
    while begin < column.values.count {
      var end = min(begin + mostRows, column.values.count)
      if case .text(let texts) = column.values {
        end = ParquetPageLayout.end(of: texts, from: begin, to: end)
      }
      let count = isPresent.map { $0[begin..<end].count { $0 } } ?? (end - begin)
      pages.append(
        Page(
          rows: begin..<end, values: value..<value + count * length,
          levelCount: count * length + (end - begin - count)))
      begin = end
      value += count * length
    }
  }

  /// The row before which texts have filled a page.
  private static func end(of texts: [String], from begin: Int, to end: Int) -> Int {
    var bytes = 0
    for row in begin..<end {
      bytes += texts[row].utf8.count + 4
      if bytes > mostBytes, row > begin { return row }
    }
    return end
  }

  /// Appends the levels of a page.
  func appendLevels(_ page: Page, to bytes: inout [UInt8]) {
    if isList { appendListLevels(page, to: &bytes) }
    guard isOptional, !isList else { return }
    ParquetPageLayout.appendBehindLength(to: &bytes) { bytes in
      guard page.values.count < page.rows.count, let isPresent else {
        RunLengthEncoder.appendRun(of: 1, count: page.rows.count, width: 1, to: &bytes)
        return
      }
      let levels = page.rows.map { isPresent[$0] ? 1 as UInt32 : 0 }
      RunLengthEncoder.append(levels.span, width: 1, to: &bytes)
    }
  }

  private func appendListLevels(_ page: Page, to bytes: inout [UInt8]) {
    var repetitions: [UInt32] = []
    var definitions: [UInt32] = []
    for row in page.rows {
      repetitions.append(0)
      guard isPresent?[row] != false else {
        definitions.append(0)
        continue
      }
      for _ in 1..<length { repetitions.append(1) }
      // In an optional list, level 1 would be an empty one.
      for _ in 0..<length { definitions.append(isOptional ? 2 : 1) }
    }
    ParquetPageLayout.appendBehindLength(to: &bytes) {
      RunLengthEncoder.append(repetitions.span, width: 1, to: &$0)
    }
    ParquetPageLayout.appendBehindLength(to: &bytes) {
      RunLengthEncoder.append(definitions.span, width: isOptional ? 2 : 1, to: &$0)
    }
  }

  private static func appendBehindLength(
    to bytes: inout [UInt8], _ body: (inout [UInt8]) -> Void
  ) {
    var content: [UInt8] = []
    body(&content)
    bytes.append(littleEndian: UInt32(content.count))
    bytes += content
  }
}
