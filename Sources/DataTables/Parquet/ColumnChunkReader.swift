/// Reads the pages of one column in one row group.
struct ColumnChunkReader {
  let chunk: ParquetColumnChunk
  let column: ParquetColumn
  /// How many more bytes the values of one reading may take.
  var budget: Int

  /// What the header of a page says.
  private struct Header {
    var type: Int
    var size: Int
    var compressedSize: Int
    var fields: ThriftValue
  }

  /// Reads all pages.
  ///
  /// - Parameters:
  ///   - bytes: The pages.
  ///   - builder: Where the values go.
  /// - Throws: ``ParquetDamage`` where they cannot be read.
  mutating func read(
    _ bytes: Span<UInt8>, into builder: inout ColumnBuilder
  ) throws(ParquetDamage) {
    guard chunk.type == column.type else { throw .damaged("its type changes between row groups") }
    var position = 0
    var rest = chunk.valueCount
    var dictionary: ColumnValues?
    while rest > 0 {
      let header = try header(bytes, &position)
      let content = bytes.extracting(position..<position + header.compressedSize)
      position += header.compressedSize
      switch ParquetFormat.PageType(rawValue: Int32(truncatingIfNeeded: header.type)) {
      case .dictionary:
        guard dictionary == nil else { throw .damaged("it has two dictionaries") }
        dictionary = try readDictionary(header, content, &builder)
      case .data: rest -= try readData(header, content, rest, dictionary, &builder)
      case .dataV2: rest -= try readDataV2(header, content, rest, dictionary, &builder)
      case .index, nil: continue
      }
    }
  }

  private func header(
    _ bytes: Span<UInt8>, _ position: inout Int
  ) throws(ParquetDamage) -> Header {
    var reader = ThriftCompactReader(at: position)
    let fields = try reader.structure(bytes)
    position = reader.position
    guard let type = fields[1]?.int, let size = fields[2]?.int,
      let compressedSize = fields[3]?.int, size >= 0, size <= Int32.max, compressedSize >= 0
    else { throw .damaged("a page has no header") }
    guard compressedSize <= bytes.count - position else { throw .cut }
    return Header(type: type, size: size, compressedSize: compressedSize, fields: fields)
  }

  /// Sets memory aside for values and their bytes.
  private mutating func take(values: Int, bytes: Int = 0) throws(ParquetDamage) {
    guard bytes <= budget, values <= (budget - bytes) / 16 else {
      throw ParquetDamage("its values need more memory than allowed; read fewer rows at a time")
    }
    budget -= values * 16 + bytes
  }

  private mutating func readDictionary(
    _ header: Header, _ content: Span<UInt8>, _ builder: inout ColumnBuilder
  ) throws(ParquetDamage) -> ColumnValues {
    guard let count = header.fields[7]?[1]?.int, let number = header.fields[7]?[2]?.int,
      number == 0 || number == 2, count >= 0
    else { throw .damaged("its dictionary has no header") }
    let page = try uncompressed(content, size: header.size)
    // Entries of no length take no bytes in the page, but some in memory.
    try take(values: count, bytes: page.count)
    return try builder.converted(
      PageValues(plain: page.span, column.type, length: column.typeLength, count: count))
  }

  private mutating func readData(
    _ header: Header, _ content: Span<UInt8>, _ rest: Int, _ dictionary: ColumnValues?,
    _ builder: inout ColumnBuilder
  ) throws(ParquetDamage) -> Int {
    guard let fields = header.fields[5], let count = fields[1]?.int, let encoding = fields[2]?.int
    else { throw .damaged("a page has no header") }
    guard count >= 0, count <= rest else { throw .damaged("a page has too many values") }
    try take(values: count)
    let page = try uncompressed(content, size: header.size)
    var position = 0
    var repetitions: [UInt32]?
    var definitions: [UInt32]?
    if column.listLevel != nil {
      try checkLevels(fields[4])
      repetitions = try RunLengthDecoder.levels(page.span, at: &position, width: 1, count: count)
    }
    if column.deepestLevel > 0 {
      try checkLevels(fields[3])
      definitions = try RunLengthDecoder.levels(
        page.span, at: &position, width: bitWidth(of: UInt(column.deepestLevel)), count: count)
    }
    try append(
      page.span.extracting(position..<page.count), encoding, count, dictionary, definitions,
      repetitions, &builder)
    return count
  }

  private func checkLevels(_ encoding: ThriftValue?) throws(ParquetDamage) {
    guard encoding?.int == 3 else {
      throw ParquetDamage("its levels are in an encoding given up in 2013, which cannot be read")
    }
  }

