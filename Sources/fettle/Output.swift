import ArgumentParser
import Experiments

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

  /// A value as JSON.
  static func json(_ value: some Encodable) throws -> String {
    String(decoding: try jsonText(value), as: UTF8.self)
  }
}
