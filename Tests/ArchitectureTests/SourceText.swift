/// The text of a Swift source file, for looking at what it uses.
struct SourceText {
  /// The lines, without what follows `//`.
  var lines: [Substring]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
    }
  }

  /// The modules that the file imports, in order.
  var imports: [String] {
    lines.compactMap { line in
      var words = line.split(separator: " ")[...]
      while let word = words.first, SourceText.beforeImport.contains(where: word.hasPrefix) {
        words = words.dropFirst()
      }
      guard words.popFirst() == "import", var name = words.popFirst() else { return nil }
      if SourceText.kinds.contains(String(name)), let declared = words.popFirst() {
        name = declared
      }
      return name.split(separator: ".").first.map(String.init)
    }
  }

  /// The words of `forbidden` that occur in the file, each with its line, counted from 1.
  func uses(of forbidden: [String]) -> [String] {
    var found: [String] = []
    for (index, line) in lines.enumerated() {
      for word in forbidden where line.contains(word) {
        found.append("\(index + 1): \(word)")
      }
    }
    return found
  }

  /// What may stand before the word `import`: attributes and levels of access.
  private static let beforeImport = [
    "@", "public", "package", "internal", "fileprivate", "private",
  ]
  /// What may stand between `import` and the name.
  private static let kinds: Set<String> = [
    "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
  ]
}
