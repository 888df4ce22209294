public import OutsideModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A function that a program of somebody's own computes.
///
/// Copies of it are one function: they share the processes, and the first problem that there was.
public struct OutsideFunction: Sendable {
  /// How the program is started.
  public let command: OutsideCommand
  /// What it reads and answers.
  public let contract: OutsideContract
  /// The files of the program, by name, as they stand in the folder of the model.
  public let files: [String: Data]
  /// The program; `nil` where it may not be started.
  private let program: OutsideProgram?

  /// Creates a function; nothing is started before it is asked.
  ///
  /// - Parameters:
  ///   - command: How the program is started.
  ///   - contract: What it must say of itself.
  ///   - files: The files of the program.
  ///   - permission: Somebody's word that it may be started; `nil` for none.
  public init(
    _ command: OutsideCommand, contract: OutsideContract, files: [String: Data] = [:],
    allowing permission: OutsidePermission?
  ) {
    (self.command, self.contract, self.files) = (command, contract, files)
    program = permission.map {
      OutsideProgram(command, contract: contract, in: $0.folder, copies: $0.copies)
    }
  }

  /// Why it cannot be asked, or can no longer be; `nil` while it can.
  public var problem: OutsideProblem? {
    guard let program else { return OutsideProblem(command.text, .notAllowed) }
    return program.problem
  }

  /// The value of a row; NaN for what is missing.
  func value(_ row: [Double]) throws(OutsideProblem) -> Double {
    guard let program else { throw OutsideProblem(command.text, .notAllowed) }
    return try program.answer(row)
  }

  /// The values of many rows, column by column.
  func values(_ columns: [[Double]], rows: Int) throws(OutsideProblem) -> [Double] {
    guard let program else { throw OutsideProblem(command.text, .notAllowed) }
    return try program.answers(columns, rows: rows)
  }
}

extension ModelQuestion {
  /// As programs write it: `remaining_life`, `chance`, `value`.
  public var word: String { rawValue.replacing(" ", with: "_") }

  /// The question that a program answers; `nil` for none.
  public init?(word: String) { self.init(rawValue: word.replacing("_", with: " ")) }
}
