/// Writes the first bytes of all numbers, then the second, and so on: alike stands beside alike.
///
/// Source: *Parquet format*, `Encodings.md`, "Byte Stream Split (BYTE_STREAM_SPLIT = 9)".
enum ByteStreamSplit {
  /// Appends the planes of numbers.
  static func append<Bits: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
    _ numbers: Span<Bits>, to bytes: inout [UInt8]
  ) {
    let size = MemoryLayout<Bits>.size
    bytes.append(addingCapacity: numbers.count * size) { output in
      for plane in 0..<size {
        let shift = Bits(truncatingIfNeeded: 8 * plane)
        for index in numbers.indices {
          output.append(UInt8(truncatingIfNeeded: numbers[index] &>> shift))
        }
      }
    }
  }
}
