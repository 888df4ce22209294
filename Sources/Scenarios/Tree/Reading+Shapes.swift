/// Values with parts: sections, names, lists, each read by its shape.
extension Reading {
  /// Reads a value by its shape.
  ///
  /// - Parameters:
  ///   - value: The value in the document.
  ///   - shape: What may stand there.
  ///   - owner: Where its key stands.
  /// - Returns: The value; its errors are among the findings.
  mutating func read(_ value: Value, as shape: Shape, owner: Place) -> TreeNode {
    TreeNode(
      place: value.node.place, path: value.path,
      content: content(value, as: shape, owner: owner))
  }

  private mutating func content(_ value: Value, as shape: Shape, owner: Place) -> TreeContent {
    switch shape {
    case .section(let kind):
      return section(value, kind, owner: owner).map { .section($0) } ?? .broken
    case .names(_, let inner, let what): return names(value, inner, what: what, areNames: true)
    case .labels(let inner, let what): return names(value, inner, what: what, areNames: false)
    case .keyed(let kinds, let inner, let words, let what):
      return keyed(value, kinds, inner, or: words, what: what)
    case .factors(let inner, let what): return names(value, inner, what: what, areNames: false)
    case .list(let inner, let what): return list(value, inner, what: what)
    case .steps(let kind): return steps(value, kind)
    case .rows(let kind): return rows(value, kind)
    case .anything: return .raw(value.node)
    case .either(let shapes, let what): return either(value, shapes, what: what, owner: owner)
    case .distribution(let expectation):
      if case .mapping(let entries) = value.node.content {
        return longForm(value, entries, expectation, what: shape.what)
      }
      return scalar(value, as: [shape], what: shape.what)
    default: return scalar(value, as: [shape], what: shape.what)
    }
  }

  // MARK: - Sections

  /// Reads a mapping with keys of its own: unknown and missing keys become errors.
  mutating func section(_ value: Value, _ kind: SectionKind, owner: Place) -> TreeSection? {
    guard let entries = value.node.entries else {
      error(
        value,
        "expected a mapping with keys such as "
          + "\(enumerated(kind.keys.prefix(3).map { "'\($0.name)'" })), not "
          + value.node.kindInWords)
      return nil
    }
    let outer = scope
    defer { scope = outer }
    enterScope(of: kind, value)
    var section = TreeSection(kind: kind, place: value.node.place, path: value.path, entries: [])
    for entry in entries {
      var name = entry.key
      if kind.key(name) == nil {
        // Read as the key that was meant, so that what hangs on it is not wrong too.
        guard let meant = unknownKey(entry, kind, value.path),
          !entries.contains(where: { $0.key == meant })
        else { continue }
        name = meant
      }
      guard let key = kind.key(name), section[key.name] == nil else {
        if let key = kind.key(name) {
          error(entry.keyPlace, value.path, "'\(key.name)' is given twice; keep one of them")
        }
        continue
      }
      let child = value.child(key.name, entry.value)
      let inner = scope
      enterScope(of: key, in: kind)
      section.entries.append(
        TreeSection.Entry(
          key: key, place: entry.keyPlace, node: read(child, as: key.shape, owner: entry.keyPlace)))
      scope = inner
    }
    for key in kind.keys {
      guard let example = key.requiredExample, section[key.name] == nil else { continue }
      missing(key, example, section, owner: owner)
    }
    return section
  }

  private mutating func missing(
    _ key: Key, _ example: String, _ section: TreeSection, owner: Place
  ) {
    switch section.kind {
    case .scenario, .experiment:
      // The version has a message of its own.
      guard key.name != "fettle" else { return }
      error(
        section.place, "",
        "the \(section.kind.rawValue) has no '\(key.name)'; add one, such as "
          + "'\(key.name): \(example)'")
    default:
      error(
        owner, section.path, "has no '\(key.name)'; add one, such as '\(key.name): \(example)'")
    }
  }

  // MARK: - Names

  private mutating func names(
    _ value: Value, _ inner: Shape, what: String, areNames: Bool
  ) -> TreeContent {
    guard let entries = value.node.entries else {
      error(value, "expected \(what), not \(value.node.kindInWords)")
      return .broken
    }
    var read: [TreeEntry] = []
    for entry in entries {
      if areNames, !isName(entry.key, entry.keyPlace, value.path) { continue }
      let child = value.child(entry.key, entry.value)
      let outer = scope
      if case .section(let kind) = inner { enterScope(ofNamed: entry.key, kind) }
      let node = self.read(child, as: inner, owner: entry.keyPlace)
      scope = outer
      read.append(TreeEntry(name: entry.key, place: entry.keyPlace, node: node))
    }
    return .names(read)
  }

  private mutating func keyed(
    _ value: Value, _ kinds: [NameKind], _ inner: Shape, or words: [String], what: String
  ) -> TreeContent {
    guard let entries = value.node.entries else {
      error(value, "expected \(what), not \(value.node.kindInWords)")
      return .broken
    }
    var read: [TreeEntry] = []
    for entry in entries {
      let node = self.read(
        value.child(entry.key, entry.value), as: inner, owner: entry.keyPlace)
      if !kinds.isEmpty, !words.contains(entry.key), !declarations.has(entry.key, of: kinds) {
        unknownName(
          entry.keyPlace, value.path, entry.key,
          kind: kinds.map(\.rawValue).joined(separator: " or "),
          among: kinds.flatMap { declarations.names(of: $0) } + words)
        continue
      }
      read.append(TreeEntry(name: entry.key, place: entry.keyPlace, node: node))
    }
    return .names(read)
  }

  // MARK: - Lists

  private mutating func list(_ value: Value, _ inner: Shape, what: String) -> TreeContent {
    guard case .list(let items) = value.node.content else {
      error(
        value,
        isNothing(value.node)
          ? "has no value; expected a list of \(what)"
          : "expected a list of \(what), not \(value.node.kindInWords)")
      return .broken
    }
    return .list(
      items.map { item in
        read(Value(node: item, path: value.path), as: inner, owner: item.place)
      })
  }

  private func isNothing(_ node: DocumentNode) -> Bool {
    if case .nothing = node.content { true } else { false }
  }

  // MARK: - Either

  private mutating func either(
    _ value: Value, _ shapes: [Shape], what: String, owner: Place
  ) -> TreeContent {
    var fitting: [Shape]
    switch value.node.content {
    case .scalar: fitting = shapes.filter { $0.takesScalar }
    case .list: fitting = shapes.filter { $0.takesList }
    case .mapping(let entries):
      fitting = shapes.filter { $0.takesMapping }
      if fitting.count > 1 {
        // A distribution in its long form has a family's name as its only key.
        let isLongForm = entries.count == 1 && DistributionFamily.named(entries[0].key) != nil
        fitting = fitting.filter {
          if case .distribution = $0 { isLongForm } else { !isLongForm }
        }
      }
    case .nothing: fitting = []
    }
    guard let first = fitting.first else {
      error(
        value,
        isNothing(value.node)
          ? "has no value; expected \(what)"
          : "expected \(what), not \(value.node.kindInWords)")
      return .broken
    }
    if case .scalar = value.node.content { return scalar(value, as: fitting, what: what) }
    return content(value, as: fitting.count == 1 ? first : fitting[0], owner: owner)
  }
}
