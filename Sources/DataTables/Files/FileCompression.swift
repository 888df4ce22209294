/// How the bytes of a file are compressed.
public enum FileCompression: String, Hashable, Sendable, CaseIterable {
  /// Not at all.
  case none
  /// As gzip does: `.gz`. Read by everything.
  case gzip
  /// As Zstandard does: `.zst`. Smaller and several times faster.
  case zstd

  /// The compression that a file's name promises by its ending.
  public init(ofFileNamed name: String) {
    if name.hasSuffix(".gz") {
      self = .gzip
    } else if name.hasSuffix(".zst") {
      self = .zstd
    } else {
      self = .none
    }
  }

  /// The compression that the first bytes of a file show, whatever its name.
  init(magic bytes: [UInt8]) {
    if bytes.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstd
    } else {
      self = .none
    }
  }
}
