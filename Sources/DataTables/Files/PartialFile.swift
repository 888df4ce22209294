/// A file that another library writes, and that is never half there: it bears its name only once it is whole.
///
/// The library writes to ``partial`` in the same folder; ``finish()`` gives the file its name. One that is let go before
/// is removed. Who writes bytes takes a ``WholeFileWriter``.
public final class PartialFile {
  /// The file, as the caller named it.
  public let path: String
  /// Where the library writes.
  public let partial: String
  private var isOpen = true

  /// Begins a file.
  ///
  /// - Parameter path: The file's path; its folder must exist.
  /// - Throws: ``DataFileProblem`` where the file exists.
  public init(_ path: String) throws(DataFileProblem) {
    self.path = path
    partial = path + ".partial"
    if SystemFile.exists(path) {
      throw DataFileProblem(file: path, message: WholeFileWriter.existsAlready)
    }
  }

  deinit { abandon() }

  /// Hands the bytes to the disk and gives the file its name, once the library has closed it.
  ///
  /// - Throws: ``DataFileProblem`` where that fails; the partial file is removed then.
  public func finish() throws(DataFileProblem) {
    precondition(isOpen, "the file is finished")
    do throws(DataFileProblem) {
      let (descriptor, _) = try SystemFile.openForReading(partial)
      defer { SystemFile.closeQuietly(descriptor) }
      try SystemFile.synchronize(descriptor, path)
      try SystemFile.rename(partial, to: path, replacing: false)
      isOpen = false
    } catch {
      abandon()
      throw DataFileProblem(file: path, message: error.message)
    }
  }

  /// Removes what has been written.
  public func abandon() {
    guard isOpen else { return }
    SystemFile.remove(partial)
    isOpen = false
  }
}
