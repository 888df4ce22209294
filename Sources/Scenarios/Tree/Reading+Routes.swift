/// Routes and the like: lists whose entries are names, or names with keys.
extension Reading {
  mutating func steps(_ value: Value, _ kind: SectionKind) -> TreeContent {
    let what = Shape.steps(kind).what
    switch value.node.content {
    case .list(let items):
      var entries: [TreeEntry] = []
      var isWhole = true
      for item in items {
        if let entry = step(Value(node: item, path: value.path), kind) {
          entries.append(entry)
        } else {
          isWhole = false
        }
      }
      if items.isEmpty {
        error(value, "is empty; expected \(kind == .operation ? Reading.exampleOfRoute : what)")
        return .broken
      }
      return isWhole ? .route(entries) : .broken
    case .nothing:
      error(value, "has no value; expected \(what)")
    case .scalar, .mapping:
      error(value, "expected \(what), not \(value.node.kindInWords)")
    }
    return .broken
  }

  private static let exampleOfRoute = "operations such as [blank, press]"

  private mutating func step(_ value: Value, _ kind: SectionKind) -> TreeEntry? {
    let noun = kind.stepNoun
    let example =
      kind == .operation
      ? "an operation is a name, or a name with its keys as in '- press: {time: 30 s}'"
      : "a \(noun) is a name, or a name with its keys"
    let name: String
    let place: Place
    var inner = DocumentNode(content: .nothing, place: value.node.place)
    switch value.node.content {
    case .scalar:
      let text = scalarText(
        value, what: kind == .operation ? "an operation's name" : "a \(noun)'s name")
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
    if kind == .operation { enterScope(ofOperation: name, inner) }
    let node = read(
      Value(node: inner, path: value.path + "." + name), as: .section(kind), owner: place)
    return TreeEntry(name: name, place: place, node: node)
  }
}

extension SectionKind {
  /// What a step of this kind is called.
  var stepNoun: String { self == .operation ? "operation" : "state" }
}
