/// Packs numbers of a few bits each into bytes, the first number in the lowest bits.
///
/// Source: *Parquet format*, `Encodings.md`, "Run Length Encoding / Bit-Packing Hybrid".
struct BitPacker {
  private var waiting: UInt64 = 0
  private var waitingBits = 0

  /// Appends the lowest bits of a number, of which no others are set.
  @inline(__always)
  mutating func append(_ number: UInt64, width: Int, to bytes: inout [UInt8]) {
    waiting |= number &<< UInt64(truncatingIfNeeded: waitingBits)
    waitingBits &+= width
    if waitingBits >= 64 {
      bytes.append(littleEndian: waiting)
      waitingBits &-= 64
      waiting = waitingBits == 0 ? 0 : number &>> UInt64(truncatingIfNeeded: width &- waitingBits)
    }
  }

  /// Appends what waits, filled up to a whole byte.
  mutating func flush(to bytes: inout [UInt8]) {
    while waitingBits > 0 {
      bytes.append(UInt8(truncatingIfNeeded: waiting))
      waiting >>= 8
      waitingBits -= 8
    }
    waiting = 0
    waitingBits = 0
  }
}

/// How many bits a number needs.
func bitWidth(of number: some FixedWidthInteger & UnsignedInteger) -> Int {
  type(of: number).bitWidth - number.leadingZeroBitCount
}
