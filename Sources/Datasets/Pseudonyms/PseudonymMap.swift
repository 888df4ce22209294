/// Which pseudonym stands for what, for those who keep the key.
public struct PseudonymMap: Hashable, Sendable {
  /// A name and its pseudonym.
  public struct Entry: Hashable, Sendable {
    /// What is named: a machine, a product.
    public var kind: String
    /// The name.
    public var name: String
    /// What stands in the dataset.
    public var pseudonym: String
  }

  /// The names, by kind, in the order of the factory.
  public private(set) var entries: [Entry] = []
  /// By how many days time is shifted back; `nil` where it is not.
  public internal(set) var days: Int?
  private var taken: [String: String] = [:]

  /// Notes a pseudonym, once.
  ///
  /// - Throws: ``DatasetProblem`` where it stands for another name already.
  mutating func note(
    _ kind: Pseudonyms.Kind, _ name: String, _ pseudonym: String
  ) throws(DatasetProblem) {
    if let other = taken[pseudonym] {
      guard other == name else {
        throw DatasetProblem(
          .usage,
          "the \(kind.rawValue)s '\(other)' and '\(name)' would have one pseudonym; take another key"
        )
      }
      return
    }
    taken[pseudonym] = name
    entries.append(Entry(kind: kind.rawValue, name: name, pseudonym: pseudonym))
  }

  /// The names and pseudonyms as comma-separated values.
  public var text: String {
    func cell(_ text: String) -> String {
      text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline })
        ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
    return "kind,name,pseudonym\n"
      + entries.map { "\($0.kind),\(cell($0.name)),\($0.pseudonym)\n" }.joined()
      + (days.map { "time,days shifted back,\($0)\n" } ?? "")
  }
}
