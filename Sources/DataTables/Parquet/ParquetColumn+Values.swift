extension ParquetColumn {
  /// What the values of a page become in a table; those of a category stay texts.
  ///
  /// - Throws: ``ParquetDamage`` where a value cannot be told in the column's type.
  func tableValues(_ values: PageValues) throws(ParquetDamage) -> ColumnValues {
    switch (values, meaning) {
    case (.booleans(let values), _): return .boolean(values)
    case (.int32(let values), .date):
      guard values.allSatisfy({ abs(Int64($0)) < 100_000_000 }) else {
        throw ParquetDamage("a day lies more than 270,000 years from 1970")
      }
      return .timestamp(values.map { Int64($0) * 86_400_000_000 })
    case (.int32(let values), .decimal(let scale)):
      let divisor = ParquetColumn.power(scale)
      return .float64(values.map { Double($0) / divisor })
    case (.int32(let values), .time(let perSecond)):
      return .float64(values.map { Double($0) / Double(perSecond) })
    case (.int32(let values), .integer(bits: 32, isSigned: false)):
      return .int64(values.map { Int64(UInt32(bitPattern: $0)) })
    case (.int32(let values), _): return .int32(values)
    case (.int64(let values), .timestamp(let perSecond, _)):
      return .timestamp(try ParquetColumn.microseconds(values, perSecond: perSecond))
    case (.int64(let values), .decimal(let scale)):
      let divisor = ParquetColumn.power(scale)
      return .float64(values.map { Double($0) / divisor })
    case (.int64(let values), .time(let perSecond)):
      return .float64(values.map { Double($0) / Double(perSecond) })
    case (.int64(let values), .integer(bits: 64, isSigned: false)):
      guard let large = values.first(where: { $0 < 0 }) else { return .int64(values) }
      throw ParquetDamage(
        "\(UInt64(bitPattern: large)) is too large; whole numbers end at \(Int64.max)")
    case (.int64(let values), _): return .int64(values)
    case (.floats(let values), _): return .float32(values)
    case (.doubles(let values), _): return .float64(values)
    case (.bytes(let texts), .decimal(let scale)):
      let divisor = ParquetColumn.power(scale)
      return .float64((0..<texts.count).map { ParquetColumn.whole(texts, $0) / divisor })
    case (.bytes(let texts), _) where type == .int96:
      return .timestamp(try ParquetColumn.legacyMoments(texts))
    case (.bytes(let texts), .uuid):
      return .text((0..<texts.count).map { ParquetColumn.uuid(texts.bytes[texts.range($0)]) })
    case (.bytes(let texts), .float16):
      return .float32((0..<texts.count).map { ParquetColumn.half(texts.bytes[texts.range($0)]) })
    case (.bytes(let texts), _): return .text(try ParquetColumn.strings(texts))
    }
  }

  /// A power of ten: exact up to 10²².
  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// Microseconds of moments in other units; nanoseconds are rounded down.
  private static func microseconds(
    _ values: [Int64], perSecond: Int
  ) throws(ParquetDamage) -> [Int64] {
    switch perSecond {
    case 1_000_000: return values
    case 1_000:
      guard values.allSatisfy({ !$0.multipliedReportingOverflow(by: 1_000).overflow }) else {
        throw ParquetDamage("a moment lies more than 292,000 years from 1970")
      }
      return values.map { $0 * 1_000 }
    default: return values.map { $0 / 1_000 - ($0 % 1_000 < 0 ? 1 : 0) }
    }
  }

  /// Moments in the 96 bits of older writers: nanoseconds of a day, and the Julian day.
  private static func legacyMoments(_ texts: TextBytes) throws(ParquetDamage) -> [Int64] {
    let bytes = texts.bytes.span
    var moments: [Int64] = []
    for index in 0..<texts.count {
      let nanoseconds = bytes.littleEndian(at: index * 12, as: Int64.self)
      let day = Int64(bytes.littleEndian(at: index * 12 + 8, as: Int32.self)) - 2_440_588
      guard (0..<86_400_000_000_000).contains(nanoseconds), abs(day) < 100_000_000 else {
        throw .damaged("a moment has no such day or time")
      }
      moments.append(day * 86_400_000_000 + nanoseconds / 1_000)
    }
    return moments
  }

  /// The whole number in bytes, the most significant first.
  private static func whole(_ texts: TextBytes, _ index: Int) -> Double {
    let bytes = texts.bytes[texts.range(index)]
    guard let first = bytes.first else { return 0 }
    if bytes.count <= 8 {
      var number: Int64 = first >= 0x80 ? -1 : 0
      for byte in bytes { number = number << 8 | Int64(byte) }
      return Double(number)
    }
    var number = Double(Int8(bitPattern: first))
    for byte in bytes.dropFirst() { number = number * 256 + Double(byte) }
    return number
  }

  private static func uuid(_ bytes: ArraySlice<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
      text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// A number in half precision: 5 bits of exponent, 10 of fraction.
  private static func half(_ bytes: ArraySlice<UInt8>) -> Float {
    let bits = UInt32(bytes[bytes.startIndex]) | UInt32(bytes[bytes.startIndex + 1]) << 8
    let sign = (bits >> 15) << 31
    let exponent = (bits >> 10) & 31
    let fraction = bits & 1023
    switch exponent {
    case 0:
      let size = Float(fraction) * 0x1p-24
      return sign == 0 ? size : -size
    case 31: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }

  private static func strings(_ texts: TextBytes) throws(ParquetDamage) -> [String] {
    var strings: [String] = []
    strings.reserveCapacity(texts.count)
    let bytes = texts.bytes.span
    for index in 0..<texts.count {
      do throws(UTF8.ValidationError) {
        let text = try UTF8Span(validating: bytes.extracting(texts.range(index)))
        strings.append(String(copying: text))
      } catch {
        throw ParquetDamage("it holds bytes that are no text in UTF-8")
      }
    }
    return strings
  }
}
