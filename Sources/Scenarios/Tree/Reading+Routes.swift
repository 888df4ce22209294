/// Routes: lists whose entries are names, or names with keys.
extension Reading {
  mutating func route(_ value: Value) -> TreeContent {
    switch value.node.content {
    case .list(let items):
      var entries: [TreeEntry] = []
      var isWhole = true
      for item in items {
        if let entry = operation(Value(node: item, path: value.path)) {
          entries.append(entry)
        } else {
          isWhole = false
        }
      }
      if items.isEmpty {
        error(value, "is empty; expected operations such as [blank, press]")
        return .broken
      }
      return isWhole ? .route(entries) : .broken
    case .nothing:
      error(value, "has no value; expected \(Shape.route.what)")
    case .scalar, .mapping:
      error(value, "expected \(Shape.route.what), not \(value.node.kindInWords)")
    }
    return .broken
  }

  private mutating func operation(_ value: Value) -> TreeEntry? {
    let example = "an operation is a name, or a name with its keys as in '- press: {time: 30 s}'"
    let name: String
    let place: Place
    var inner = DocumentNode(content: .nothing, place: value.node.place)
    switch value.node.content {
    case .scalar:
      let text = scalarText(value, what: "an operation's name")
      guard let text else { return nil }
      (name, place) = (text, value.node.place)
    case .mapping(let entries) where entries.count == 1:
      (name, place) = (entries[0].key, entries[0].keyPlace)
      inner = entries[0].value
    case .mapping, .list, .nothing:
      error(value, "\(example); this is \(value.node.kindInWords)")
      return nil
    }
    guard isName(name, place, value.path) else { return nil }
    let outer = scope
    defer { scope = outer }
    enterScope(ofOperation: name, inner)
    let node = read(
      Value(node: inner, path: value.path + "." + name), as: .section(.operation), owner: place)
    return TreeEntry(name: name, place: place, node: node)
  }
}
