import ArgumentParser
import Experiments
import JSONDocuments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Prints the results of commands that do not simulate.
enum Output {
  /// Prints results; where that fails, says so.
  static func print(_ text: String) throws {
    do throws(Terminal.WriteError) {
      try Terminal.printResult(text)
    } catch {
      Terminal.printMessage("error: cannot write the results to standard output: \(error)")
      throw ExitStatus.inputOutput
    }
  }

  /// Writes a file whole or not at all; where that fails, says so.
  ///
  /// - Parameters:
  ///   - text: What to write.
  ///   - path: Where; what is there is replaced.
  ///   - message: What to say, given the system's words for why it failed.
  /// - Throws: The exit status, once that is said.
  static func write(_ text: String, to path: String, orSay message: (String) -> String) throws {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      Terminal.printMessage("error: " + message(RunFolder.reason(of: error)))
      throw ExitStatus.inputOutput
    }
  }

  /// A value as JSON.
  static func json(_ value: some Encodable) throws -> String {
    String(decoding: try jsonText(value), as: UTF8.self)
  }
}
