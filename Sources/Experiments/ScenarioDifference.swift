/// One place in which two resolved scenarios differ.
public struct ScenarioDifference: Codable, Hashable, Sendable {
  /// The dotted path, such as `stations.press.buffer`.
  public var path: String
  /// What stands there in the first; absent where there is nothing.
  public var first: String?
  /// What stands there in the second; absent where there is nothing.
  public var second: String?

  /// The places in which two resolved scenarios differ.
  ///
  /// - Parameters:
  ///   - first: The text of a resolved scenario.
  ///   - second: That of another one.
  /// - Returns: The places in the order of the first, then what only the second has.
  public static func between(_ first: String, _ second: String) -> [ScenarioDifference] {
    let (left, right) = (entries(of: first), entries(of: second))
    let leftValues = Dictionary(left, uniquingKeysWith: { first, _ in first })
    let rightValues = Dictionary(right, uniquingKeysWith: { first, _ in first })
    var differences: [ScenarioDifference] = []
    for (path, value) in left where rightValues[path] != value {
      differences.append(
        ScenarioDifference(path: path, first: value, second: rightValues[path]))
    }
    for (path, value) in right where leftValues[path] == nil {
      differences.append(ScenarioDifference(path: path, first: nil, second: value))
    }
    return differences
  }

  /// The values of a resolved scenario with their paths.
  ///
  /// Resolved text is canonical: a key a line, indentation by blanks, list entries with one key.
  private static func entries(of text: String) -> [(String, String)] {
    var entries: [(String, String)] = []
    var parents: [(indentation: Int, key: String)] = []
    for line in text.split(separator: "\n") {
      let indentation = line.prefix { $0 == " " }.count
      var content = line.dropFirst(indentation)
      if content.hasPrefix("- ") { content = content.dropFirst(2) }
      while let last = parents.last, last.indentation >= indentation { parents.removeLast() }
      let parent = parents.map(\.key)
      guard let colon = content.firstRange(of: ": ") else {
        let key = content.hasSuffix(":") ? String(content.dropLast()) : String(content)
        if content.hasSuffix(":") {
          parents.append((indentation, key))
        } else {
          entries.append(((parent + [key]).joined(separator: "."), ""))
        }
        continue
      }
      let key = String(content[..<colon.lowerBound])
      entries.append(
        ((parent + [key]).joined(separator: "."), withoutBlanks(content[colon.upperBound...])))
    }
    return entries
  }
}
