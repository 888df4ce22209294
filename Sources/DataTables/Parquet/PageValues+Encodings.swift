extension PageValues {
  /// Reads the values of a page in any encoding but those that need a dictionary.
  init(
    _ bytes: Span<UInt8>, _ encoding: ParquetFormat.Encoding, _ type: ParquetFormat.PhysicalType,
    length: Int, count: Int
  ) throws(ParquetDamage) {
    var position = 0
    switch (encoding, type) {
    case (.plain, _): try self.init(plain: bytes, type, length: length, count: count)
    case (.runLength, .boolean):
      let levels = try RunLengthDecoder.levels(bytes, at: &position, width: 1, count: count)
      self = .booleans(levels.map { $0 != 0 })
    case (.deltaBinaryPacked, .int32):
      let numbers = try DeltaBinaryDecoder.decode(bytes, at: &position, count: count)
      self = .int32(numbers.map { Int32(truncatingIfNeeded: $0) })
    case (.deltaBinaryPacked, .int64):
      self = .int64(try DeltaBinaryDecoder.decode(bytes, at: &position, count: count))
    case (.deltaLengthByteArray, .byteArray):
      self = .bytes(try PageValues.behindLengths(bytes, at: &position, count: count))
    case (.deltaByteArray, .byteArray), (.deltaByteArray, .fixedLengthByteArray):
      self = .bytes(try PageValues.behindPrefixes(bytes, count: count))
    case (.byteStreamSplit, .float), (.byteStreamSplit, .double), (.byteStreamSplit, .int32),
      (.byteStreamSplit, .int64), (.byteStreamSplit, .fixedLengthByteArray):
      let size =
        switch type {
        case .float, .int32: 4
        case .double, .int64: 8
        default: length
        }
      guard size > 0, count <= bytes.count / size else { throw .cut }
      let joined = PageValues.joined(bytes, size: size, count: count)
      try self.init(plain: joined.span, type, length: length, count: count)
    default:
      throw ParquetDamage("its encoding \(encoding) of \(type) cannot be read")
    }
  }

  /// Brings the bytes of each value together again.
  private static func joined(_ bytes: Span<UInt8>, size: Int, count: Int) -> [UInt8] {
    [UInt8](capacity: size * count) { output in
      for index in 0..<count {
        for plane in 0..<size { output.append(bytes[plane * count + index]) }
      }
    }
  }

  private static func lengths(
    _ bytes: Span<UInt8>, at position: inout Int, count: Int
  ) throws(ParquetDamage) -> [Int] {
    let lengths = try DeltaBinaryDecoder.decode(bytes, at: &position, count: count)
    guard lengths.allSatisfy({ $0 >= 0 && $0 <= Int32.max }) else {
      throw .damaged("a text has a length below zero or far too large")
    }
    return lengths.map { Int($0) }
  }

  private static func behindLengths(
    _ bytes: Span<UInt8>, at position: inout Int, count: Int
  ) throws(ParquetDamage) -> TextBytes {
    var texts = TextBytes()
    for length in try lengths(bytes, at: &position, count: count) {
      guard length <= bytes.count - position else { throw .cut }
      texts.append(bytes.extracting(position..<position + length))
      position += length
    }
    return texts
  }

  /// Reads texts of which each begins like the one before.
  private static func behindPrefixes(
    _ bytes: Span<UInt8>, count: Int
  ) throws(ParquetDamage) -> TextBytes {
    var position = 0
    let prefixes = try lengths(bytes, at: &position, count: count)
    let suffixes = try behindLengths(bytes, at: &position, count: count)
    var texts = TextBytes()
    var last: [UInt8] = []
    var total = 0
    for index in 0..<count {
      guard prefixes[index] <= last.count else { throw .damaged("a text has too long a beginning") }
      last.removeSubrange(prefixes[index]...)
      last += suffixes.bytes[suffixes.range(index)]
      // A few bytes can repeat a long text many times.
      total += last.count
      guard total <= 1 << 30 else { throw ParquetDamage("the texts of a page are too long") }
      texts.append(last.span)
    }
    return texts
  }
}
