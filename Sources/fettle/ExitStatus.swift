import ArgumentParser
import Scenarios

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Exit codes after sysexits.h, the same for every command.
enum ExitStatus {
  static let usage = ExitCode(64)
  static let badInput = ExitCode(65)
  static let inputMissing = ExitCode(66)
  static let inputOutput = ExitCode(74)

  static func of(_ failure: ScenarioFailure) -> ExitCode {
    switch failure.kind {
    case .usage: usage
    case .invalid: badInput
    case .notFound: inputMissing
    case .unreadable: inputOutput
    }
  }
}

/// Writes text to standard error.
func printError(_ text: String) {
  var bytes = Array((text + "\n").utf8)
  writeAll(&bytes, to: STDERR_FILENO)
}

/// Writes text to standard error as it is, without a newline.
func writeError(_ text: String) {
  var bytes = Array(text.utf8)
  writeAll(&bytes, to: STDERR_FILENO)
}

private func writeAll(_ bytes: inout [UInt8], to descriptor: Int32) {
  var start = 0
  while start < bytes.count {
    let written = unsafe bytes.withUnsafeBytes { buffer in
      unsafe write(descriptor, buffer.baseAddress.map { unsafe $0 + start }, buffer.count - start)
    }
    guard written > 0 else { return }
    start += written
  }
}
