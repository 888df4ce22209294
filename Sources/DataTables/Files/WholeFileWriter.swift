#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes a file that is never half there: it bears its name only once it is whole.
///
/// The bytes go to `NAME.partial` in the same folder. ``finish()`` hands them to the disk and gives the
/// file its name; a writer that is let go before removes what it wrote. What a killed process left under
/// `NAME.partial` is written over. Not to be used from two threads at once.
///
/// ```swift
/// let file = try WholeFileWriter("readings.parquet")
/// try file.write(bytes)
/// try file.finish()
/// ```
public final class WholeFileWriter {
  /// The file, as the caller named it.
  public let path: String
  /// How many bytes have been written, those that still wait included.
  public private(set) var count = 0

  private let partial: String
  private let replacesExisting: Bool
  private var descriptor: Int32
  private var waiting: [UInt8] = []
  /// The first problem met; nothing can be written after it.
  private var failure: DataFileProblem?

  /// As many bytes as are collected before the system is asked to write them.
  private static let bufferSize = 1 << 18

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: The file's path; its folder must exist.
  ///   - replacesExisting: Whether a file of that name may be replaced.
  /// - Throws: ``DataFileProblem`` where the file exists and must not be replaced, where another
  ///   process is writing it, or where it cannot be created.
  public init(_ path: String, replacesExisting: Bool = false) throws(DataFileProblem) {
    self.path = path
    self.partial = path + ".partial"
    self.replacesExisting = replacesExisting
    if !replacesExisting, SystemFile.exists(path) {
      throw DataFileProblem(file: path, message: WholeFileWriter.existsAlready)
    }
    descriptor = try SystemFile.openPartial(partial, for: path)
  }

  /// Writes to a descriptor that is open already, in place of the partial file: for tests of full disks.
  init(_ path: String, descriptor: Int32) {
    self.path = path
    partial = path + ".partial"
    replacesExisting = true
    self.descriptor = descriptor
  }

  deinit { abandon() }

  /// Writes bytes at the end.
  ///
  /// - Throws: ``DataFileProblem`` where the system cannot take them, such as on a full disk.
  public func write(_ bytes: [UInt8]) throws(DataFileProblem) {
    try write(bytes.span)
  }

  /// Writes bytes at the end; see ``write(_:)-([UInt8])``.
  public func write(_ bytes: Span<UInt8>) throws(DataFileProblem) {
    if let failure { throw failure }
    precondition(descriptor >= 0, "the file is finished")
    count += bytes.count
    if waiting.count + bytes.count <= WholeFileWriter.bufferSize {
      waiting.appendBytes(bytes)
      return
    }
    try flush()
    if bytes.count < WholeFileWriter.bufferSize {
      waiting.appendBytes(bytes)
    } else {
      try hand(bytes)
    }
  }

  /// Writes other bytes over some that have been written before.
  ///
  /// - Parameters:
  ///   - offset: Where they begin.
  ///   - bytes: The bytes; all of them stand where there are some already.
  /// - Throws: ``DataFileProblem`` where the system cannot take them.
  public func replace(at offset: Int, with bytes: [UInt8]) throws(DataFileProblem) {
    if let failure { throw failure }
    precondition(descriptor >= 0, "the file is finished")
    precondition(offset >= 0 && offset + bytes.count <= count, "there is nothing to replace")
    do throws(DataFileProblem) {
      try flush()
      try SystemFile.overwrite(bytes, at: offset, in: descriptor, path)
    } catch {
      throw fail(error)
    }
  }

  /// Hands all bytes to the disk and gives the file its name.
  ///
  /// Nothing can be written afterwards.
  ///
  /// - Throws: ``DataFileProblem`` where bytes cannot be written, or where the name has been taken
  ///   meanwhile; the partial file is removed then.
  public func finish() throws(DataFileProblem) {
    if let failure { throw failure }
    precondition(descriptor >= 0, "the file is finished")
    do throws(DataFileProblem) {
      try flush()
      try SystemFile.synchronize(descriptor, path)
      try SystemFile.rename(partial, to: path, replacing: replacesExisting)
      // The descriptor holds the lock that keeps others from the partial file until it has its name.
      let closing = descriptor
      descriptor = -1
      try SystemFile.close(closing, path)
    } catch {
      throw fail(error)
    }
  }

  /// Removes what has been written; the file is as it was before.
  public func abandon() {
    guard descriptor >= 0 else { return }
    SystemFile.remove(partial)
    _ = try? SystemFile.close(descriptor, path)
    descriptor = -1
    waiting = []
  }

  static let existsAlready = "the file exists already; remove it, or choose another name"

  private func flush() throws(DataFileProblem) {
    guard !waiting.isEmpty else { return }
    let bytes = waiting
    waiting.removeAll(keepingCapacity: false)
    try hand(bytes.span)
    waiting.reserveCapacity(WholeFileWriter.bufferSize)
  }

  private func hand(_ bytes: Span<UInt8>) throws(DataFileProblem) {
    do throws(DataFileProblem) {
      try SystemFile.write(bytes, to: descriptor, path)
    } catch {
      throw fail(error)
    }
  }

  private func fail(_ problem: DataFileProblem) -> DataFileProblem {
    failure = problem
    abandon()
    return problem
  }
}
