#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The file of a journal, to which whole lines are added.
///
/// Each line is written at once and handed to the disk before the next step is taken, so a killed program
/// loses nothing but a line that it was writing. Only one program at a time may add to it.
public final class JournalFile {
  private let descriptor: Int32
  private let path: String

  /// Opens a file, and makes it where there is none.
  ///
  /// - Parameters:
  ///   - path: Where it is.
  ///   - length: How many bytes of it are whole lines; what follows is cut off.
  /// - Throws: ``RunFolderError`` where it cannot be opened, or another program writes to it.
  public init(path: String, keeping length: Int) throws(RunFolderError) {
    self.path = path
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw JournalFile.problem(path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason =
        errno == EWOULDBLOCK ? "another search is writing to it; wait for it, or stop it" : nil
      let problem = JournalFile.problem(path)
      close(descriptor)
      throw reason.map { RunFolderError(path: path, reason: $0) } ?? problem
    }
    guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
      throw JournalFile.problem(path)
    }
  }

  deinit { close(descriptor) }

  /// Adds records.
  ///
  /// - Throws: ``RunFolderError`` where they cannot be written; part of a line may then stand at the end.
  public func add(_ records: [JournalRecord]) throws(RunFolderError) {
    let bytes = Array(records.map { $0.line + "\n" }.joined().utf8)
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes[written...].withUnsafeBytes {
        unsafe write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw JournalFile.problem(path) }
      written += count
    }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw JournalFile.problem(path) }
  }

  private static func problem(_ path: String) -> RunFolderError {
    RunFolderError(path: path, reason: unsafe String(cString: strerror(errno)))
  }
}
