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

  /// Whether lines on the screen can be drawn anew in their place: standard error is a terminal that can do so.
  static var canRedraw: Bool {
    guard isInteractive, let kind = variable("TERM") else { return false }
    return kind != "dumb" && !kind.isEmpty
  }

  /// Whether colors are wanted: `NO_COLOR` is not set, or empty (no-color.org).
  static var hasColor: Bool { (variable("NO_COLOR") ?? "").isEmpty }

  /// How many columns and rows the screen has; 80 and 24 where it does not say.
  static var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0,
      size.ws_row > 0
    else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Draws lines in the place of those drawn before; the cursor stands below them.
  ///
  /// - Parameters:
  ///   - lines: The lines, none wider than the screen.
  ///   - before: How many lines were drawn before.
  static func redraw(_ lines: [String], over before: Int) {
    let up = before > 0 ? "\u{1B}[\(before)A" : ""
    try? write(
      up + lines.map { "\r" + $0 + "\u{1B}[K\n" }.joined() + "\u{1B}[J", to: STDERR_FILENO)
  }

  private static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
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
