/// Writes a scenario that was read in canonical form, with every default written out.
///
/// Keys have the order of the key table, names that of the file. Parameters are replaced, tables of
/// few rows written out, and nothing depends on the order of a dictionary.
struct TreeWriter: Sendable {
  let standardName: String
  var parameters: Parameters
  private var tables: [ResolvedTable] = []
  /// The calendar of those who name none.
  private var calendar = Reading.alwaysOpen

  init(standardName: String, parameters: Parameters) {
    self.standardName = standardName
    self.parameters = parameters
  }

  /// The scenario's text, and the tables that it names.
  func text(of tree: TreeSection) -> (text: String, tables: [ResolvedTable]) {
    var writer = self
    writer.calendar = tree["calendar"]?.text ?? Reading.alwaysOpen
    let entries = writer.entries(of: tree, name: nil)
    return (YamlText.document(entries), writer.tables)
  }

  /// A value on one line.
  mutating func line(of node: TreeNode) -> String { write(node).line }

  // MARK: - Sections

  private mutating func entries(
    of section: TreeSection, name: String?
  ) -> [(key: String, value: YamlText)] {
    // Defaults of what is not simulated stay away, so that nobody thinks they were.
    let isLater = section.kind.keys.allSatisfy { $0.missing != nil }
    var entries: [(key: String, value: YamlText)] = []
    for key in section.kind.keys where !["params", "extends"].contains(key.name) || name != nil {
      if let node = section[key.name] {
        entries.append((key.name, write(node)))
      } else if key.missing == nil || isLater,
        let standard = standard(of: key, in: section, name: name)
      {
        entries.append((key.name, standard))
      }
    }
    return entries
  }

  /// What holds where a key is not written.
  private func standard(of key: Key, in section: TreeSection, name: String?) -> YamlText? {
    switch (section.kind, key.name) {
    case (.scenario, "name"): return text(standardName)
    case (.station, "calendar"), (.crew, "calendar"), (.operatorGroup, "calendar"),
      (.vehicle, "calendar"):
      return text(calendar)
    case (.operation, "at"): return name.map { text($0) }
    case (.operation, "false_alarm"): return section["finds"] == nil ? nil : .scalar("0 %")
    case (.operation, "then"):
      let looks = ["finds", "false_alarm", "reads"].contains { section[$0] != nil }
      return looks ? .mapping([(Reading.otherwise, .scalar("scrap"))]) : nil
    case (.release, "lot"): return section["every"] == nil ? nil : .scalar("1")
    case (.release, "if_full"): return section["every"] == nil ? nil : .scalar("wait")
    case (.release, "calendar"): return section["every"] == nil ? nil : .scalar("always")
    default:
      guard let standard = key.standardValue else { return nil }
      return .scalar(standard)
    }
  }

  // MARK: - Values

  private mutating func write(_ node: TreeNode, name: String? = nil) -> YamlText {
    switch node.content {
    case .section(let section): return .mapping(entries(of: section, name: name))
    case .names(let entries):
      var written: [(key: String, value: YamlText)] = []
      for entry in entries { written.append((entry.name, write(entry.node))) }
      return .mapping(written)
    case .route(let entries):
      var steps: [YamlText] = []
      for entry in entries {
        steps.append(.mapping([(entry.name, write(entry.node, name: entry.name))]))
      }
      return .list(steps)
    case .list(let items):
      var written: [YamlText] = []
      for item in items { written.append(write(item)) }
      return .list(written)
    case .value(let value): return text(value.text)
    case .rows(let table): return write(table)
    case .raw(let document): return write(document)
    case .broken: return .scalar("")
    }
  }

  private func text(_ value: String) -> YamlText {
    // A '$' that is left is no parameter's.
    .text(value.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$"))
  }

  /// What was kept as it was written, with its parameters replaced.
  private mutating func write(_ document: DocumentNode) -> YamlText {
    switch document.content {
    case .scalar(let written): return text((try? parameters.expand(written)) ?? written)
    case .nothing: return .scalar("")
    case .list(let items):
      var written: [YamlText] = []
      for item in items { written.append(write(item)) }
      return .list(written)
    case .mapping(let entries):
      var written: [(key: String, value: YamlText)] = []
      for entry in entries { written.append((entry.key, write(entry.value))) }
      return .mapping(written)
    }
  }

  /// A long table goes beside the text, under a name that says what it holds: what determines a run stands in its
  /// text.
  private mutating func write(_ table: RowTable) -> YamlText {
    let name = ResolvedTable.name(of: table)
    if !tables.contains(where: { $0.name == name }) {
      tables.append(ResolvedTable(name: name, text: table.text))
    }
    return .mapping([("table", .text(name))])
  }
}

extension ResolvedTable {
  /// The folder beside a resolved scenario in which its tables are.
  public static let folder = "tables"

  /// The name of a table's file: its own, and 32 bits of FNV-1a over its text.
  fileprivate static func name(of table: RowTable) -> String {
    var hash: UInt32 = 0x811c_9dc5
    for byte in table.text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    let digits = String(hash, radix: 16)
    let mark = "-" + String(repeating: "0", count: 8 - digits.count) + digits
    var stem = table.name
    var ending = ""
    if let point = stem.lastIndex(of: "."), point > stem.startIndex {
      ending = String(stem[point...])
      stem = String(stem[..<point])
    }
    return "\(folder)/\(stem)\(stem.hasSuffix(mark) ? "" : mark)\(ending)"
  }
}
