import CChildProcess

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The calls of the system by which a program is started and ended.
///
/// Not Foundation's `Process`: that needs all of Foundation, watches its children by a thread and a run loop, and cannot put
/// them in a group of their own.
enum ProcessCalls {
  /// How a program is told to end.
  enum Manner {
    case kindly, atOnce

    fileprivate var signal: Int32 { self == .kindly ? SIGTERM : SIGKILL }
  }

  /// Whether a path leads to a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// What the system says of an error.
  static func reason(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }

  /// Closes a file.
  static func close(_ descriptor: Int32) {
    #if canImport(Glibc)
      _ = Glibc.close(descriptor)
    #elseif canImport(Musl)
      _ = Musl.close(descriptor)
    #else
      _ = Darwin.close(descriptor)
    #endif
  }

  // MARK: - Starting

  /// Starts a program with three pipes, in a group of its own.
  ///
  /// It gets the caller's environment, and signals as a new program expects them.
  static func start(
    _ words: [String], in folder: String
  ) throws(ChildProcess.Failure) -> (identifier: Int32, pipes: ChildPipes) {
    let arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: words.count + 1)
    for (place, word) in words.enumerated() { unsafe arguments[place] = strdup(word) }
    unsafe arguments[words.count] = nil
    defer {
      for place in words.indices { unsafe free(arguments[place]) }
      unsafe arguments.deallocate()
    }
    var child = child_process()
    let problem = unsafe child_process_start(arguments, folder, &child)
    guard problem == 0 else {
      let place = words[0].contains("/") ? "seen from '\(folder)'" : "in PATH"
      throw .system(
        problem == ENOENT
          ? "there is no program '\(words[0])' \(place)" : "'\(words[0])': \(reason(problem))")
    }
    return (
      child.identifier,
      ChildPipes(input: child.input, output: child.output, errors: child.errors)
    )
  }

  // MARK: - Ending

  /// Tells a program, and all that it has started in its group, to end.
  static func tell(_ identifier: Int32, toEnd manner: Manner) {
    if kill(-identifier, manner.signal) != 0 { _ = kill(identifier, manner.signal) }
  }

  /// Waits for the end of a program; what is left of it in the system is gone afterwards.
  ///
  /// - Parameters:
  ///   - identifier: The program.
  ///   - seconds: How long to wait; infinity for as long as it takes.
  /// - Returns: How it ended; `nil` where it goes on.
  static func ending(of identifier: Int32, waiting seconds: Double) -> String? {
    let end = ContinuousClock.now + .seconds(min(seconds, 1e6))
    var pause: UInt32 = 50
    while true {
      var status: Int32 = 0
      let found = unsafe waitpid(identifier, &status, seconds.isFinite ? WNOHANG : 0)
      if found == identifier { return words(status) }
      if found < 0, errno != EINTR { return "nobody knows how" }
      if found == 0 {
        guard ContinuousClock.now < end else { return nil }
        usleep(pause)
        pause = min(2 * pause, 10_000)
      }
    }
  }

  private static func words(_ status: Int32) -> String {
    let signal = status & 0x7F
    return signal == 0 ? "exit code \((status >> 8) & 0xFF)" : "signal \(signal)"
  }
}
