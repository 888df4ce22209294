/// A file open for reading, at any place.
final class ReadableFile: Sendable {
  /// The file, as the caller named it.
  let path: String
  /// How many bytes it had when it was opened.
  let count: Int
  private let descriptor: Int32

  init(_ path: String) throws(DataFileProblem) {
    (descriptor, count) = try SystemFile.openForReading(path)
    self.path = path
  }

  deinit { SystemFile.closeQuietly(descriptor) }

  /// Reads bytes.
  ///
  /// - Throws: ``DataFileProblem`` where they are not all there.
  func read(at offset: Int, count wanted: Int) throws(DataFileProblem) -> [UInt8] {
    guard offset >= 0, wanted >= 0, offset <= count, wanted <= count - offset else {
      throw DataFileProblem(
        file: path, message: "the file ends too early: \(count) bytes, where more are expected")
    }
    let bytes = try SystemFile.read(descriptor, at: offset, count: wanted, path)
    guard bytes.count == wanted else {
      throw DataFileProblem(file: path, message: "the file became shorter while it was read")
    }
    return bytes
  }
}
