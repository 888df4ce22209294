/// Writes structures in the compact protocol of Thrift, in which Parquet keeps its headers and footer.
///
/// Fields are written in the order of their numbers. Source: Apache Thrift, *Thrift compact protocol
/// encoding*, `doc/specs/thrift-compact-protocol.md`.
struct ThriftCompactWriter {
  /// The kinds of values, as the protocol numbers them.
  enum Kind: UInt8 {
    case yes = 1
    case no = 2
    case int8 = 3
    case int16 = 4
    case int32 = 5
    case int64 = 6
    case binary = 8
    case list = 9
    case structure = 12
  }

  private(set) var bytes: [UInt8] = []
  /// The number of the last field of the structure that is being written.
  private var lastField: Int16 = 0

  /// Writes a field that is yes or no.
  mutating func field(_ number: Int16, _ value: Bool) { head(number, value ? .yes : .no) }

  /// Writes a field of 32 bits.
  mutating func field(_ number: Int16, _ value: Int32) {
    head(number, .int32)
    bytes.appendVariable(zigzag: Int64(value))
  }

  /// Writes a field of 64 bits.
  mutating func field(_ number: Int16, _ value: Int) {
    head(number, .int64)
    bytes.appendVariable(zigzag: Int64(value))
  }

  /// Writes a field of bytes.
  mutating func field(_ number: Int16, _ value: [UInt8]) {
    head(number, .binary)
    binary(value)
  }

  /// Writes a field of text.
  mutating func field(_ number: Int16, _ value: String) { field(number, Array(value.utf8)) }

  /// Writes a field of 16 bits.
  mutating func field(_ number: Int16, int16 value: Int16) {
    head(number, .int16)
    bytes.appendVariable(zigzag: Int64(value))
  }

  /// Writes a field that is a structure, its fields by `body`.
  mutating func field(_ number: Int16, _ body: (inout ThriftCompactWriter) -> Void) {
    head(number, .structure)
    structure(body)
  }

  /// Writes a field that is a list.
  mutating func list<Element>(
    _ number: Int16, of kind: Kind, _ elements: [Element],
    _ body: (inout ThriftCompactWriter, Element) -> Void
  ) {
    head(number, .list)
    if elements.count < 15 {
      bytes.append(UInt8(elements.count) << 4 | kind.rawValue)
    } else {
      bytes.append(0xF0 | kind.rawValue)
      bytes.appendVariable(UInt64(elements.count))
    }
    for element in elements { body(&self, element) }
  }

  /// Writes a structure, as an element of a list or alone.
  mutating func structure(_ body: (inout ThriftCompactWriter) -> Void) {
    let outer = lastField
    lastField = 0
    body(&self)
    bytes.append(0)
    lastField = outer
  }

  /// Writes a number of 32 bits as an element of a list.
  mutating func element(_ value: Int32) { bytes.appendVariable(zigzag: Int64(value)) }

  /// Writes a text as an element of a list.
  mutating func element(_ value: String) { binary(Array(value.utf8)) }

  private mutating func binary(_ value: [UInt8]) {
    bytes.appendVariable(UInt64(value.count))
    bytes += value
  }

  private mutating func head(_ number: Int16, _ kind: Kind) {
    let step = number - lastField
    if step > 0, step < 16 {
      bytes.append(UInt8(step) << 4 | kind.rawValue)
    } else {
      bytes.append(kind.rawValue)
      bytes.appendVariable(zigzag: Int64(number))
    }
    lastField = number
  }
}

extension [UInt8] {
  /// Appends a number in groups of seven bits, the least significant first (ULEB128).
  mutating func appendVariable(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends a number so that those near zero are short, whatever their sign.
  mutating func appendVariable(zigzag number: Int64) {
    appendVariable(UInt64(bitPattern: number << 1 ^ number >> 63))
  }
}
