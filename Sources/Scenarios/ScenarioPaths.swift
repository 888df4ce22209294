/// The values of a scenario's text by their paths.
public enum ScenarioPaths {
  /// Every single value, and every list of such, with its dotted path, in the order of the text.
  ///
  /// Operations of a route are named by themselves; empty mappings stand as `{}`.
  ///
  /// - Parameter text: The YAML text, such as a resolved scenario.
  /// - Returns: Nothing for a text that is no YAML.
  public static func values(in text: String) -> [(path: String, value: String)] {
    guard let root = try? DocumentParser.parse(text) else { return [] }
    var values: [(path: String, value: String)] = []
    add(root, path: "", to: &values)
    return values
  }

  private static func add(
    _ node: DocumentNode, path: String, to values: inout [(path: String, value: String)]
  ) {
    func child(_ key: String) -> String { path.isEmpty ? key : path + "." + key }
    switch node.content {
    case .mapping(let entries) where !entries.isEmpty:
      for entry in entries { add(entry.value, path: child(entry.key), to: &values) }
    case .list(let items) where items.contains(where: { $0.entries?.count == 1 }):
      for item in items {
        if let entry = item.entries?.first, item.entries?.count == 1 {
          add(entry.value, path: child(entry.key), to: &values)
        } else {
          values.append((path, YamlText(item).line))
        }
      }
    case .scalar(let text): values.append((path, text))
    default: values.append((path, YamlText(node).line))
    }
  }
}
