/// Writes a file whose bytes are compressed on the way; like ``WholeFileWriter`` never half there.
///
/// The bytes of the file depend on what is written, not on how it is divided among calls.
final class CompressedFileWriter {
  private let file: WholeFileWriter
  private let compression: FileCompression
  private var gzip: GzipCompressor?
  private var zstd: ZstdCompressor?
  private var waiting: [UInt8] = []
  private var compressed: [UInt8] = []

  /// How many bytes are compressed at a time.
  private static let pieceSize = 1 << 18

  init(
    _ path: String, compression: FileCompression, replacesExisting: Bool
  ) throws(DataFileProblem) {
    file = try WholeFileWriter(path, replacesExisting: replacesExisting)
    self.compression = compression
    switch compression {
    case .none: break
    case .gzip: gzip = GzipCompressor(level: 6)
    case .zstd:
      zstd = ZstdCompressor(level: 3)
      zstd?.beginStream()
    }
  }

  /// Writes bytes at the end.
  func write(_ bytes: [UInt8]) throws(DataFileProblem) {
    guard compression != .none else {
      try file.write(bytes)
      return
    }
    waiting += bytes
    guard waiting.count >= CompressedFileWriter.pieceSize else { return }
    let all = waiting
    var begin = 0
    while all.count - begin >= CompressedFileWriter.pieceSize {
      let end = begin + CompressedFileWriter.pieceSize
      try compress(all.span.extracting(begin..<end), isLast: false)
      begin = end
    }
    waiting = Array(all[begin...])
  }

  /// Hands all bytes to the disk and gives the file its name.
  func finish() throws(DataFileProblem) {
    if compression != .none {
      let rest = waiting
      waiting = []
      try compress(rest.span, isLast: true)
    }
    try file.finish()
  }

  /// Removes what has been written.
  func abandon() { file.abandon() }

  private func compress(_ bytes: Span<UInt8>, isLast: Bool) throws(DataFileProblem) {
    compressed.removeAll(keepingCapacity: true)
    gzip?.compress(bytes, isLast: isLast, into: &compressed)
    zstd?.compressStream(bytes, isLast: isLast, into: &compressed)
    try file.write(compressed)
  }
}
