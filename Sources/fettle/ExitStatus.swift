import ArgumentParser
import Experiments
import Scenarios

/// Exit codes after sysexits.h, the same for every command.
enum ExitStatus {
  static let gateFailed = ExitCode(1)
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

  static func of(_ error: StoredRunError) -> ExitCode {
    switch error.kind {
    case .missing: inputMissing
    case .noRun, .damaged: badInput
    }
  }
}
