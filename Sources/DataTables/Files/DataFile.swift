/// Reads whole files, compressed or not.
public enum DataFile {
  /// The bytes of a file; what gzip or Zstandard has compressed is taken apart, whatever it is called.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - limit: The most bytes, taken apart.
  /// - Returns: The bytes.
  /// - Throws: ``DataFileProblem`` where the file cannot be read, is damaged or is too large.
  public static func bytes(
    _ path: String, limit: Int = TableLimits().bytes
  ) throws(DataFileProblem) -> [UInt8] {
    let file = try ReadableFile(path)
    guard file.count <= limit else { throw tooLarge(path, limit) }
    let bytes = try file.read(at: 0, count: file.count)
    do throws(DecompressionProblem) {
      switch FileCompression(magic: bytes) {
      case .none: return bytes
      case .gzip: return try Decompression.gzip(bytes.span, limit: limit)
      case .zstd: return try Decompression.zstd(bytes.span, limit: limit)
      }
    } catch {
      if case .tooLarge = error { throw tooLarge(path, limit) }
      throw DataFileProblem(file: path, message: "\(error)")
    }
  }

  /// Reads a file as it is, a piece at a time.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - body: Given the pieces in their order.
  /// - Throws: ``DataFileProblem`` where the file cannot be read.
  public static func forEachPiece(
    of path: String, _ body: ([UInt8]) -> Void
  ) throws(DataFileProblem) {
    let file = try ReadableFile(path)
    let most = 1 << 20
    var offset = 0
    while offset < file.count {
      let piece = try file.read(at: offset, count: min(most, file.count - offset))
      offset += piece.count
      body(piece)
    }
  }

  private static func tooLarge(_ path: String, _ limit: Int) -> DataFileProblem {
    DataFileProblem(
      file: path, message: "the file has more than \(limit) bytes, all that can be read")
  }
}

extension DelimitedTable {
  /// Reads a table from a file: `.csv`, or the same compressed as `.csv.gz` or `.csv.zst`.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - limits: How large the table may be, compressed or not.
  /// - Throws: ``DataFileProblem`` where the file cannot be read; ``TableProblem`` at the first place
  ///   that cannot be read.
  public init(contentsOfFile path: String, limits: TableLimits = TableLimits()) throws {
    try self.init(DataFile.bytes(path, limit: limits.bytes), limits: limits)
  }
}
