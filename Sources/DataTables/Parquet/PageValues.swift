/// The values of a page as they are kept, missing ones left out.
enum PageValues {
  case booleans([Bool])
  case int32([Int32])
  case int64([Int64])
  case floats([Float])
  case doubles([Double])
  /// Texts, and whatever else has bytes: numbers of unusual length.
  case bytes(TextBytes)

  /// How many there are.
  var count: Int {
    switch self {
    case .booleans(let values): values.count
    case .int32(let values): values.count
    case .int64(let values): values.count
    case .floats(let values): values.count
    case .doubles(let values): values.count
    case .bytes(let values): values.count
    }
  }

  /// Reads values that are written plainly, all bytes one after the other.
  init(
    plain bytes: Span<UInt8>, _ type: ParquetFormat.PhysicalType, length: Int, count: Int
  ) throws(ParquetDamage) {
    func need(_ size: Int) throws(ParquetDamage) {
      guard count <= bytes.count / size else { throw .cut }
    }
    switch type {
    case .boolean:
      guard count <= bytes.count * 8 else { throw .cut }
      self = .booleans((0..<count).map { bytes[$0 / 8] >> UInt8($0 % 8) & 1 != 0 })
    case .int32:
      try need(4)
      self = .int32(bytes.littleEndianNumbers(count))
    case .int64:
      try need(8)
      self = .int64(bytes.littleEndianNumbers(count))
    case .float:
      try need(4)
      self = .floats(
        bytes.littleEndianNumbers(count, as: UInt32.self).map { Float(bitPattern: $0) })
    case .double:
      try need(8)
      self = .doubles(
        bytes.littleEndianNumbers(count, as: UInt64.self).map { Double(bitPattern: $0) })
    case .int96: self = .bytes(try PageValues.fixed(bytes, length: 12, count: count))
    case .fixedLengthByteArray:
      self = .bytes(try PageValues.fixed(bytes, length: length, count: count))
    case .byteArray: self = .bytes(try PageValues.texts(bytes, count: count))
    }
  }

  /// Reads bytes of equal length.
  private static func fixed(
    _ bytes: Span<UInt8>, length: Int, count: Int
  ) throws(ParquetDamage) -> TextBytes {
    guard length > 0, count <= bytes.count / length else { throw .cut }
    var texts = TextBytes()
    for index in 0..<count {
      texts.append(bytes.extracting(index * length..<(index + 1) * length))
    }
    return texts
  }

  /// Reads bytes, each behind their length in four bytes.
  private static func texts(_ bytes: Span<UInt8>, count: Int) throws(ParquetDamage) -> TextBytes {
    guard count <= bytes.count / 4 else { throw .cut }
    var texts = TextBytes()
    var position = 0
    for _ in 0..<count {
      guard bytes.count - position >= 4 else { throw .cut }
      let size = Int(bytes.littleEndian(at: position, as: UInt32.self))
      position += 4
      guard size <= bytes.count - position else { throw .cut }
      texts.append(bytes.extracting(position..<position + size))
      position += size
    }
    return texts
  }
}
