import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A line on the terminal that says how far a long piece of work is.
///
/// Shown on standard error after one second, only where that is a terminal, and wiped at the end.
final class ProgressLine: Sendable {
  private let total: Int
  private let isShown: Bool
  private let began: ContinuousClock.Instant
  private let hasPrinted = Atomic<Bool>(false)

  init(total: Int, isQuiet: Bool) {
    self.total = total
    isShown = !isQuiet && isatty(STDERR_FILENO) == 1
    began = .now
  }

  /// Shows that so many pieces are finished.
  func show(_ finished: Int) {
    guard isShown, ContinuousClock.now - began > .seconds(1) else { return }
    hasPrinted.store(true, ordering: .relaxed)
    let width = 30
    let filled = width * finished / max(total, 1)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    writeError("\r\(bar) \(finished) of \(total) replications\u{1B}[K")
  }

  /// Wipes the line.
  func finish() {
    if hasPrinted.load(ordering: .relaxed) { writeError("\r\u{1B}[K") }
  }
}
