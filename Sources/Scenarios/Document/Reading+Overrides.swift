/// Overrides: values put into the document before it is read.
extension Reading {
  /// Puts an override's value where its path leads; notes an error where it leads nowhere.
  mutating func apply(_ override: Override, to root: inout DocumentNode) {
    sources.append(Source(name: override.description, text: override.text, hasLines: false))
    let source = sources.count - 1
    let place = Place(source: source)
    do {
      guard let value = try DocumentParser.parse(override.text, source: source) else {
        error(place, override.path, "has no value")
        return
      }
      set(value, at: override.path, in: &root, place)
    } catch {
      self.error(error.place, override.path, error.message)
    }
  }

  /// Puts a value where a path leads.
  ///
  /// - Parameters:
  ///   - value: The value, or a whole rule.
  ///   - path: Keys joined by points; an operation of a route is addressed by its name.
  ///   - root: The document.
  ///   - place: Where the path is written, for errors.
  mutating func set(
    _ value: DocumentNode, at path: String, in root: inout DocumentNode, _ place: Place
  ) {
    let keys = path.split(separator: ".").map(String.init)
    set(value, keys[...], in: &root, as: .section(.scenario), path: "", place)
  }

  private mutating func set(
    _ value: DocumentNode, _ keys: ArraySlice<String>, in node: inout DocumentNode,
    as shape: Shape, path: String, _ place: Place
  ) {
    guard let key = keys.first else {
      replace(&node, by: value, as: shape)
      return
    }
    let rest = keys.dropFirst()
    if case .list(var items) = node.content {
      guard let kind = shape.stepKind else {
        error(place, path, "is a list, whose entries have no names; set it as a whole")
        return
      }
      setStep(value, key, rest, in: &items, kind, path: path, place)
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
    let child = shape.child(key) ?? .anything
    let childPath = path.isEmpty ? key : path + "." + key
    if let index = entries.firstIndex(where: { $0.key == key }) {
      if rest.isEmpty { entries[index].keyPlace = place }
      set(value, rest, in: &entries[index].value, as: child, path: childPath, place)
    } else {
      guard
        mayCreate(
          key, isLast: rest.isEmpty, isScalar: value.scalar != nil, entries, as: shape, path: path,
          place)
      else {
        return
      }
      var created = DocumentNode(content: .nothing, place: place)
      set(value, rest, in: &created, as: child, path: childPath, place)
      entries.append(DocumentNode.Entry(key: key, keyPlace: place, value: created))
    }
    node.content = .mapping(entries)
  }

  /// Replaces a value; a single value for a set-point leaves its range as it is.
  private func replace(_ node: inout DocumentNode, by value: DocumentNode, as shape: Shape) {
    if value.scalar != nil, case .mapping(var entries) = node.content,
      let principal = shape.principalKey,
      let index = entries.firstIndex(where: { $0.key == principal })
    {
      entries[index].value = value
      node.content = .mapping(entries)
    } else {
      node = value
    }
  }

  /// Whether a key that is not there may be added; notes an error where it may not.
  private mutating func mayCreate(
    _ key: String, isLast: Bool, isScalar: Bool, _ entries: [DocumentNode.Entry], as shape: Shape,
    path: String, _ place: Place
  ) -> Bool {
    if let kind = shape.sectionKind {
      if kind.key(key) != nil { return true }
      let hint = question(key, among: kind.keys.map(\.name)) ?? ""
      error(place, path, "unknown key \(quoted(key))\(hint)")
      return false
    }
    // A single value for a name that is nearly one that is there was meant for that one.
    let isMeant = isScalar && nearest(key, among: entries.map(\.key)) != nil
    if isLast, !isMeant { return true }
    unknownName(place, path, key, kind: "entry", among: entries.map(\.key))
    return false
  }

  private mutating func setStep(
    _ value: DocumentNode, _ name: String, _ rest: ArraySlice<String>,
    in items: inout [DocumentNode], _ kind: SectionKind, path: String, _ place: Place
  ) {
    let names = items.map { $0.scalar ?? $0.entries?.first?.key ?? "" }
    guard let index = names.firstIndex(of: name) else {
      unknownName(place, path, name, kind: kind.stepNoun, among: names)
      return
    }
    if case .scalar = items[index].content {
      // A step that is only a name becomes one with keys.
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
