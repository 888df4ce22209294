import Synchronization

/// A line on the terminal that says how far a long piece of work is.
///
/// Shown on standard error after one second, only where that is a terminal, and wiped at the end.
final class ProgressLine: Sendable {
  private let isShown: Bool
  private let label: String
  /// What the pieces are, in the plural.
  private let pieces: String
  private let began: ContinuousClock.Instant
  private let hasPrinted = Atomic<Bool>(false)

  init(isQuiet: Bool, label: String = "", of pieces: String = "replications") {
    self.label = label
    self.pieces = pieces
    isShown = !isQuiet && Terminal.isInteractive
    began = .now
  }

  /// Shows that so many pieces are finished, of so many that are planned so far.
  ///
  /// - Parameters:
  ///   - finished: How many are finished.
  ///   - total: Of how many.
  ///   - label: What is done, instead of what was said at the beginning.
  func show(_ finished: Int, of total: Int, label: String? = nil) {
    guard isShown, ContinuousClock.now - began > .seconds(1) else { return }
    hasPrinted.store(true, ordering: .relaxed)
    let width = 30
    let filled = width * finished / max(total, 1)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    Terminal.overwriteLine(
      with: "\(label ?? self.label)\(bar) \(finished) of \(total) \(pieces)")
  }

  /// Wipes the line.
  func finish() {
    if hasPrinted.load(ordering: .relaxed) { Terminal.overwriteLine(with: "") }
  }
}
