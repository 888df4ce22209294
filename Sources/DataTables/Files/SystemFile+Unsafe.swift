#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The calls of the system by which files are read and written, each with its problem in words.
enum SystemFile {
  /// Whether a name is taken, by a link that leads nowhere too.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  /// Opens the partial file of a target, empty, and locks it against other processes.
  static func openPartial(_ partial: String, for path: String) throws(DataFileProblem) -> Int32 {
    while true {
      let descriptor = unsafe open(partial, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
      guard descriptor >= 0 else {
        if errno == EINTR { continue }
        throw .system(path, "the file cannot be created", errno)
      }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        closeQuietly(descriptor)
        throw DataFileProblem(file: path, message: "another process is writing this file")
      }
      // Between opening and locking, another process may have given the file its name, or removed it.
      var opened = stat()
      var named = stat()
      if unsafe fstat(descriptor, &opened) == 0, unsafe lstat(partial, &named) == 0,
        opened.st_ino == named.st_ino, opened.st_dev == named.st_dev
      {
        guard ftruncate(descriptor, 0) == 0 else {
          let code = errno
          closeQuietly(descriptor)
          throw .system(path, "the file cannot be created", code)
        }
        return descriptor
      }
      closeQuietly(descriptor)
    }
  }

  /// Opens a file for reading.
  static func openForReading(
    _ path: String
  ) throws(DataFileProblem) -> (descriptor: Int32, size: Int) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path, "the file cannot be opened", errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let code = errno
      closeQuietly(descriptor)
      throw .system(path, "the file cannot be opened", code)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      closeQuietly(descriptor)
      throw DataFileProblem(file: path, message: "this is no regular file")
    }
    return (descriptor, Int(status.st_size))
  }

  /// Writes all bytes at the end of what has been written.
  static func write(
    _ bytes: Span<UInt8>, to descriptor: Int32, _ path: String
  ) throws(DataFileProblem) {
    let code = unsafe bytes.withUnsafeBytes { buffer -> Int32 in
      var done = 0
      while done < buffer.count {
        #if canImport(Glibc)
          let written = unsafe Glibc.write(
            descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        #elseif canImport(Musl)
          let written = unsafe Musl.write(
            descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        #else
          let written = unsafe Darwin.write(
            descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        #endif
        if written > 0 {
          done += written
        } else if written == 0 {
          return EIO
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
    guard code == 0 else { throw .system(path, "the file cannot be written", code) }
  }

  /// Writes bytes at a place.
  static func overwrite(
    _ bytes: [UInt8], at offset: Int, in descriptor: Int32, _ path: String
  ) throws(DataFileProblem) {
    let code = unsafe bytes.withUnsafeBytes { buffer -> Int32 in
      var done = 0
      while done < buffer.count {
        let written = unsafe pwrite(
          descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done,
          off_t(offset + done))
        if written > 0 {
          done += written
        } else if written == 0 {
          return EIO
        } else if errno != EINTR {
          return errno
        }
      }
      return 0
    }
    guard code == 0 else { throw .system(path, "the file cannot be written", code) }
  }

  /// Reads bytes at a place; fewer than asked for only where the file ends.
  static func read(
    _ descriptor: Int32, at offset: Int, count: Int, _ path: String
  ) throws(DataFileProblem) -> [UInt8] {
    var code: Int32 = 0
    let bytes = [UInt8](capacity: count) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        while initialized < count {
          let got = unsafe pread(
            descriptor, buffer.baseAddress?.advanced(by: initialized), count - initialized,
            off_t(offset + initialized))
          if got > 0 {
            initialized += got
          } else if got == 0 {
            return
          } else if errno != EINTR {
            code = errno
            return
          }
        }
      }
    }
    guard code == 0 else { throw .system(path, "the file cannot be read", code) }
    return bytes
  }

  /// Waits until the disk has what was written.
  static func synchronize(_ descriptor: Int32, _ path: String) throws(DataFileProblem) {
    while fsync(descriptor) != 0 {
      // Pipes and devices have no disk to wait for.
      if errno == EINVAL || errno == ENOTSUP { return }
      if errno != EINTR { throw .system(path, "the file cannot be written", errno) }
    }
  }

  /// Gives a file another name in the same folder, at one stroke.
  static func rename(
    _ partial: String, to path: String, replacing: Bool
  ) throws(DataFileProblem) {
    if !replacing {
      // A second name fails where the name is taken, where `rename` would replace the file.
      if unsafe link(partial, path) == 0 {
        _ = unsafe unlink(partial)
        return
      }
      if errno == EEXIST || exists(path) {
        throw DataFileProblem(file: path, message: WholeFileWriter.existsAlready)
      }
      // Some file systems have no second names; then the check above must do.
    }
    #if canImport(Glibc)
      let result = unsafe Glibc.rename(partial, path)
    #elseif canImport(Musl)
      let result = unsafe Musl.rename(partial, path)
    #else
      let result = unsafe Darwin.rename(partial, path)
    #endif
    guard result == 0 else { throw .system(path, "the file cannot be given its name", errno) }
  }

  /// Removes a file; that there is none is no matter.
  static func remove(_ path: String) { _ = unsafe unlink(path) }

  /// Closes a file.
  static func close(_ descriptor: Int32, _ path: String) throws(DataFileProblem) {
    guard closeQuietly(descriptor) == 0 || errno == EINTR else {
      throw .system(path, "the file cannot be written", errno)
    }
  }

  /// Closes a file whose fate no longer matters.
  @discardableResult static func closeQuietly(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
      return Glibc.close(descriptor)
    #elseif canImport(Musl)
      return Musl.close(descriptor)
    #else
      return Darwin.close(descriptor)
    #endif
  }
}
