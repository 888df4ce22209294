import ArgumentParser
import Foundation

/// Shows files to the user.
enum Browser {
  /// Opens a file as a double-click would.
  ///
  /// - Parameter path: The file.
  /// - Throws: The exit status, once it is said that nothing opens files here.
  static func open(_ path: String) throws {
    #if os(macOS)
      let program = "open"
    #else
      let program = "xdg-open"
    #endif
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program, path]
    // What the program has to say about the desktop is not a result of ours.
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do {
      try process.run()
      process.waitUntilExit()
      if process.terminationStatus == 0 { return }
    } catch {}
    Terminal.printMessage("error: \(program) cannot open '\(path)'; open it in a browser yourself")
    throw ExitStatus.inputOutput
  }
}
