#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The near ends of the three pipes of a program; none of them ever waits.
///
/// No other program that is started gets them, so that each sees the end of its input when it is closed here.
struct ChildPipes {
  /// What can be read.
  enum Source { case output, errors }

  /// What came of reading or writing.
  enum Outcome {
    case bytes(Int)
    case wouldBlock
    case closed
    case failed(String)
  }

  let input: Int32
  let output: Int32
  let errors: Int32

  /// Closes all of them.
  func close() {
    for descriptor in [input, output, errors] { ProcessCalls.close(descriptor) }
  }

  /// Writes as much as there is room for.
  ///
  /// A pipe that nobody reads any more would end the whole program by a signal. It is held back in this thread while it
  /// writes, and taken away if it came: how the program treats it otherwise is left as it is.
  func write(_ line: [UInt8], from start: Int) -> Outcome {
    #if canImport(Darwin)
      return written(line, start)
    #else
      var (broken, before, pending) = (sigset_t(), sigset_t(), sigset_t())
      _ = unsafe sigemptyset(&broken)
      _ = unsafe sigaddset(&broken, SIGPIPE)
      _ = unsafe pthread_sigmask(SIG_BLOCK, &broken, &before)
      defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
      let outcome = written(line, start)
      if case .closed = outcome {
        _ = unsafe sigpending(&pending)
        if unsafe sigismember(&pending, SIGPIPE) == 1 {
          var now = timespec()
          _ = unsafe sigtimedwait(&broken, nil, &now)
        }
      }
      return outcome
    #endif
  }

  private func written(_ line: [UInt8], _ start: Int) -> Outcome {
    while true {
      let count = unsafe line.withUnsafeBytes { bytes in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[start...])
        #if canImport(Glibc)
          return unsafe Glibc.write(input, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          return unsafe Musl.write(input, rest.baseAddress, rest.count)
        #else
          return unsafe Darwin.write(input, rest.baseAddress, rest.count)
        #endif
      }
      if count >= 0 { return .bytes(count) }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .wouldBlock
      case EPIPE: return .closed
      default: return .failed(ProcessCalls.reason(errno))
      }
    }
  }

  /// Reads what is there, as far as there is room.
  func read(_ piece: inout [UInt8], from source: Source) -> Outcome {
    let descriptor = source == .output ? output : errors
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
      if count > 0 { return .bytes(count) }
      if count == 0 { return .closed }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .wouldBlock
      default: return .failed(ProcessCalls.reason(errno))
      }
    }
  }

  /// Waits until something can be read, or written.
  ///
  /// - Parameters:
  ///   - seconds: How long at most.
  ///   - isWriting: Whether there is something to write.
  ///   - readsErrors: Whether standard error is still open.
  /// - Returns: What can be read; neither where the time is over.
  /// - Throws: ``ChildProcess/Failure/system(_:)`` where the system refuses.
  func wait(
    seconds: Double, isWriting: Bool, _ readsErrors: Bool
  ) throws(ChildProcess.Failure) -> (output: Bool, errors: Bool) {
    // A negative descriptor is passed over.
    var watched = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: readsErrors ? errors : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isWriting ? input : -1, events: Int16(POLLOUT), revents: 0),
    ]
    let milliseconds = Int32(min(seconds * 1_000 + 1, 1e9))
    let count = unsafe poll(&watched, nfds_t(watched.count), milliseconds)
    if count < 0, errno != EINTR { throw .system(ProcessCalls.reason(errno)) }
    return count > 0 ? (watched[0].revents != 0, watched[1].revents != 0) : (false, false)
  }
}
