public import Foundation
import Synchronization

/// What a program printed and how it ended.
public struct ProcessOutcome: Sendable, Hashable {
  /// The exit status; for a program ended by a signal, 128 + the signal's number, as a shell says.
  public var exitCode: Int32
  /// What was written to standard output.
  public var standardOutput: String
  /// What was written to standard error.
  public var standardError: String
}

/// A program that did not end in the time it was given; it has been killed.
public struct ProcessTimeout: Error, CustomStringConvertible {
  /// The program and its arguments.
  public var command: [String]
  /// The time it was given, in seconds.
  public var seconds: Double
  /// What it had printed by then.
  public var printed: ProcessOutcome

  /// The command, the time, and what was printed.
  public var description: String {
    "'\(command.joined(separator: " "))' did not end within \(seconds) s; it printed:\n"
      + printed.standardOutput + printed.standardError
  }
}

/// Runs a program to its end.
///
/// The output is collected in files, so a program may print as much as it likes.
///
/// - Parameters:
///   - program: The program's file, or a name to be looked for in `PATH`.
///   - arguments: The arguments after the program's name.
///   - folder: The current folder of the program; that of the tests where none is given.
///   - environment: Variables to set beside those of the tests; `nil` removes a variable.
///   - standardInput: What the program reads; nothing where none is given.
///   - timeout: The time after which the program is killed, in seconds.
/// - Returns: What was printed, and the exit code.
/// - Throws: ``ProcessTimeout``, or Foundation's error where the program cannot be started.
public func runProcess(
  _ program: String, _ arguments: [String] = [], in folder: URL? = nil,
  environment: [String: String?] = [:], standardInput: String = "", timeout: Double = 60
) async throws -> ProcessOutcome {
  try await withTemporaryFolder { (files: URL) async throws -> ProcessOutcome in
    let input = files.appending(path: "input")
    let output = files.appending(path: "output")
    let error = files.appending(path: "error")
    try Data(standardInput.utf8).write(to: input)
    try Data().write(to: output)
    try Data().write(to: error)

    let process = Process()
    if program.contains("/") {
      process.executableURL = URL(filePath: program)
      process.arguments = arguments
    } else {
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [program] + arguments
    }
    if let folder { process.currentDirectoryURL = folder }
    var variables = ProcessInfo.processInfo.environment
    for (name, value) in environment { variables[name] = value }
    process.environment = variables
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)

    let isLate = LateMark()
    try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in ended.resume() }
      do {
        try process.run()
        let identifier = process.processIdentifier
        DispatchQueue.global().asyncAfter(deadline: .now() + timeout) {
          guard process.isRunning else { return }
          isLate.set()
          kill(identifier, SIGKILL)
        }
      } catch {
        process.terminationHandler = nil
        ended.resume(throwing: error)
      }
    }

    let status = process.terminationStatus
    let outcome = ProcessOutcome(
      exitCode: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      standardOutput: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      standardError: String(decoding: try Data(contentsOf: error), as: UTF8.self))
    if isLate.isSet {
      throw ProcessTimeout(command: [program] + arguments, seconds: timeout, printed: outcome)
    }
    return outcome
  }
}

/// Whether the time ran out before the program ended.
private final class LateMark: Sendable {
  private let mark = Atomic<Bool>(false)
  var isSet: Bool { mark.load(ordering: .acquiring) }
  func set() { mark.store(true, ordering: .releasing) }
}
