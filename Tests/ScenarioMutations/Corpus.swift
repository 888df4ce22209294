public import Foundation

/// The texts that are mutated, with the files that they name.
public struct Corpus: Sendable {
  /// A text to be mutated.
  public struct Document: Sendable {
    /// Its path from the repository's root.
    public var path: String
    /// Its text.
    public var text: String
    /// How often it is taken, beside the others.
    public var weight: Int
    /// The files beside it, by the names by which it may call them.
    public var files: [(name: String, text: String)]
  }

  /// The texts, in the order of their paths.
  public let documents: [Document]
  /// The indices of the texts, each as often as its weight says.
  let draws: [Int]
  /// The words that stand in them, each once, sorted.
  public let words: [String]

  /// Reads the texts in folders: `.yaml`, with all the files beside it, `.csv` too.
  ///
  /// - Parameters:
  ///   - folders: The folders' paths from the root.
  ///   - root: The repository's root.
  ///   - weight: How often a text is taken, beside the others: less often where it takes long.
  /// - Throws: Foundation's error where a folder or file cannot be read.
  public init(folders: [String], root: URL, weight: (String) -> Int) throws {
    var documents: [Document] = []
    var words: Set<String> = []
    for folder in folders {
      let place = root.appending(path: folder)
      let names = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
      var files: [(name: String, text: String)] = []
      for name in names where name.hasSuffix(".yaml") || name.hasSuffix(".csv") {
        files.append(
          (name, try String(contentsOf: place.appending(path: name), encoding: .utf8)))
      }
      for file in files {
        let bytes = Array(file.text.utf8)
        for token in TextMutator.tokens(in: bytes) {
          words.insert(String(decoding: bytes[token], as: UTF8.self))
        }
        for value in TextMutator.values(in: bytes) {
          words.insert(String(decoding: bytes[value], as: UTF8.self))
        }
        guard file.name.hasSuffix(".yaml") else { continue }
        documents.append(
          Document(
            path: folder + "/" + file.name, text: file.text, weight: weight(file.text),
            files: files))
      }
    }
    self.documents = documents
    draws = documents.indices.flatMap { Array(repeating: $0, count: documents[$0].weight) }
    self.words = words.sorted()
  }
}
