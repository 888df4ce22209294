import ArgumentParser
import Datasets

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What stands in the place of names.
struct PseudonymOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write pseudonyms instead of names, made with the key in this file (head -c 32 /dev/urandom > key), and "
        + "shift time by whole days.", valueName: "key-file"),
    completion: .file())
  var pseudonyms: String?

  @Option(
    help: ArgumentHelp(
      "With --pseudonyms: a file for what stands for what, outside of the dataset.",
      valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var pseudonymMap: String?

  func validate() throws {
    if pseudonymMap != nil, pseudonyms == nil {
      throw ValidationError("--pseudonym-map says what pseudonyms stand for; add --pseudonyms")
    }
  }

  /// Reads the key.
  func key() throws -> Pseudonyms? {
    guard let pseudonyms else { return nil }
    return try Pseudonyms(key: try TextFile.bytes(pseudonyms), from: pseudonyms)
  }

  /// Sees to it that the map can be written, and does not lie in the dataset.
  func checkMap(beside folder: String) throws(DatasetProblem) {
    guard let pseudonymMap else { return }
    let (map, data) = (PseudonymOptions.absolute(pseudonymMap), PseudonymOptions.absolute(folder))
    if map == data || map.hasPrefix(data + "/") {
      throw DatasetProblem(
        .usage,
        "'\(pseudonymMap)' lies in the dataset, and tells what its pseudonyms stand for; choose another place with "
          + "--pseudonym-map")
    }
    if FileManager.default.fileExists(atPath: pseudonymMap) {
      throw DatasetProblem(
        .output,
        "'\(pseudonymMap)' is there already; choose another place with --pseudonym-map, or remove it first"
      )
    }
  }

  private static func absolute(_ path: String) -> String {
    URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
  }

  /// Writes the map, where it is asked for.
  func write(_ map: PseudonymMap) throws {
    guard let pseudonymMap else { return }
    try Output.write(map.text, to: pseudonymMap) { reason in
      "cannot write '\(pseudonymMap)': \(reason); choose another place with --pseudonym-map"
    }
  }
}
