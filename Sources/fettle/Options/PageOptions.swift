import ArgumentParser
import Reports

/// Whether a command writes an HTML page beside what it prints.
struct PageOptions: ParsableArguments {
  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Write the results as an HTML page, too; a page that is there is replaced.",
      valueName: "file"), completion: .file(extensions: ["html"]))
  var path: String?

  /// Whether a page is asked for.
  var isWanted: Bool { path != nil }

  /// Says so where the name is none of a page: a slip of the hand must not replace a table.
  func check() throws {
    guard let path, !path.lowercased().hasSuffix(".html"), !path.lowercased().hasSuffix(".htm")
    else { return }
    Terminal.printMessage(
      "error: --report '\(path)' is a page: give it a name that ends with .html")
    throw ExitStatus.usage
  }

  /// Writes the page, where one is asked for.
  func write(_ page: () throws -> Page) throws {
    guard let path else { return }
    try Output.write(try page().html, to: path) {
      "cannot write the report '\(path)': \($0); choose another place with --report"
    }
    Terminal.printMessage("report: \(path)")
  }

  /// The command as it was given, in words of the shell.
  static var command: String {
    (["fettle"] + CommandLine.arguments.dropFirst()).map { word in
      let isPlain =
        !word.isEmpty
        && word.unicodeScalars.allSatisfy { scalar in
          ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
            || ("0"..."9").contains(scalar) || "-_./=@:,%+".unicodeScalars.contains(scalar)
        }
      return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }.joined(separator: " ")
  }
}
