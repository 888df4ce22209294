/// Writes whole numbers as packed differences, in blocks of 128 whose smallest difference is taken off.
///
/// Regular steps take a few bytes for 128 numbers. Differences wrap around in the width of the numbers, as
/// the format asks. Source: *Parquet format*, `Encodings.md`, "Delta Encoding (DELTA_BINARY_PACKED = 5)".
enum DeltaBinaryEncoder {
  private static let blockSize = 128
  private static let groupSize = 32

  /// Appends numbers.
  static func append<Number: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
    _ numbers: Span<Number>, to bytes: inout [UInt8]
  ) where Number.Magnitude: BitwiseCopyable {
    bytes.appendVariable(UInt64(blockSize))
    bytes.appendVariable(UInt64(blockSize / groupSize))
    bytes.appendVariable(UInt64(numbers.count))
    bytes.appendVariable(zigzag: numbers.isEmpty ? 0 : Int64(numbers[0]))
    var begin = 1
    while begin < numbers.count {
      let end = min(begin + blockSize, numbers.count)
      appendBlock(numbers.extracting(begin - 1..<end), to: &bytes)
      begin = end
    }
  }

  /// Appends the differences between neighbours.
  private static func appendBlock<Number: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
    _ numbers: Span<Number>, to bytes: inout [UInt8]
  ) {
    let count = numbers.count - 1
    var least = Number.max
    for index in 0..<count {
      least = min(least, numbers[index &+ 1] &- numbers[index])
    }
    func above(_ index: Int) -> Number.Magnitude {
      Number.Magnitude(truncatingIfNeeded: numbers[index &+ 1] &- numbers[index] &- least)
    }
    bytes.appendVariable(zigzag: Int64(least))
    let groups = (count + groupSize - 1) / groupSize
    var widths: [Int] = []
    for group in 0..<groups {
      var union: Number.Magnitude = 0
      for index in group * groupSize..<min(count, (group + 1) * groupSize) {
        union |= above(index)
      }
      widths.append(Number.bitWidth - union.leadingZeroBitCount)
    }
    for group in 0..<blockSize / groupSize {
      bytes.append(group < groups ? UInt8(widths[group]) : 0)
    }
    for group in 0..<groups where widths[group] > 0 {
      var packer = BitPacker()
      for index in group * groupSize..<(group + 1) * groupSize {
        packer.append(
          index < count ? UInt64(truncatingIfNeeded: above(index)) : 0, width: widths[group],
          to: &bytes)
      }
      packer.flush(to: &bytes)
    }
  }
}
