/// Reads levels and dictionary indices; see ``RunLengthEncoder``.
enum RunLengthDecoder {
  /// Reads numbers.
  ///
  /// - Parameters:
  ///   - bytes: The runs.
  ///   - width: The bits of a number, at most 32.
  ///   - count: How many numbers there must be.
  /// - Returns: The numbers.
  /// - Throws: ``ParquetDamage`` where the bytes hold fewer.
  static func decode(
    _ bytes: Span<UInt8>, width: Int, count: Int
  ) throws(ParquetDamage) -> [UInt32] {
    guard width <= 32 else { throw .damaged("numbers of \(width) bits") }
    var position = 0
    var numbers: [UInt32] = []
    numbers.reserveCapacity(min(count, 1 << 20))
    while numbers.count < count {
      let head = try bytes.variable(at: &position)
      let rest = count - numbers.count
      if head & 1 == 0 {
        let size = (width + 7) / 8
        guard size <= bytes.count - position else { throw .cut }
        var number: UInt32 = 0
        for index in 0..<size { number |= UInt32(bytes[position + index]) << (8 * index) }
        position += size
        guard width == 32 || number >> width == 0 else { throw .damaged("a number is too large") }
        guard head >> 1 > 0 else { throw .damaged("a run of no length") }
        numbers.append(contentsOf: repeatElement(number, count: Int(min(head >> 1, UInt64(rest)))))
      } else {
        let wanted = Int(min(head >> 1, UInt64((rest + 7) / 8))) * 8
        guard wanted > 0 else { throw .damaged("a run of no length") }
        let taken = min(wanted, rest)
        try unpack(
          bytes.extracting(position..<bytes.count), width: width, count: taken, to: &numbers)
        // Writers may leave out what fills up the last group.
        position = min(position + wanted / 8 * width, bytes.count)
      }
    }
    return numbers
  }

  /// Reads levels, which stand behind their length in four bytes, and goes behind them.
  static func levels(
    _ bytes: Span<UInt8>, at position: inout Int, width: Int, count: Int
  ) throws(ParquetDamage) -> [UInt32] {
    guard bytes.count - position >= 4 else { throw .cut }
    let size = Int(bytes.littleEndian(at: position, as: UInt32.self))
    position += 4
    guard size <= bytes.count - position else { throw .cut }
    let levels = try decode(
      bytes.extracting(position..<position + size), width: width, count: count)
    position += size
    return levels
  }

  /// Reads packed numbers.
  private static func unpack(
    _ bytes: Span<UInt8>, width: Int, count: Int, to numbers: inout [UInt32]
  ) throws(ParquetDamage) {
    guard (count * width + 7) / 8 <= bytes.count else { throw .cut }
    let mask = width == 32 ? UInt64(UInt32.max) : 1 << UInt64(width) - 1
    numbers.append(addingCapacity: count) { output in
      var waiting: UInt64 = 0
      var bits = 0
      var position = 0
      for _ in 0..<count {
        while bits < width {
          waiting |= UInt64(bytes[position]) &<< UInt64(bits)
          position &+= 1
          bits &+= 8
        }
        output.append(UInt32(truncatingIfNeeded: waiting & mask))
        waiting = waiting >> UInt64(width)
        bits &-= width
      }
    }
  }
}
