import ArgumentParser
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The signal that asked the program to stop; 0 while none has come.
private let received = Atomic<Int32>(0)

/// Turns the first Ctrl-C (or `kill`) into a request to stop in good order; a second one ends the
/// program at once.
enum Interruption {
  /// Begins to watch for signals.
  static func watch() {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { number in
        received.store(number, ordering: .relaxed)
      }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      var before = sigaction()
      _ = unsafe sigaction(signal, &action, &before)
      // What the caller has the program ignore, as nohup does, stays ignored.
      if isIgnored(before) { _ = unsafe sigaction(signal, &before, nil) }
    }
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    let handler = unsafe action.__sigaction_handler.sa_handler
    return unsafe unsafeBitCast(handler, to: Int.self) == 1
  }

  /// The signal that came; `nil` while none has.
  static var signal: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// The exit code of a program that a signal has stopped: 128 and the signal's number.
  static var exitCode: ExitCode { ExitCode(128 + (signal ?? SIGINT)) }

  /// Whether a signal has come.
  static var isRequested: Bool { signal != nil }
}