  private mutating func readDataV2(
    _ header: Header, _ content: Span<UInt8>, _ rest: Int, _ dictionary: ColumnValues?,
    _ builder: inout ColumnBuilder
  ) throws(ParquetDamage) -> Int {
    guard let fields = header.fields[8], let count = fields[1]?.int, let encoding = fields[4]?.int,
      let definitionSize = fields[5]?.int, let repetitionSize = fields[6]?.int
    else { throw .damaged("a page has no header") }
    guard count >= 0, count <= rest else { throw .damaged("a page has too many values") }
    guard definitionSize >= 0, repetitionSize >= 0,
      repetitionSize <= content.count, definitionSize <= content.count - repetitionSize
    else { throw .cut }
    try take(values: count)
    var repetitions: [UInt32]?
    var definitions: [UInt32]?
    if column.listLevel != nil {
      repetitions = try RunLengthDecoder.decode(
        content.extracting(0..<repetitionSize), width: 1, count: count)
    }
    let levels = repetitionSize + definitionSize
    if column.deepestLevel > 0 {
      definitions = try RunLengthDecoder.decode(
        content.extracting(repetitionSize..<levels),
        width: bitWidth(of: UInt(column.deepestLevel)), count: count)
    }
    let values = content.extracting(levels..<content.count)
    let isCompressed = fields[7]?.bool ?? true
    guard header.size >= levels else { throw .damaged("a page has a size below zero") }
    let page =
      isCompressed && !values.isEmpty
      ? try uncompressed(values, size: header.size - levels) : values.copied(0..<values.count)
    try append(page.span, encoding, count, dictionary, definitions, repetitions, &builder)
    return count
  }

  /// Decodes the values of a page behind its levels and hands them on.
  private mutating func append(
    _ bytes: Span<UInt8>, _ number: Int, _ count: Int, _ dictionary: ColumnValues?,
    _ definitions: [UInt32]?, _ repetitions: [UInt32]?, _ builder: inout ColumnBuilder
  ) throws(ParquetDamage) {
    var valueCount = count
    if let definitions {
      guard definitions.allSatisfy({ $0 <= column.deepestLevel }) else {
        throw .damaged("a level is too large")
      }
      valueCount = definitions.count { $0 == column.deepestLevel }
    }
    guard let encoding = ParquetFormat.Encoding(rawValue: Int32(truncatingIfNeeded: number)) else {
      throw ParquetDamage("its encoding \(number) is not known")
    }
    let dense: ColumnValues
    switch encoding {
    case .plainDictionary, .runLengthDictionary:
      dense = try looked(up: bytes, valueCount, in: dictionary)
    default:
      try take(values: 0, bytes: bytes.count)
      dense = try builder.converted(
        PageValues(bytes, encoding, column.type, length: column.typeLength, count: valueCount))
    }
    try builder.append(dense, definitions: definitions, repetitions: repetitions)
  }

  private func looked(
    up bytes: Span<UInt8>, _ count: Int, in dictionary: ColumnValues?
  ) throws(ParquetDamage) -> ColumnValues {
    guard let dictionary else { throw .damaged("its dictionary is missing") }
    guard count > 0, !bytes.isEmpty else {
      guard count == 0 else { throw .cut }
      return dictionary.gathered([]) ?? dictionary
    }
    let indices = try RunLengthDecoder.decode(
      bytes.extracting(1..<bytes.count), width: Int(bytes[0]), count: count)
    guard let values = dictionary.gathered(indices) else {
      throw .damaged("a value is not in its dictionary")
    }
    return values
  }

  private func uncompressed(
    _ bytes: Span<UInt8>, size: Int
  ) throws(ParquetDamage) -> [UInt8] {
    guard size <= budget else {
      throw ParquetDamage("its values need more memory than allowed; read fewer rows at a time")
    }
    let page: [UInt8]
    do throws(DecompressionProblem) {
      switch chunk.codec {
      case .uncompressed: page = bytes.copied(0..<bytes.count)
      case .snappy: page = try SnappyDecoder.decode(bytes, limit: size)
      case .gzip: page = try Decompression.gzip(bytes, limit: size)
      case .zstd: page = try Decompression.zstd(bytes, limit: size)
      case .lzo, .brotli, .lz4, .lz4Raw:
        throw .damaged("")
      }
    } catch {
      switch chunk.codec {
      case .lzo, .brotli, .lz4, .lz4Raw:
        throw ParquetDamage(
          "it is compressed with \(chunk.codec), which cannot be read; write the file with zstd, "
            + "snappy or gzip")
      default: throw ParquetDamage("\(error)")
      }
    }
    guard page.count == size else {
      throw .damaged("a page has \(page.count) bytes where its header says \(size)")
    }
    return page
  }
}
