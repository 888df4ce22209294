import Scenarios
import Yams

extension EventLogMap {
  /// Reads a map.
  ///
  /// ```yaml
  /// order: case
  /// activity: activity
  /// start: start
  /// end: end
  /// machine: machine
  /// kind: {column: report_type, work: D, setup: S, breakdown: B}
  /// ```
  ///
  /// - Parameters:
  ///   - text: The YAML text.
  ///   - file: What the file is called in messages.
  /// - Throws: ``ImportFailure`` with all that is wrong.
  public init(text: String, file: String) throws(ImportFailure) {
    var reader = MapReader(file: file)
    self = try reader.read(text)
  }
}

/// Reads the YAML of a map, and notes what is wrong with it.
private struct MapReader {
  var file: String
  private var problems: [Diagnostic] = []

  init(file: String) { self.file = file }

  private static let keys = [
    "order", "activity", "start", "end", "machine", "part", "quantity", "kind", "groups", "dates",
  ]

  mutating func read(_ text: String) throws(ImportFailure) -> EventLogMap {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw ImportFailure([problem(of: error)])
    }
    guard let root, let mapping = root.mapping else {
      throw ImportFailure([
        Diagnostic(
          file: file, line: 1, column: 1,
          message: "the map has no keys; write one a line, such as 'order: case'")
      ])
    }
    var values: [String: Node] = [:]
    for (key, value) in mapping {
      let name = key.string ?? ""
      if MapReader.keys.contains(name) {
        values[name] = value
      } else {
        note(
          key, "unknown key \(quoted(name)); known are \(MapReader.keys.joined(separator: ", "))")
      }
    }
    var map = EventLogMap(
      order: required("order", values, root), activity: required("activity", values, root),
      start: required("start", values, root), end: required("end", values, root))
    map.machine = column("machine", values)
    map.part = column("part", values)
    map.quantity = column("quantity", values)
    map.kind = values["kind"].flatMap { kind($0) }
    map.groups = values["groups"].map { groups($0) } ?? [:]
    if let node = values["dates"] {
      if let order = LogDate.Order(rawValue: node.string ?? "") {
        map.dates = order
      } else {
        note(node, "\(quoted(node.string ?? "")) is no order of dates; write ymd, dmy or mdy")
      }
    }
    if !problems.isEmpty { throw ImportFailure(problems) }
    return map
  }

  private func problem(of error: any Error) -> Diagnostic {
    switch error {
    case YamlError.scanner(_, let message, let mark, _),
      YamlError.parser(_, let message, let mark, _),
      YamlError.composer(_, let message, let mark, _):
      Diagnostic(
        file: file, line: mark.line, column: mark.column, message: "this is no YAML: \(message)")
    default: Diagnostic(file: file, message: "this is no YAML: \(error)")
    }
  }

  private mutating func note(_ node: Node, _ message: String) {
    problems.append(
      Diagnostic(
        file: file, line: node.mark?.line, column: node.mark?.column, message: message))
  }

  private mutating func required(_ key: String, _ values: [String: Node], _ root: Node) -> String {
    guard values[key] == nil else { return column(key, values) ?? "" }
    note(root, "the map has no '\(key)'; name the column, as in '\(key): \(key)'")
    return ""
  }

  private mutating func column(_ key: String, _ values: [String: Node]) -> String? {
    guard let node = values[key] else { return nil }
    if let name = node.string, !name.isEmpty { return name }
    note(node, "'\(key)' takes the name of a column")
    return nil
  }

  private mutating func kind(_ node: Node) -> EventLogMap.KindColumn? {
    guard let mapping = node.mapping, let column = mapping["column"]?.string else {
      note(node, "'kind' takes a column and its words, as in {column: type, work: D, setup: S}")
      return nil
    }
    var kind = EventLogMap.KindColumn(column: column, meanings: [:])
    for (key, value) in mapping where key.string != "column" {
      guard let meaning = EventLogMap.Kind(rawValue: key.string ?? "") else {
        note(key, "unknown kind \(quoted(key.string ?? "")); known are work, setup, breakdown")
        continue
      }
      for word in value.sequence.map(Array.init) ?? [value] {
        guard let text = word.string else {
          note(word, "expected a word of the column '\(column)', or a list of them")
          continue
        }
        kind.meanings[text] = meaning
      }
    }
    if !kind.meanings.values.contains(.work) {
      note(node, "'kind' has no 'work'; say which word means work on the order, as in {work: D}")
    }
    return kind
  }

  private mutating func groups(_ node: Node) -> [String: [String]] {
    guard let mapping = node.mapping else {
      note(node, "'groups' takes stations, each with its machines, as in {mills: [mill 1, mill 2]}")
      return [:]
    }
    var groups: [String: [String]] = [:]
    for (key, value) in mapping {
      let machines = (value.sequence.map(Array.init) ?? []).compactMap(\.string)
      if machines.isEmpty {
        note(value, "expected a list of machines, as in [mill 1, mill 2]")
      } else {
        groups[key.string ?? ""] = machines
      }
    }
    return groups
  }
}
