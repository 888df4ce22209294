#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes from a file, as far as they may be a scenario.
enum SourceFile {
  /// The largest text that is read; greater data belong in tables.
  static let largestSize = 4 << 20

  /// Reads a file, or fails in words that say what to do.
  ///
  /// Little more than the limit is read, so that endless inputs end.
  static func read(
    path: String, limit: Int = SourceFile.largestSize
  ) throws(ScenarioFailure) -> [UInt8] {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw failure(.notFound, path, "is not the name of a file; give the path of a scenario")
    }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(forNumber: errno, path) }
    defer { _ = close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = unsafe piece.withUnsafeMutableBytes { buffer in
        unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
      }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(forNumber: errno, path)
      }
      bytes.append(contentsOf: piece.prefix(count))
    }
    return bytes
  }

  private static func failure(forNumber number: Int32, _ path: String) -> ScenarioFailure {
    switch number {
    case ENOENT, ENOTDIR: failure(.notFound, path, "there is no such file")
    case EISDIR: failure(.unreadable, path, "is a folder; give the path of a scenario file in it")
    case EACCES, EPERM: failure(.unreadable, path, "may not be read; check its permissions")
    case ENAMETOOLONG: failure(.notFound, path, "the name is too long to be that of a file")
    default: failure(.unreadable, path, "cannot be read (system error \(number))")
    }
  }

  private static func failure(
    _ kind: ScenarioFailure.Kind, _ path: String, _ message: String
  ) -> ScenarioFailure {
    let shown = path.count > 200 ? String(path.prefix(200)) + "…" : path
    return ScenarioFailure(kind: kind, diagnostics: [Diagnostic(file: shown, message: message)])
  }
}

/// `read(2)` by a name that does not clash with the reader's own.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int)
  -> Int
{
  unsafe read(descriptor, buffer, count)
}
