#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The calls of the system by which a registry is read and written, each with its problem in words.
enum RegistryFile {
  /// Makes a file with some bytes, on the disk when this returns; there must be none of that name.
  static func create(_ path: String, _ bytes: [UInt8]) throws(RegistryError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw problem(path, "the file cannot be made") }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, path)
    try synchronize(descriptor, path)
  }

  /// Writes all bytes where the file stands.
  static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(RegistryError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes[done...].withUnsafeBytes { rest in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          unsafe Musl.write(descriptor, rest.baseAddress, rest.count)
        #else
          unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw problem(path, "the file cannot be written") }
      done += count
    }
  }

  /// Waits until the disk has what was written.
  static func synchronize(_ descriptor: Int32, _ path: String) throws(RegistryError) {
    while fsync(descriptor) != 0 {
      // Some file systems have no disk to wait for.
      if errno == EINVAL || errno == ENOTSUP { return }
      if errno != EINTR { throw problem(path, "the file cannot be written") }
    }
  }

  /// Waits until the disk has the names in a folder.
  static func synchronizeFolder(_ path: String) throws(RegistryError) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw problem(path, "the folder cannot be opened") }
    defer { close(descriptor) }
    try synchronize(descriptor, path)
  }

  /// All bytes of a file; `nil` where there is no file of that name.
  static func read(_ path: String) throws(RegistryError) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw problem(path, "the file cannot be opened")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes { buffer in
        #if canImport(Glibc)
          unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
          unsafe Musl.read(descriptor, buffer.baseAddress, buffer.count)
        #else
          unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw problem(path, "the file cannot be read") }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }

  /// Makes a folder where there is none.
  static func makeFolder(_ path: String) throws(RegistryError) {
    if unsafe mkdir(path, 0o755) == 0 { return }
    guard errno == EEXIST, isFolder(path) else {
      throw problem(path, "the folder cannot be made")
    }
  }

  /// Whether a path leads to a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Gives a file or folder another name, at one stroke.
  static func rename(_ old: String, to new: String) throws(RegistryError) {
    #if canImport(Glibc)
      let result = unsafe Glibc.rename(old, new)
    #elseif canImport(Musl)
      let result = unsafe Musl.rename(old, new)
    #else
      let result = unsafe Darwin.rename(old, new)
    #endif
    guard result == 0 else { throw problem(new, "it cannot be given its name") }
  }

  /// The names in a folder, sorted; none where there is no folder.
  static func names(in path: String) throws(RegistryError) -> [String] {
    guard let folder = unsafe opendir(path) else {
      if errno == ENOENT { return [] }
      throw problem(path, "the folder cannot be read")
    }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(folder) else {
        guard errno == 0 else { throw problem(path, "the folder cannot be read") }
        return names.sorted()
      }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
  }

  /// Removes a file, or a folder with all that is in it.
  static func remove(_ path: String) throws(RegistryError) {
    if unsafe unlink(path) == 0 || errno == ENOENT { return }
    for name in try names(in: path) { try remove(path + "/" + name) }
    guard unsafe rmdir(path) == 0 || errno == ENOENT else {
      throw problem(path, "it cannot be removed")
    }
  }

  /// What the system says of the call that failed last.
  static func problem(_ path: String, _ doing: String) -> RegistryError {
    .system(path: path, doing: doing, reason: unsafe String(cString: strerror(errno)))
  }
}
