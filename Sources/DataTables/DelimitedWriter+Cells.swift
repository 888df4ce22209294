extension DelimitedWriter {
  /// What appends the cell of a row.
  typealias CellWriter = (Int, inout [UInt8]) -> Void

  /// What appends the cells of a column.
  static func cells(_ values: ColumnValues) -> CellWriter {
    switch values {
    case .boolean(let values):
      return { $1 += values[$0] ? Array("true".utf8) : Array("false".utf8) }
    case .int32(let values): return { append(whole: Int64(values[$0]), to: &$1) }
    case .int64(let values): return { append(whole: values[$0], to: &$1) }
    case .float32(let values): return { append(number: values[$0], to: &$1) }
    case .float64(let values): return { append(number: values[$0], to: &$1) }
    case .timestamp(let values):
      // All alike, because readers take the first cell's form for that of all.
      return { PlantTime.append(values[$0], showsMicroseconds: true, to: &$1) }
    case .category(let codes, let levels):
      let cells = levels.map(cell)
      return { $1 += cells[Int(codes[$0])] }
    case .text(let values): return { $1 += cell(values[$0]) }
    case .float32List(let values, let length):
      return { row, bytes in
        bytes += Array((length == 1 ? "[" : "\"[").utf8)
        for index in row * length..<(row + 1) * length {
          if index > row * length { bytes += [Ascii.comma, Ascii.blank] }
          append(number: values[index], to: &bytes)
        }
        bytes += Array((length == 1 ? "]" : "]\"").utf8)
      }
    }
  }

  /// A text as a cell; an empty one in quotes, because an empty cell is a missing value.
  private static func cell(_ text: String) -> [UInt8] {
    text.isEmpty ? [Ascii.quote, Ascii.quote] : Array(DelimitedText.quoted(text).utf8)
  }

  private static func append(whole number: Int64, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: number.description.utf8)
  }

  /// Appends the shortest text that reads back as the number; `NaN`, `inf` and `-inf` as others do.
  private static func append(
    number: some BinaryFloatingPoint & LosslessStringConvertible, to bytes: inout [UInt8]
  ) {
    if number.isNaN {
      bytes += Array("NaN".utf8)
    } else {
      bytes.append(contentsOf: number.description.utf8)
    }
  }
}
