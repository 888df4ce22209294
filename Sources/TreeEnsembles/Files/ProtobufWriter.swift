/// Writes fields of protocol buffers.
///
/// Source: "Protocol buffers: encoding", protobuf.dev.
struct ProtobufWriter {
  private(set) var bytes: [UInt8] = []

  private mutating func variable(_ value: UInt64) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(value & 0x7F) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(value))
  }

  /// A whole number.
  mutating func whole(_ field: Int, _ value: Int) {
    variable(UInt64(field << 3))
    variable(UInt64(bitPattern: Int64(value)))
  }

  /// A number of single precision.
  mutating func single(_ field: Int, _ value: Float) {
    variable(UInt64(field << 3 | 5))
    append(value)
  }

  /// A text.
  mutating func text(_ field: Int, _ text: String) { self.bytes(field, Array(text.utf8)) }

  /// Bytes, such as those of a message.
  mutating func bytes(_ field: Int, _ content: [UInt8]) {
    variable(UInt64(field << 3 | 2))
    variable(UInt64(content.count))
    bytes += content
  }

  /// A message.
  mutating func message(_ field: Int, _ write: (inout ProtobufWriter) -> Void) {
    var inner = ProtobufWriter()
    write(&inner)
    bytes(field, inner.bytes)
  }

  /// Numbers of single precision side by side.
  mutating func singles(_ field: Int, _ values: [Float]) {
    variable(UInt64(field << 3 | 2))
    variable(UInt64(4 * values.count))
    for value in values { append(value) }
  }

  /// Whole numbers side by side.
  mutating func wholes(_ field: Int, _ values: [Int]) {
    var inner = ProtobufWriter()
    for value in values { inner.variable(UInt64(bitPattern: Int64(value))) }
    bytes(field, inner.bytes)
  }

  private mutating func append(_ value: Float) {
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(shift)))
    }
  }
}
