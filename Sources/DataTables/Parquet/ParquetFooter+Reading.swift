extension ParquetFooter {
  /// Reads a footer.
  init(_ bytes: Span<UInt8>) throws(ParquetDamage) {
    var reader = ThriftCompactReader()
    let footer = try reader.structure(bytes)
    guard let fields = footer[2]?.list, let count = footer[3]?.int, count >= 0,
      let groups = footer[4]?.list
    else { throw .damaged("its footer lacks the schema or the row groups") }
    for field in fields { schema.append(try ParquetField(field)) }
    rowCount = count
    for group in groups { rowGroups.append(try ParquetRowGroup(group)) }
    for pair in footer[5]?.list ?? [] {
      guard let key = pair[1]?.text else { continue }
      metadata.append(ParquetMetadata(key, pair[2]?.text ?? ""))
    }
    createdBy = footer[6]?.text
    var total = 0
    for group in rowGroups {
      let (sum, isBeyond) = total.addingReportingOverflow(group.rowCount)
      guard !isBeyond else { throw .damaged("its row groups have too many rows") }
      total = sum
    }
    guard total == rowCount else {
      throw .damaged("its row groups have \(total) rows, its footer says \(rowCount)")
    }
  }
}

extension ParquetField {
  fileprivate init(_ field: ThriftValue) throws(ParquetDamage) {
    guard let name = field[4]?.text else { throw .damaged("a column has no name in UTF-8") }
    self.name = name
    if let number = field[1]?.int {
      guard let type = ParquetFormat.PhysicalType(rawValue: Int32(truncatingIfNeeded: number))
      else { throw .damaged("column \(quotedForMessage(name)) has the unknown type \(number)") }
      self.type = type
    }
    typeLength = field[2]?.int ?? 0
    repetition = field[3]?.int.flatMap {
      ParquetFormat.Repetition(rawValue: Int32(truncatingIfNeeded: $0))
    }
    childCount = field[5]?.int
    guard typeLength >= 0, typeLength < 1 << 20, childCount ?? 0 >= 0 else {
      throw .damaged("column \(quotedForMessage(name)) has a length below zero or far too large")
    }
    meaning =
      field[10].flatMap(ParquetLogicalType.init(logical:))
      ?? field[6]?.int.flatMap { ParquetLogicalType(converted: $0, scale: field[7]?.int ?? 0) }
  }
}

extension ParquetLogicalType {
  /// Reads the union `LogicalType`; `nil` where it is none that is known.
  fileprivate init?(logical: ThriftValue) {
    func perSecond(_ unit: ThriftValue?) -> Int? {
      if unit?[1] != nil { return 1_000 }
      if unit?[2] != nil { return 1_000_000 }
      return unit?[3] != nil ? 1_000_000_000 : nil
    }
    if logical[1] != nil || logical[4] != nil || logical[12] != nil {
      self = .text
    } else if logical[2] != nil {
      self = .map
    } else if logical[3] != nil {
      self = .list
    } else if let decimal = logical[5] {
      self = .decimal(scale: decimal[1]?.int ?? 0)
    } else if logical[6] != nil {
      self = .date
    } else if let time = logical[7], let perSecond = perSecond(time[2]) {
      self = .time(perSecond: perSecond)
    } else if let moment = logical[8], let perSecond = perSecond(moment[2]) {
      self = .timestamp(perSecond: perSecond, isUTC: moment[1]?.bool ?? false)
    } else if let integer = logical[10] {
      self = .integer(bits: integer[1]?.int ?? 0, isSigned: integer[2]?.bool ?? true)
    } else if logical[11] != nil {
      self = .unknown
    } else if logical[14] != nil {
      self = .uuid
    } else if logical[15] != nil {
      self = .float16
    } else {
      return nil
    }
  }

  /// Reads the older `ConvertedType`; `nil` where it says nothing of use.
  fileprivate init?(converted: Int, scale: Int) {
    switch converted {
    case 0, 4, 19: self = .text
    case 1, 2: self = .map
    case 3: self = .list
    case 5: self = .decimal(scale: scale)
    case 6: self = .date
    case 7: self = .time(perSecond: 1_000)
    case 8: self = .time(perSecond: 1_000_000)
    case 9: self = .timestamp(perSecond: 1_000, isUTC: true)
    case 10: self = .timestamp(perSecond: 1_000_000, isUTC: true)
    case 11...14: self = .integer(bits: 8 << (converted - 11), isSigned: false)
    case 15...18: self = .integer(bits: 8 << (converted - 15), isSigned: true)
    case 21: self = .interval
    default: return nil
    }
  }
}

extension ParquetRowGroup {
  fileprivate init(_ group: ThriftValue) throws(ParquetDamage) {
    guard let chunks = group[1]?.list, let count = group[3]?.int, count >= 0 else {
      throw .damaged("a row group lacks its columns or its number of rows")
    }
    rowCount = count
    for chunk in chunks { columns.append(try ParquetColumnChunk(chunk)) }
    uncompressedSize = group[2]?.int ?? 0
    compressedSize = group[6]?.int ?? 0
  }
}

extension ParquetColumnChunk {
  fileprivate init(_ chunk: ThriftValue) throws(ParquetDamage) {
    guard chunk[1] == nil else { throw ParquetDamage("its columns are in other files") }
    guard let data = chunk[3], let number = data[1]?.int, let names = data[3]?.list,
      let codecNumber = data[4]?.int, let valueCount = data[5]?.int, let size = data[7]?.int,
      let firstDataPage = data[9]?.int
    else { throw .damaged("a column chunk is not described, or encrypted") }
    path = names.map { $0.text ?? "" }
    let name = quotedForMessage(path.joined(separator: "."))
    guard let type = ParquetFormat.PhysicalType(rawValue: Int32(truncatingIfNeeded: number)) else {
      throw .damaged("column \(name) has the unknown type \(number)")
    }
    guard let codec = ParquetFormat.Codec(rawValue: Int32(truncatingIfNeeded: codecNumber)) else {
      throw ParquetDamage("column \(name) has the unknown compression \(codecNumber)")
    }
    guard valueCount >= 0, size >= 0, firstDataPage >= 0 else {
      throw .damaged("column \(name) has a count or a place below zero")
    }
    self.type = type
    self.codec = codec
    self.valueCount = valueCount
    compressedSize = size
    uncompressedSize = data[6]?.int ?? 0
    self.firstDataPage = firstDataPage
    encodings = (data[2]?.list ?? []).compactMap {
      ParquetFormat.Encoding(rawValue: Int32(truncatingIfNeeded: $0.int ?? -1))
    }
    // Some writers say 0 where there is none.
    dictionaryPage = data[11]?.int.flatMap { $0 > 0 && $0 < firstDataPage ? $0 : nil }
    guard let found = data[12] else { return }
    statistics = ParquetStatistics(bounds: nil, missing: found[3]?.int ?? 0)
    if let greatest = found[5]?.bytes, let least = found[6]?.bytes {
      statistics?.bounds = ParquetStatistics.Bounds(least: least, greatest: greatest)
    }
  }
}
