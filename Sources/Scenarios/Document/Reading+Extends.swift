/// Scenarios that build on others.
extension Reading {
  /// How many scenarios may build on one another.
  static let longestExtension = 10

  /// Puts the scenario that a document extends below it, and that one's below that.
  mutating func extend(_ root: inout DocumentNode, folder: String, chain: [String]) {
    guard let entries = root.entries,
      let entry = entries.first(where: { $0.key == "extends" })
    else { return }
    root.content = .mapping(entries.filter { $0.key != "extends" })
    let value = Value(node: entry.value, path: "extends")
    // Whatever hinders this leaves half a scenario.
    lacksFiles = true
    guard let name = entry.value.scalar.map(trimmed) else {
      error(value, "expected the path of a scenario, not \(entry.value.kindInWords)")
      return
    }
    let file: FileAccess.File
    do {
      file = try files.read(name, from: folder, limit: SourceFile.largestSize)
    } catch {
      self.error(value, error.message)
      return
    }
    let identity = FileAccess.real(file.path) ?? file.path
    if chain.contains(identity) {
      error(value, "\(quoted(name)) extends this file in a circle")
      return
    }
    guard chain.count < Reading.longestExtension else {
      error(value, "more than \(Reading.longestExtension) scenarios build on one another")
      return
    }
    sources.append(Source(name: file.path, text: nil))
    guard var base = document(file.bytes, source: sources.count - 1),
      let baseEntries = mapping(base)
    else { return }
    if baseEntries.contains(where: { $0.key == "scenario" }) {
      error(
        entry.value.place, "extends", "\(quoted(name)) is an experiment, not a scenario")
      return
    }
    guard hasVersion(base, baseEntries) else { return }
    lacksFiles = false
    extend(&base, folder: file.folder, chain: chain + [identity])
    expandTables(in: &base)
    root = Reading.merged(root, over: base, as: .section(.scenario))
  }

  /// A value laid over another: mappings entry by entry, all else in its place.
  private static func merged(
    _ node: DocumentNode, over base: DocumentNode, as shape: Shape
  ) -> DocumentNode {
    guard case .mapping(let entries) = node.content, case .mapping(var result) = base.content,
      shape.isMerged
    else {
      if case .nothing = node.content { return base }
      return node
    }
    var indices: [String: Int] = [:]
    for (index, entry) in result.enumerated() { indices[entry.key] = index }
    for entry in entries {
      if let index = indices[entry.key] {
        result[index].keyPlace = entry.keyPlace
        result[index].value = merged(
          entry.value, over: result[index].value, as: shape.child(entry.key) ?? .anything)
      } else {
        result.append(entry)
      }
    }
    return DocumentNode(content: .mapping(result), place: node.place)
  }
}

extension Shape {
  /// Whether a mapping here keeps what it does not name when another scenario extends it.
  ///
  /// One that says *how*, such as a rule for replacing, is replaced as a whole: its keys exclude
  /// each other.
  fileprivate var isMerged: Bool {
    switch self {
    case .section(let kind):
      switch kind {
      case .release, .replace, .replenishment, .back, .shortage, .batch: false
      default: true
      }
    case .names, .keyed, .labels: true
    case .either(let shapes, _): shapes.contains { $0.isMerged }
    default: false
    }
  }
}
