import CZlib

/// The checksum of ZIP archives, CRC-32.
enum Checksum {
  /// The checksum of bytes that follow others.
  static func crc32(of bytes: Span<UInt8>, after checksum: UInt32) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      UInt32(
        truncatingIfNeeded: unsafe crc32_z(UInt(checksum), buffer.baseAddress, buffer.count))
    }
  }

  /// The checksum of two pieces one behind the other.
  static func joined(_ first: UInt32, _ last: UInt32, lastByteCount: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32_combine(UInt(first), UInt(last), lastByteCount))
  }
}
