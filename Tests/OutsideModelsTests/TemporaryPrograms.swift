import Foundation
import OutsideModels

/// Small programs that stand in for somebody's models.
struct TemporaryPrograms {
  let folder: URL

  /// A program in Python that reads 'a' and 'b', and answers a value.
  ///
  /// - Parameters:
  ///   - statements: What it does with `number` and `rows`, to make `answers`.
  ///   - beginning: What it does first.
  ///   - timeout: How long it may take, in seconds.
  ///   - batch: The most rows in a line.
  /// - Returns: How it is started.
  /// - Throws: Foundation's error where it cannot be written.
  func python(
    _ statements: String, beginning: String = "", timeout: Double = 20, batch: Int = 1_000
  ) throws -> OutsideCommand {
    let text = """
      import json, os, sys, time
      \(beginning)
      for line in sys.stdin:
          ask = json.loads(line)
          if "ask" in ask:
              print(json.dumps({"reads": ["a", "b"], "answers": "value"}), flush=True)
              continue
          number, rows = ask["id"], ask["rows"]
          \(statements.replacing("\n", with: "\n    "))
          print(json.dumps({"id": number, "answers": answers}), flush=True)
      """
    try text.write(to: folder.appending(path: "model.py"), atomically: false, encoding: .utf8)
    return try OutsideCommand(["python3", "model.py"], timeout: timeout, batch: batch)
  }

  /// A script that reads 'a', and answers a value.
  ///
  /// - Parameters:
  ///   - lines: What it does after it has said so.
  ///   - timeout: How long it may take, in seconds.
  /// - Returns: How it is started.
  /// - Throws: Foundation's error where it cannot be written.
  func shell(_ lines: String, timeout: Double = 20) throws -> OutsideCommand {
    let text = """
      read -r line
      echo '{"reads": ["a"], "answers": "value"}'
      \(lines)
      """
    try text.write(to: folder.appending(path: "model.sh"), atomically: false, encoding: .utf8)
    return try OutsideCommand(["sh", "model.sh"], timeout: timeout)
  }

  func program(_ command: OutsideCommand, copies: Int = 1) -> OutsideProgram {
    OutsideProgram(command, in: folder.path, copies: copies)
  }
}
