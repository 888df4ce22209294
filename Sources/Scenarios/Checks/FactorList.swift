/// Lists what of a scenario may be moved.
enum FactorList {
  /// The factors of a scenario, in the order of the file.
  ///
  /// Every single value is one, and every rule that is swapped as a whole.
  static func factors(of tree: TreeSection, writer: TreeWriter) -> [Factor] {
    var list = Lister(writer: writer)
    list.add(tree, path: "")
    return list.factors
  }

  private struct Lister {
    var writer: TreeWriter
    var factors: [Factor] = []

    mutating func add(_ section: TreeSection, path: String) {
      for entry in section.entries where !FactorList.fixed.contains(entry.key.name) {
        let path = path.isEmpty ? entry.key.name : path + "." + entry.key.name
        add(entry.node, entry.key, entry.key.shape, path: path)
      }
    }

    mutating func add(_ node: TreeNode, _ key: Key, _ shape: Shape, path: String) {
      switch node.content {
      case .section(let section) where section.kind.principalKey != nil:
        addPrincipal(section, path: path)
      case .section(let section):
        if section.kind.isRule { append(node, key, shape, path: path) }
        add(section, path: path)
      case .names(let entries):
        for entry in entries {
          add(entry.node, key, shape.child(entry.name) ?? .anything, path: path + "." + entry.name)
        }
      case .route(let entries):
        for entry in entries {
          let kind = entry.node.section?.kind ?? .operation
          add(entry.node, key, .section(kind), path: path + "." + entry.name)
        }
      case .value, .list, .raw: append(node, key, shape, path: path)
      case .rows, .broken: break
      }
    }

    private mutating func addPrincipal(_ section: TreeSection, path: String) {
      guard let name = section.kind.principalKey, let node = section[name],
        let key = section.kind.key(name)
      else { return }
      append(node, key, key.shape, path: path)
      if let range = section["range"]?.text { factors[factors.count - 1].range = range }
      if section["live"]?.text == "false" { factors[factors.count - 1].isLive = false }
    }

    private mutating func append(_ node: TreeNode, _ key: Key, _ shape: Shape, path: String) {
      let isSetPoint = key.name == "set_points"
      factors.append(
        Factor(
          path: path, value: writer.line(of: node), takes: shape.what,
          isLive: key.change == .live || isSetPoint, range: nil, meaning: key.doc))
    }
  }

  /// Keys of which nobody asks "what if".
  private static let fixed: Set<String> = ["fettle", "extends", "name", "timeline", "why"]
}

extension SectionKind {
  /// Whether the section says how something is done, and is swapped as a whole.
  var isRule: Bool {
    switch self {
    case .release, .replace, .replenishment: true
    default: false
    }
  }
}
