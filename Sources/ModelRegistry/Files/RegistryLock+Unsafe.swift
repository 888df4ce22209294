#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What one writer at a time holds.
///
/// The system takes it away from a program that ends, however it ends.
struct RegistryLock: ~Copyable {
  private let descriptor: Int32

  /// Waits for the lock of a registry.
  ///
  /// - Parameters:
  ///   - path: The file that is locked; made where there is none, and never removed.
  ///   - seconds: How long to wait.
  /// - Throws: ``RegistryError`` where another program holds it all that time, or the file cannot be made.
  init(_ path: String, waiting seconds: Double) throws(RegistryError) {
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw RegistryFile.problem(path, "the file cannot be made") }
    // Asked anew every 10 ms: nothing here needs a clock.
    var left = Int(min(max(seconds, 0), 86_400) * 100)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        let problem = RegistryFile.problem(path, "the file cannot be locked")
        close(descriptor)
        throw problem
      }
      guard left > 0 else {
        close(descriptor)
        throw .locked(path: path, seconds: seconds)
      }
      left -= 1
      usleep(10_000)
    }
  }

  deinit { close(descriptor) }
}
