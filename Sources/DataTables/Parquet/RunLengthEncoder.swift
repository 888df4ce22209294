/// Writes levels and dictionary indices as runs of equal numbers and as packed groups of eight.
///
/// Source: *Parquet format*, `Encodings.md`, "Run Length Encoding / Bit-Packing Hybrid (RLE = 3)".
enum RunLengthEncoder {
  /// Appends numbers of `width` bits each, without the length that stands before levels.
  ///
  /// - Complexity: O(*n*).
  static func append(_ numbers: Span<UInt32>, width: Int, to bytes: inout [UInt8]) {
    // A run costs the heads of itself and of the group behind it, about four bytes.
    let leastRun = max(8, (40 / max(width, 1) + 7) & ~7)
    var literal = 0
    var index = 0
    while index < numbers.count {
      let number = numbers[index]
      var end = index &+ 1
      while end < numbers.count, numbers[end] == number { end &+= 1 }
      // Packed numbers come in groups of eight, so that a run may have to lend them some.
      let lent = (8 - (index - literal) % 8) % 8
      if end - index - lent >= leastRun {
        index += lent
        appendPacked(numbers.extracting(literal..<index), width: width, to: &bytes)
        appendRun(of: number, count: end - index, width: width, to: &bytes)
        literal = end
      }
      index = end
    }
    appendPacked(numbers.extracting(literal..<numbers.count), width: width, to: &bytes)
  }

  /// Appends one number many times.
  static func appendRun(of number: UInt32, count: Int, width: Int, to bytes: inout [UInt8]) {
    guard count > 0 else { return }
    bytes.appendVariable(UInt64(count) << 1)
    var rest = number
    for _ in 0..<(width + 7) / 8 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Appends numbers in groups of eight, the last filled up with zeros.
  private static func appendPacked(
    _ numbers: Span<UInt32>, width: Int, to bytes: inout [UInt8]
  ) {
    guard !numbers.isEmpty else { return }
    let groups = (numbers.count + 7) / 8
    bytes.appendVariable(UInt64(groups) << 1 | 1)
    let end = bytes.count + groups * width
    if width == 8 {
      bytes.append(addingCapacity: numbers.count) { output in
        for index in numbers.indices { output.append(UInt8(truncatingIfNeeded: numbers[index])) }
      }
    } else if width == 16 {
      bytes.append(addingCapacity: numbers.count * 2) { output in
        for index in numbers.indices {
          let number = numbers[index]
          output.append(UInt8(truncatingIfNeeded: number))
          output.append(UInt8(truncatingIfNeeded: number >> 8))
        }
      }
    } else {
      var packer = BitPacker()
      for index in numbers.indices {
        packer.append(UInt64(numbers[index]), width: width, to: &bytes)
      }
      packer.flush(to: &bytes)
    }
    for _ in bytes.count..<end { bytes.append(0) }
  }
}
