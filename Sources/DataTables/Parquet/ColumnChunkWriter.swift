/// Writes the pages of one column after the other.
struct ColumnChunkWriter: ~Copyable {
  /// All pages so far.
  private(set) var bytes: [UInt8] = []
  private var compressor: ZstdCompressor
  /// A compressed page, kept for its storage.
  private var compressed: [UInt8] = []

  /// How many values are written in every way, to see which is smallest.
  private static let sampleSize = 1 << 14

  init(compressionLevel: Int) {
    compressor = ZstdCompressor(level: compressionLevel)
  }

  /// Writes a column.
  ///
  /// - Returns: Where it is, counted from the beginning of ``bytes``.
  mutating func write(_ column: TableColumn) -> ParquetColumnChunk {
    let layout = ParquetPageLayout(column)
    let values =
      if let isPresent = column.isPresent, isPresent.contains(false) {
        column.values.present(isPresent)
      } else {
        column.values
      }
    let valueCount = layout.pages.last?.values.upperBound ?? 0
    let chosen = choose(ValueEncoding.candidates(for: values), valueCount: valueCount)
    var chunk = ParquetColumnChunk(
      type: ParquetSchema.physicalType(column.description.type),
      path: ParquetSchema.path(column.description), codec: .zstd)
    chunk.valueCount = layout.pages.reduce(0) { $0 + $1.levelCount }
    chunk.statistics = ParquetStatistics(
      bounds: ParquetStatistics.bounds(values), missing: chunk.valueCount - valueCount)
    let begin = bytes.count
    if let dictionary = chosen.dictionary {
      chunk.dictionaryPage = bytes.count
      chunk.encodings = [.plain]
      append(dictionary, to: &chunk)
    }
    chunk.encodings += [.runLength, chosen.encoding]
    chunk.firstDataPage = bytes.count
    for page in layout.pages {
      var content = ValueEncoding.Page()
      layout.appendLevels(page, to: &content.bytes)
      if !content.bytes.isEmpty { content.blockEnds.append(content.bytes.count) }
      chosen.append(page.values, &content)
      append(content, .data, to: &chunk) { header in
        header.field(5) {
          $0.field(1, Int32(page.levelCount))
          $0.field(2, chosen.encoding.rawValue)
          $0.field(3, ParquetFormat.Encoding.runLength.rawValue)
          $0.field(4, ParquetFormat.Encoding.runLength.rawValue)
        }
      }
    }
    chunk.compressedSize = bytes.count - begin
    return chunk
  }

  /// The way that makes a sample of the values smallest; of equal ones the first.
  private mutating func choose(
    _ candidates: [ValueEncoding], valueCount: Int
  ) -> ValueEncoding {
    guard candidates.count > 1 else { return candidates[0] }
    // Neighbours, because they may be alike; from the middle, because the beginning may be special.
    let count = min(valueCount, ColumnChunkWriter.sampleSize)
    let begin = (valueCount - count) / 2
    var best = (index: 0, size: Int.max)
    for (index, candidate) in candidates.enumerated() {
      var page = ValueEncoding.Page()
      candidate.append(begin..<begin + count, &page)
      var size = compressedSize(page)
      if let dictionary = candidate.dictionary {
        // The sample bears its share of the dictionary.
        let whole = compressedSize(ValueEncoding.Page(bytes: dictionary.bytes))
        size += whole * count / max(valueCount, 1)
      }
      if size < best.size { best = (index, size) }
    }
    return candidates[best.index]
  }

  private mutating func compressedSize(_ page: ValueEncoding.Page) -> Int {
    compressed.removeAll(keepingCapacity: true)
    compressor.compress(page.bytes.span, blockEnds: page.blockEnds, into: &compressed)
    return compressed.count
  }

  private mutating func append(
    _ dictionary: ValueEncoding.Dictionary, to chunk: inout ParquetColumnChunk
  ) {
    append(ValueEncoding.Page(bytes: dictionary.bytes), .dictionary, to: &chunk) { header in
      header.field(7) {
        $0.field(1, Int32(dictionary.count))
        $0.field(2, ParquetFormat.Encoding.plain.rawValue)
      }
    }
  }

  /// Compresses a page and appends it behind its header.
  private mutating func append(
    _ page: ValueEncoding.Page, _ type: ParquetFormat.PageType,
    to chunk: inout ParquetColumnChunk, _ details: (inout ThriftCompactWriter) -> Void
  ) {
    let size = compressedSize(page)
    var header = ThriftCompactWriter()
    header.structure {
      $0.field(1, type.rawValue)
      $0.field(2, Int32(page.bytes.count))
      $0.field(3, Int32(size))
      details(&$0)
    }
    bytes += header.bytes
    bytes += compressed
    chunk.uncompressedSize += header.bytes.count + page.bytes.count
  }
}
