import Crypto
import JSONDocuments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What tells contents apart.
public enum ContentHash {
  /// SHA-256 of bytes, in 64 hexadecimal digits.
  public static func sha256(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The hash of a version.
  ///
  /// - Throws: ``RegistryError`` for a score that is no finite number.
  static func sha256(of hashed: ModelCard.Hashed) throws(RegistryError) -> String {
    do { return sha256(of: Array(try jsonText(hashed))) } catch { throw .scoreNotFinite }
  }
}
