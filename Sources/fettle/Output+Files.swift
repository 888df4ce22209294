import ArgumentParser
import Experiments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Output {
  /// Says so where a file is there already.
  ///
  /// - Parameters:
  ///   - path: The file that is to be written.
  ///   - option: The option with which it was given.
  /// - Throws: The exit status, once that is said.
  static func checkFree(_ path: String, option: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    Terminal.printMessage(
      "error: '\(path)' is there already; choose another name with \(option), or add --force")
    throw ExitStatus.inputOutput
  }

  /// Whether two paths lead to one file.
  static func isSameFile(_ one: String, _ other: String) -> Bool {
    let (first, second) = (real(one), real(other))
    return first != nil && first == second
  }

  /// Writes bytes to a file beside, with `.partial` after the name, and renames that when it is whole.
  ///
  /// - Throws: The exit status, once it is said why that failed.
  static func write(_ bytes: [UInt8], whole path: String) throws {
    let partial = path + ".partial"
    do {
      try Data(bytes).write(to: URL(filePath: partial))
      guard unsafe systemRename(partial, path) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      Terminal.printMessage(
        "error: cannot write '\(path)': \(RunFolder.reason(of: error)); choose another place with --out"
      )
      throw ExitStatus.inputOutput
    }
  }

  private static func real(_ path: String) -> String? {
    guard let pointer = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(pointer) }
    return unsafe String(cString: pointer)
  }
}

private let systemRename = unsafe rename
