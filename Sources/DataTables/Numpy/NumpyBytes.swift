/// Numbers as the bytes in which arrays keep them, for those who put them aside before an array is written.
///
/// ```swift
/// var bytes: [UInt8] = []
/// NumpyBytes.append([1, 2] as [Float], to: &bytes)
/// try archive.append(bytes: bytes.span)
/// ```
public enum NumpyBytes {
  /// Appends the bytes of numbers.
  public static func append<Number: NumpyNumber>(_ numbers: [Number], to bytes: inout [UInt8]) {
    bytes.append(nativeBytesOf: numbers.span)
  }

  /// The numbers that bytes hold.
  ///
  /// - Precondition: The bytes are those of whole numbers of this type.
  public static func numbers<Number: NumpyNumber>(
    _ bytes: [UInt8], as type: Number.Type = Number.self
  ) -> [Number] {
    precondition(
      bytes.count % Number.numpyElement.size == 0, "the last number has not all its bytes")
    return bytes.span.nativeNumbers()
  }
}
