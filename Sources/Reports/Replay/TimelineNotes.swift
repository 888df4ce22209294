/// What a scenario says of the changes in its timeline.
enum TimelineNotes {
  /// Why each step is taken, or else what it sets, in the order of the text.
  ///
  /// The resolved text of a scenario is read, in which a value holds no comma and no brace unless it is in quotes.
  ///
  /// - Parameter text: The resolved text.
  /// - Returns: A note for each step; empty where there is no timeline.
  static func notes(in text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let begin = lines.firstIndex(where: { $0.hasPrefix("timeline:") }) else { return [] }
    let rest = lines[(begin + 1)...].prefix { $0.isEmpty || $0.first == " " || $0.first == "-" }
    let block = ([lines[begin].dropFirst("timeline:".count)] + rest).joined(separator: "\n")
    return pieces(of: block, at: "at: ").map { step in
      if let why = value(of: "why: ", in: step) { return why }
      guard let set = step.firstRange(of: "set:") else { return "" }
      let words = step[set.upperBound...].split { "{}[],\n ".contains($0) }
      return words.filter { $0 != "-" }.joined(separator: " ")
    }
  }

  /// The texts behind each place where a key begins.
  private static func pieces(of text: String, at key: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = text[...]
    while let found = rest.firstRange(of: key) {
      let isKey =
        found.lowerBound == text.startIndex
        || !text[text.index(before: found.lowerBound)].isLetter
      let tail = text[found.upperBound...]
      if isKey {
        if let last = pieces.popLast() {
          pieces.append(text[last.startIndex..<found.lowerBound])
        }
        pieces.append(tail)
      }
      rest = tail
    }
    return pieces
  }

  /// The value of a key: up to what ends it, or to the closing quote.
  private static func value(of key: String, in step: Substring) -> String? {
    guard let found = step.firstRange(of: key) else { return nil }
    let tail = step[found.upperBound...]
    if let quote = tail.first, quote == "\"" || quote == "'" {
      return String(tail.dropFirst().prefix { $0 != quote })
    }
    return String(tail.prefix { !",}\n".contains($0) })
  }
}
