/// One block of Philox 4×64 with ten rounds, a generator whose n-th block is a function of n alone.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC'11, 2011.
///
/// - Parameters:
///   - counter: Which block.
///   - key: Which sequence of blocks.
/// - Returns: 256 random bits.
@inline(__always)
public func philox(
  counter: (UInt64, UInt64, UInt64, UInt64), key: (UInt64, UInt64)
) -> (UInt64, UInt64, UInt64, UInt64) {
  var (c0, c1, c2, c3) = counter
  var (k0, k1) = key
  for _ in 0..<10 {
    let a = c0.multipliedFullWidth(by: 0xD2E7_470E_E14C_6C93)
    let b = c2.multipliedFullWidth(by: 0xCA5A_8263_9512_1157)
    (c0, c1, c2, c3) = (b.high ^ c1 ^ k0, b.low, a.high ^ c3 ^ k1, a.low)
    k0 &+= 0x9E37_79B9_7F4A_7C15
    k1 &+= 0xBB67_AE85_84CA_A73B
  }
  return (c0, c1, c2, c3)
}
