/// Reads whole numbers written as packed differences; see ``DeltaBinaryEncoder``.
enum DeltaBinaryDecoder {
  /// Reads numbers and goes behind them.
  ///
  /// - Parameters:
  ///   - bytes: Where the numbers are.
  ///   - position: Where they begin.
  ///   - count: How many there must be.
  /// - Returns: The numbers.
  /// - Throws: ``ParquetDamage`` where the bytes hold another number of them.
  static func decode(
    _ bytes: Span<UInt8>, at position: inout Int, count: Int
  ) throws(ParquetDamage) -> [Int64] {
    let blockSize = try bytes.variable(at: &position)
    let groupCount = try bytes.variable(at: &position)
    let written = try bytes.variable(at: &position)
    var number = try bytes.variableSigned(at: &position)
    guard blockSize > 0, blockSize <= 1 << 24, groupCount > 0, groupCount <= blockSize,
      blockSize % groupCount == 0, blockSize / groupCount % 8 == 0
    else { throw .damaged("differences in blocks of \(blockSize) in \(groupCount)") }
    guard written == UInt64(count) else {
      throw .damaged("\(written) differences where \(count) values are expected")
    }
    guard count > 0 else { return [] }
    let groupSize = Int(blockSize / groupCount)
    var numbers = [number]
    numbers.reserveCapacity(min(count, 1 << 20))
    while numbers.count < count {
      let least = try bytes.variableSigned(at: &position)
      guard Int(groupCount) <= bytes.count - position else { throw .cut }
      let widths = position
      position += Int(groupCount)
      for group in 0..<Int(groupCount) where numbers.count < count {
        let width = Int(bytes[widths + group])
        let size = groupSize / 8 * width
        guard width <= 64 else { throw .damaged("differences of \(width) bits") }
        guard size <= bytes.count - position else { throw .cut }
        let taken = min(groupSize, count - numbers.count)
        append(
          bytes.extracting(position..<position + size), width: width, count: taken, least: least,
          &number, to: &numbers)
        position += size
      }
    }
    return numbers
  }

  private static func append(
    _ bytes: Span<UInt8>, width: Int, count: Int, least: Int64, _ number: inout Int64,
    to numbers: inout [Int64]
  ) {
    let mask = width == 64 ? UInt64.max : 1 << UInt64(width) - 1
    var waiting: UInt64 = 0
    var bits = 0
    var position = 0
    for _ in 0..<count {
      var difference = waiting
      var missing = width - bits
      if missing <= 0 {
        waiting = waiting >> UInt64(width)
        bits -= width
      } else {
        // The rest of the number is in the bytes that follow, the last of which may hold more.
        var filled = bits
        waiting = 0
        bits = 0
        while missing > 0 {
          let byte = UInt64(bytes[position])
          position &+= 1
          difference |= byte << UInt64(filled)
          if missing < 8 {
            waiting = byte >> UInt64(missing)
            bits = 8 - missing
          }
          filled += 8
          missing -= 8
        }
      }
      number = number &+ least &+ Int64(bitPattern: difference & mask)
      numbers.append(number)
    }
  }
}
