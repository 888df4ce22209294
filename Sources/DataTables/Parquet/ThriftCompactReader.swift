/// A value read from the compact protocol of Thrift; see ``ThriftCompactWriter``.
indirect enum ThriftValue: Hashable {
  case bool(Bool)
  /// A whole number of any width.
  case int(Int64)
  case double(Double)
  case binary([UInt8])
  case list([ThriftValue])
  /// A structure's fields by their numbers.
  case structure([Int16: ThriftValue])

  /// A field of a structure.
  subscript(field: Int16) -> ThriftValue? {
    guard case .structure(let fields) = self else { return nil }
    return fields[field]
  }

  /// The number, if it is one.
  var int: Int? {
    guard case .int(let value) = self else { return nil }
    return Int(value)
  }

  /// The truth value, if it is one.
  var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The bytes, if they are some.
  var bytes: [UInt8]? {
    guard case .binary(let value) = self else { return nil }
    return value
  }

  /// The text, if it is one in UTF-8.
  var text: String? { bytes.flatMap { String(validating: $0, as: UTF8.self) } }

  /// The elements, if it is a list.
  var list: [ThriftValue]? {
    guard case .list(let elements) = self else { return nil }
    return elements
  }
}

/// Reads structures in the compact protocol of Thrift.
struct ThriftCompactReader {
  /// Where in the bytes reading goes on.
  private(set) var position: Int

  /// Structures and lists nested deeper than this are refused.
  private static let deepest = 16

  init(at position: Int = 0) {
    self.position = position
  }

  /// Reads a structure.
  mutating func structure(_ bytes: Span<UInt8>) throws(ParquetDamage) -> ThriftValue {
    try structure(bytes, depth: 0)
  }

  private mutating func structure(
    _ bytes: Span<UInt8>, depth: Int
  ) throws(ParquetDamage) -> ThriftValue {
    guard depth < ThriftCompactReader.deepest else { throw .damaged("a header is nested too deep") }
    var fields: [Int16: ThriftValue] = [:]
    var number: Int16 = 0
    while true {
      let head = try byte(bytes)
      if head == 0 { return .structure(fields) }
      if head >> 4 != 0 {
        number &+= Int16(head >> 4)
      } else {
        number = Int16(truncatingIfNeeded: try signed(bytes))
      }
      // A truth value is in the head itself.
      switch head & 0x0F {
      case 1: fields[number] = .bool(true)
      case 2: fields[number] = .bool(false)
      case let kind: fields[number] = try value(kind, bytes, depth: depth + 1)
      }
    }
  }

  private mutating func value(
    _ kind: UInt8, _ bytes: Span<UInt8>, depth: Int
  ) throws(ParquetDamage) -> ThriftValue {
    switch kind {
    case 1, 2: return .bool(try byte(bytes) == 1)
    case 3: return .int(Int64(Int8(bitPattern: try byte(bytes))))
    case 4, 5, 6: return .int(try signed(bytes))
    case 7:
      guard bytes.count - position >= 8 else { throw .cut }
      position += 8
      return .double(Double(bitPattern: bytes.littleEndian(at: position - 8)))
    case 8:
      let count = try count(bytes)
      position += count
      return .binary(bytes.copied(position - count..<position))
    case 9, 10: return try list(bytes, depth: depth)
    case 11: return try map(bytes, depth: depth)
    case 12: return try structure(bytes, depth: depth)
    default: throw .damaged("a header has a field of unknown kind")
    }
  }

  private mutating func list(
    _ bytes: Span<UInt8>, depth: Int
  ) throws(ParquetDamage) -> ThriftValue {
    guard depth < ThriftCompactReader.deepest else { throw .damaged("a header is nested too deep") }
    let head = try byte(bytes)
    var count = Int(head >> 4)
    if count == 15 { count = try self.count(bytes) }
    // Every element takes a byte at least.
    guard count <= bytes.count - position else { throw .cut }
    var elements: [ThriftValue] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try value(head & 0x0F, bytes, depth: depth + 1)) }
    return .list(elements)
  }

  /// Reads past a map, of which Parquet has none.
  private mutating func map(
    _ bytes: Span<UInt8>, depth: Int
  ) throws(ParquetDamage) -> ThriftValue {
    let count = try count(bytes)
    guard count > 0 else { return .list([]) }
    let kinds = try byte(bytes)
    for _ in 0..<count {
      _ = try value(kinds >> 4, bytes, depth: depth + 1)
      _ = try value(kinds & 0x0F, bytes, depth: depth + 1)
    }
    return .list([])
  }

  private mutating func byte(_ bytes: Span<UInt8>) throws(ParquetDamage) -> UInt8 {
    guard position < bytes.count else { throw .cut }
    position += 1
    return bytes[position - 1]
  }

  private mutating func signed(_ bytes: Span<UInt8>) throws(ParquetDamage) -> Int64 {
    try bytes.variableSigned(at: &position)
  }

  /// How many bytes or elements follow, which must be there.
  private mutating func count(_ bytes: Span<UInt8>) throws(ParquetDamage) -> Int {
    let count = try bytes.variable(at: &position)
    guard count <= UInt64(bytes.count - position) else { throw .cut }
    return Int(count)
  }
}

extension Span where Element == UInt8 {
  /// Reads a number in groups of seven bits and goes behind it.
  func variable(at position: inout Int) throws(ParquetDamage) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: 0 as UInt64, to: 64, by: 7) {
      guard position >= 0, position < count else { throw .cut }
      let byte = self[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    throw .damaged("a number is too long")
  }

  /// Reads a number whose sign is in its lowest bit and goes behind it.
  func variableSigned(at position: inout Int) throws(ParquetDamage) -> Int64 {
    let number = try variable(at: &position)
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  /// Some of the bytes as an array.
  func copied(_ range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendBytes(extracting(range))
    return bytes
  }
}
