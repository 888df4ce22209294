import ArgumentParser
import Foundation

/// Draws specifications of Vega-Lite by the Python package vl-convert-python, which needs no network.
enum ChartDrawing {
  /// What the interpreter is told to do; names come as arguments, kinds before them.
  private static let program = """
    import sys
    try:
        import vl_convert
    except ImportError:
        sys.exit(3)
    kinds = sys.argv[1].split(",")
    for name in sys.argv[2:]:
        with open(name + ".vl.json", encoding="utf-8") as file:
            text = file.read()
        if "svg" in kinds:
            picture = vl_convert.vegalite_to_svg(text, allowed_base_urls=[])
            with open(name + ".svg", "w", encoding="utf-8", newline="") as file:
                file.write(picture)
        if "png" in kinds:
            picture = vl_convert.vegalite_to_png(text, scale=2, allowed_base_urls=[])
            with open(name + ".png", "wb") as file:
                file.write(picture)
    """

  /// Draws files.
  ///
  /// Where there is no Python with the package, it is said how to get one, and nothing is drawn.
  ///
  /// - Parameters:
  ///   - names: The specifications' paths, without `.vl.json`.
  ///   - kinds: `svg`, `png` or both.
  /// - Throws: The exit status where the package is there and fails, once that is said.
  static func draw(_ names: [String], kinds: [String]) throws {
    for interpreter in interpreters {
      switch run(interpreter, ["-c", program, kinds.joined(separator: ",")] + names) {
      case (0, _)?: return
      case (3, _)?, nil: continue
      case (_, let words)?:
        Terminal.printMessage("error: the charts cannot be drawn by \(interpreter): \(words)")
        throw ExitStatus.inputOutput
      }
    }
    Terminal.printMessage(
      "no pictures were drawn, only specifications (.vl.json): that takes a Python with the package "
        + "vl-convert-python. To have one here: python3 -m venv .venv && .venv/bin/python -m pip install "
        + "vl-convert-python. Or name one that is there: FETTLE_PYTHON=/path/to/python")
  }

  /// The interpreters to try, in order: the one that is named, the folder's own, the project's, the system's.
  private static var interpreters: [String] {
    if let named = ProcessInfo.processInfo.environment["FETTLE_PYTHON"], !named.isEmpty {
      return [named]
    }
    var found = [FileManager.default.currentDirectoryPath + "/.venv/bin/python"]
    // The command lies in .build-fettle/release of the project.
    if let program = Bundle.main.executableURL {
      let project = program.resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      for folder in [project, project.deletingLastPathComponent()] {
        found.append(folder.appending(path: ".venv/bin/python").path)
      }
    }
    return found.filter { FileManager.default.isExecutableFile(atPath: $0) } + ["python3"]
  }

  /// Runs an interpreter; `nil` where it cannot be started, else its exit code and its last words.
  private static func run(_ interpreter: String, _ arguments: [String]) -> (Int32, String)? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [interpreter] + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardError = pipe
    do { try process.run() } catch { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    // 126 and 127 are of env, which finds no such program.
    guard ![126, 127].contains(process.terminationStatus) else { return nil }
    return (process.terminationStatus, lines.last.map(String.init) ?? "it says nothing")
  }
}
