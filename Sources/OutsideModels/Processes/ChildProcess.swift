/// A running program with which lines are exchanged: its pipes, what it has written, and its end.
///
/// It has a group of its own, so that a Ctrl-C that is meant for the caller does not end it in the middle of an answer, and
/// so that what it has started ends with it. Where the caller itself is killed, the program sees the end of its input.
struct ChildProcess: ~Copyable {
  /// Why a line was not answered.
  enum Failure: Error {
    /// The time is over.
    case late
    /// It has ended, or closed its output: how.
    case ended(String)
    /// It writes and writes, and never a line end: how the line begins.
    case tooLong(String)
    /// The system refused: why.
    case system(String)

    /// The reason alone.
    var words: String {
      switch self {
      case .late: "it takes too long"
      case .ended(let reason), .tooLong(let reason), .system(let reason): reason
      }
    }
  }

  private let identifier: Int32
  private let pipes: ChildPipes
  /// What it has written after the last line that was taken.
  private var received: [UInt8] = []
  /// The end of what it has written to standard error.
  private var errorTail: [UInt8] = []
  /// How it ended; `nil` while it has not been seen to end.
  private var ending: String?
  /// Whether it gets no time to end by itself.
  private var isCondemned = false
  private var piece = [UInt8](repeating: 0, count: 65_536)

  private static let mostErrorBytes = 4_096
  private static let mostErrorLines = 5
  /// How long a program that is no longer needed may take to end, in seconds, before it is told to, and after that.
  private static let grace = 1.0

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - words: The program and its arguments.
  ///   - folder: Its working folder.
  /// - Throws: ``Failure/system(_:)`` where it cannot be started.
  init(_ words: [String], in folder: String) throws(Failure) {
    guard ProcessCalls.isFolder(folder) else {
      throw .system("there is no folder '\(folder)' to start it in")
    }
    let (identifier, pipes) = try ProcessCalls.start(words, in: folder)
    (self.identifier, self.pipes) = (identifier, pipes)
  }

  /// The last lines that it has written to standard error.
  var lastErrors: String {
    String(decoding: errorTail, as: UTF8.self).split(whereSeparator: \.isNewline)
      .suffix(ChildProcess.mostErrorLines).joined(separator: "\n")
  }

  /// Gives it no time to end by itself.
  mutating func condemn() { isCondemned = true }

  /// Sends a line, and waits for the next one.
  ///
  /// Writing and reading go on side by side, so that no pipe that is full can stop both.
  ///
  /// - Parameters:
  ///   - line: What is sent, its end included.
  ///   - mostBytes: The longest answer.
  ///   - seconds: How long all of it may take.
  /// - Returns: The answer, without its end.
  /// - Throws: ``Failure``; the program must not be asked again.
  mutating func exchange(
    _ line: [UInt8], mostBytes: Int, seconds: Double
  ) throws(Failure) -> [UInt8] {
    let end = ContinuousClock.now + .seconds(seconds)
    var sent = 0
    var searched = 0
    var readsErrors = true
    while true {
      if sent < line.count {
        switch pipes.write(line, from: sent) {
        case .bytes(let count): sent += count
        case .wouldBlock: break
        // Who does not read any more may still have something to say.
        case .closed: sent = line.count
        case .failed(let reason): throw .system(reason)
        }
      }
      if let place = received[searched...].firstIndex(of: 10) {
        let answer = Array(received[..<place])
        received.removeSubrange(...place)
        return answer
      }
      searched = received.count
      guard received.count <= mostBytes else {
        throw .tooLong(String(decoding: received.prefix(1_000), as: UTF8.self))
      }
      let left = (end - ContinuousClock.now) / .seconds(1)
      guard left > 0 else {
        readErrors()
        throw .late
      }
      let ready = try pipes.wait(seconds: left, isWriting: sent < line.count, readsErrors)
      if ready.errors { readsErrors = readErrors() }
      if ready.output {
        switch pipes.read(&piece, from: .output) {
        case .bytes(let count): received += piece[..<count]
        case .wouldBlock: break
        case .closed: throw .ended(waitedForEnd())
        case .failed(let reason): throw .system(reason)
        }
      }
    }
  }

  /// Takes in what is there of standard error.
  ///
  /// - Returns: Whether more may come.
  @discardableResult private mutating func readErrors() -> Bool {
    // Who never stops to write there must not keep the clock from being looked at.
    for _ in 0..<16 {
      switch pipes.read(&piece, from: .errors) {
      case .bytes(let count):
        errorTail += piece[..<count]
        errorTail.removeFirst(max(0, errorTail.count - ChildProcess.mostErrorBytes))
      case .wouldBlock: return true
      case .closed, .failed: return false
      }
    }
    return true
  }

  /// How it ended, after it closed its output.
  private mutating func waitedForEnd() -> String {
    ending = ProcessCalls.ending(of: identifier, waiting: ChildProcess.grace)
    readErrors()
    if let ending { return ending }
    return "it closed its output, and goes on"
  }

  deinit {
    pipes.close()
    if ending == nil, !isCondemned {
      var ended = ProcessCalls.ending(of: identifier, waiting: ChildProcess.grace)
      if ended == nil {
        ProcessCalls.tell(identifier, toEnd: .kindly)
        ended = ProcessCalls.ending(of: identifier, waiting: ChildProcess.grace)
      }
      if ended != nil { return }
    }
    if ending == nil {
      ProcessCalls.tell(identifier, toEnd: .atOnce)
      _ = ProcessCalls.ending(of: identifier, waiting: .infinity)
    }
  }
}
