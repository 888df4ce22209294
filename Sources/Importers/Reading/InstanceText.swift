/// What a collection says of its instance, in words.
enum InstanceText {
  /// What is known of the least makespan, from `optimum` and `bounds`; `nil` for nothing.
  static func knownMakespan(_ tree: JSONTree) -> String? {
    func number(_ value: JSONTree?) -> String? {
      if let value, case .plain(let text) = value.content { text } else { nil }
    }
    if let optimum = number(tree["optimum"]) { return "Least makespan: \(optimum)." }
    guard let bounds = tree["bounds"] else { return nil }
    switch (number(bounds["lower"]), number(bounds["upper"])) {
    case (let lower?, let upper?): return "Least makespan known: \(upper); not below \(lower)."
    case (let lower?, nil): return "Least makespan: not below \(lower)."
    case (nil, let upper?): return "Least makespan known: \(upper)."
    case (nil, nil): return nil
    }
  }

  /// The name of a file without its folders and ending.
  static func fileName(_ path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    guard let point = last.lastIndex(of: "."), point != last.startIndex else { return last }
    return String(last[..<point])
  }

  /// The file's own name, without folders.
  static func lastPart(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Whether a text is JSON rather than lines of numbers.
  static func isJSON(_ text: String) -> Bool {
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" }
    return first == "{" || first == "["
  }
}
