extension ParquetFooter {
  /// The footer in bytes, without its length.
  func encoded() -> [UInt8] {
    var writer = ThriftCompactWriter()
    writer.structure { footer in
      footer.field(1, 2 as Int32)
      footer.list(2, of: .structure, schema) { writer, field in
        writer.structure { field.write(to: &$0) }
      }
      footer.field(3, rowCount)
      footer.list(4, of: .structure, Array(rowGroups.enumerated())) { writer, group in
        writer.structure { group.element.write(to: &$0, ordinal: group.offset) }
      }
      footer.list(5, of: .structure, metadata) { writer, pair in
        writer.structure {
          $0.field(1, pair.key)
          $0.field(2, pair.value)
        }
      }
      if let createdBy { footer.field(6, createdBy) }
      // Every column is ordered as its type says.
      footer.list(7, of: .structure, schema.filter { $0.type != nil }) { writer, _ in
        writer.structure { $0.field(1) { _ in } }
      }
    }
    return writer.bytes
  }
}

extension ParquetField {
  fileprivate func write(to writer: inout ThriftCompactWriter) {
    if let type { writer.field(1, type.rawValue) }
    if let repetition { writer.field(3, repetition.rawValue) }
    writer.field(4, name)
    if let childCount { writer.field(5, Int32(childCount)) }
    // The older names of text and list, for older readers.
    if meaning == .text { writer.field(6, 0 as Int32) }
    if meaning == .list { writer.field(6, 3 as Int32) }
    switch meaning {
    case .text: writer.field(10) { $0.field(1) { _ in } }
    case .list: writer.field(10) { $0.field(3) { _ in } }
    case .timestamp(_, let isUTC):
      writer.field(10) {
        $0.field(8) {
          $0.field(1, isUTC)
          // Microseconds.
          $0.field(2) { $0.field(2) { _ in } }
        }
      }
    default: break
    }
  }
}

extension ParquetRowGroup {
  fileprivate func write(to writer: inout ThriftCompactWriter, ordinal: Int) {
    writer.list(1, of: .structure, columns) { writer, chunk in
      writer.structure {
        $0.field(2, 0)
        $0.field(3) { chunk.write(to: &$0) }
      }
    }
    writer.field(2, uncompressedSize)
    writer.field(3, rowCount)
    if let first = columns.first { writer.field(5, first.dictionaryPage ?? first.firstDataPage) }
    writer.field(6, compressedSize)
    if let ordinal = Int16(exactly: ordinal) { writer.field(7, int16: ordinal) }
  }
}

extension ParquetColumnChunk {
  fileprivate func write(to writer: inout ThriftCompactWriter) {
    writer.field(1, type.rawValue)
    writer.list(2, of: .int32, encodings) { $0.element($1.rawValue) }
    writer.list(3, of: .binary, path) { $0.element($1) }
    writer.field(4, codec.rawValue)
    writer.field(5, valueCount)
    writer.field(6, uncompressedSize)
    writer.field(7, compressedSize)
    writer.field(9, firstDataPage)
    if let dictionaryPage { writer.field(11, dictionaryPage) }
    if let statistics {
      writer.field(12) {
        $0.field(3, statistics.missing)
        if let bounds = statistics.bounds {
          $0.field(5, bounds.greatest)
          $0.field(6, bounds.least)
        }
      }
    }
  }
}
