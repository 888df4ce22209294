/// Bytes that have no room in memory for a while.
///
/// The file has no name once it is open, so that it is gone with the program, however that ends. One owner appends;
/// reading is safe from any thread.
public final class ScratchFile: Sendable {
  private let path: String
  private let descriptor: Int32

  /// Creates an empty file.
  ///
  /// - Parameter path: A name in the folder whose disk is to be used.
  /// - Throws: ``DataFileProblem`` where it cannot be created.
  public init(_ path: String) throws(DataFileProblem) {
    self.path = path
    descriptor = try SystemFile.openPartial(path, for: path)
    SystemFile.remove(path)
  }

  deinit { SystemFile.closeQuietly(descriptor) }

  /// Appends bytes behind those that are there.
  ///
  /// - Throws: ``DataFileProblem`` where the disk is full.
  public func append(_ bytes: [UInt8]) throws(DataFileProblem) {
    try SystemFile.write(bytes.span, to: descriptor, path)
  }

  /// Bytes that were appended.
  ///
  /// - Throws: ``DataFileProblem`` where they cannot be read.
  public func bytes(_ range: Range<Int>) throws(DataFileProblem) -> [UInt8] {
    let bytes = try SystemFile.read(descriptor, at: range.lowerBound, count: range.count, path)
    guard bytes.count == range.count else {
      throw DataFileProblem(file: path, message: "the file is shorter than what was written")
    }
    return bytes
  }
}
