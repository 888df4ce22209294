/// Overrides: values put into the document before it is read.
extension Reading {
  /// Puts an override's value where its path leads; notes an error where it leads nowhere.
  mutating func apply(_ override: Override, source: Int, to root: inout DocumentNode) {
    let place = Place(source: source)
    let value: DocumentNode
    do {
      guard let parsed = try DocumentParser.parse(override.text, source: source) else {
        error(place, override.path, "has no value")
        return
      }
      value = parsed
    } catch {
      self.error(error.place, override.path, error.message)
      return
    }
    let keys = override.path.split(separator: ".").map(String.init)
    set(value, keys[...], in: &root, as: .section(.scenario), path: "", place)
  }

  private mutating func set(
    _ value: DocumentNode, _ keys: ArraySlice<String>, in node: inout DocumentNode,
    as takes: Key.Takes, path: String, _ place: Place
  ) {
    guard let key = keys.first else {
      node = value
      return
    }
    let rest = keys.dropFirst()
    if case .list(var items) = node.content {
      guard case .route(let kind) = takes else {
        error(place, path, "is a list, whose entries have no names; set it as a whole")
        return
      }
      setOperation(value, key, rest, in: &items, as: kind, path: path, place)
      node.content = .list(items)
      return
    }
    guard var entries = node.entries else {
      // A document that is no mapping at all is an error of its own.
      guard !path.isEmpty else { return }
      error(
        place, path,
        "is \(node.kindInWords), which has no key \(quoted(key)); set '\(path)' as a whole")
      return
    }
    let child = childTakes(key, of: takes)
    let childPath = path.isEmpty ? key : path + "." + key
    if let index = entries.firstIndex(where: { $0.key == key }) {
      if rest.isEmpty { entries[index].keyPlace = place }
      set(value, rest, in: &entries[index].value, as: child, path: childPath, place)
    } else {
      guard mayCreate(key, isLast: rest.isEmpty, entries, as: takes, path: path, place) else {
        return
      }
      var created = DocumentNode(content: .nothing, place: place)
      set(value, rest, in: &created, as: child, path: childPath, place)
      entries.append(DocumentNode.Entry(key: key, keyPlace: place, value: created))
    }
    node.content = .mapping(entries)
  }

  /// What stands behind a key of a value of that shape.
  private func childTakes(_ key: String, of takes: Key.Takes) -> Key.Takes {
    switch takes {
    case .section(let kind): kind.key(key)?.takes ?? .other("a value")
    case .named(let inner): inner
    case .value, .route, .other: .other("a value")
    }
  }

  /// Whether a key that is not there may be added; notes an error where it may not.
  private mutating func mayCreate(
    _ key: String, isLast: Bool, _ entries: [DocumentNode.Entry], as takes: Key.Takes,
    path: String, _ place: Place
  ) -> Bool {
    switch takes {
    case .section(let kind):
      if kind.key(key) != nil { return true }
      let hint = question(key, among: kind.keys.map(\.name)) ?? ""
      error(place, path, "unknown key \(quoted(key))\(hint)")
    case .named, .other, .value, .route:
      if isLast { return true }
      let names = entries.map(\.key)
      let node = DocumentNode(content: .nothing, place: place)
      unknownName(Value(node: node, path: path), key, kind: "entry", among: NameIndex(names))
    }
    return false
  }

  private mutating func setOperation(
    _ value: DocumentNode, _ name: String, _ rest: ArraySlice<String>,
    in items: inout [DocumentNode], as kind: SectionKind, path: String, _ place: Place
  ) {
    let names = items.map { $0.scalar ?? $0.entries?.first?.key ?? "" }
    guard let index = names.firstIndex(of: name) else {
      let node = DocumentNode(content: .nothing, place: place)
      unknownName(Value(node: node, path: path), name, kind: "operation", among: NameIndex(names))
      return
    }
    if case .scalar = items[index].content {
      // An operation that is only a name becomes one with keys.
      let inner = DocumentNode(content: .nothing, place: items[index].place)
      items[index].content = .mapping([
        DocumentNode.Entry(key: name, keyPlace: items[index].place, value: inner)
      ])
    }
    guard var entries = items[index].entries, !entries.isEmpty else { return }
    set(
      value, rest, in: &entries[0].value, as: .section(kind), path: path + "." + name, place)
    items[index].content = .mapping(entries)
  }
}
