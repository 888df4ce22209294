#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Text to the two streams of a command: results to standard output, all else to standard error.
enum Terminal {
  /// Why a stream took no more text.
  struct WriteError: Error, CustomStringConvertible {
    /// The system's number for what went wrong.
    var code: Int32

    var description: String { unsafe String(cString: strerror(code)) }
  }

  /// Whether somebody reads standard error on a screen.
  static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether somebody can be asked: both standard input and standard error are a terminal.
  static var canAsk: Bool { isInteractive && isatty(STDIN_FILENO) == 1 }

  /// Writes a question, without a newline.
  static func ask(_ question: String) { try? write(question, to: STDERR_FILENO) }

  /// Sees to it that a stream which the caller has closed is not taken by a file that is opened
  /// later: writing to it fails, as it should.
  static func holdClosedStreams() {
    var descriptor: Int32 = 0
    while descriptor >= 0, descriptor <= STDERR_FILENO {
      descriptor = unsafe open("/dev/null", O_RDONLY)
    }
    if descriptor > STDERR_FILENO { close(descriptor) }
  }

  /// Writes results, and a newline.
  static func printResult(_ text: String) throws(WriteError) {
    try write(text + "\n", to: STDOUT_FILENO)
  }

  /// Writes a message, and a newline.
  ///
  /// Nothing can be said about a message that cannot be written.
  static func printMessage(_ text: String) {
    try? write(text + "\n", to: STDERR_FILENO)
  }

  /// Writes over the present line of the screen.
  static func overwriteLine(with text: String) {
    try? write("\r" + text + "\u{1B}[K", to: STDERR_FILENO)
  }

  private static func write(_ text: String, to descriptor: Int32) throws(WriteError) {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let written = unsafe bytes[start...].withUnsafeBytes { buffer in
        unsafe systemWrite(descriptor, buffer.baseAddress, buffer.count)
      }
      if written > 0 {
        start += written
      } else if errno != EINTR {
        throw WriteError(code: errno)
      }
    }
  }
}

private let systemWrite = unsafe write
