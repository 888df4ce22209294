public import Scenarios
import Yams

/// A plan that cannot be read or carried out: all that is wrong, with its places.
public struct CleaningFailure: Error, Hashable, Sendable {
  /// What is wrong; at least one thing.
  public var diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension CleaningPlan {
  /// Reads a plan.
  ///
  /// ```yaml
  /// fettle_plan: 1
  /// unit: machine
  /// time: hour
  /// steps:
  ///   - mark_missing: {column: temperature, values: [-999]}
  ///   - drop_columns: [s1, s5]
  ///   - sort: [machine, hour]
  ///   - fill: {columns: [temperature], with: previous}
  /// ```
  ///
  /// - Parameters:
  ///   - text: The YAML text.
  ///   - file: What the file is called in messages.
  /// - Throws: ``CleaningFailure`` with all that is wrong.
  public init(text: String, file: String) throws(CleaningFailure) {
    var reader = PlanReader(file: file)
    self = try reader.read(text)
  }
}

/// Reads the YAML of a plan, and notes what is wrong with it.
struct PlanReader {
  let file: String
  private var problems: [Diagnostic] = []

  init(file: String) { self.file = file }

  private static let keys = ["fettle_plan", "unit", "time", "steps"]

  mutating func read(_ text: String) throws(CleaningFailure) -> CleaningPlan {
    let root: Node?
    do {
      // Yams keeps a pointer into the text; one that is long does not lie in the value itself.
      var kept = text
      kept.reserveCapacity(max(64, text.utf8.count))
      root = try Parser(yaml: kept, resolver: .basic).singleRoot()
    } catch {
      throw CleaningFailure([problem(of: error)])
    }
    guard let root, let mapping = root.mapping else {
      throw CleaningFailure([
        Diagnostic(
          file: file, line: 1, column: 1,
          message:
            "this is no plan; begin with 'fettle_plan: 1', then 'steps:' and what is to be done")
      ])
    }
    var plan = CleaningPlan(steps: [], file: file)
    let values = entries(of: mapping, known: PlanReader.keys, of: "a plan")
    if let version = values["fettle_plan"] {
      if version.string != "1" {
        note(
          version,
          "'fettle_plan' is \(shown(version)); this version of Fettle reads plans of kind 1")
      }
    } else {
      note(root, "the plan has no 'fettle_plan'; write 'fettle_plan: 1' at its top")
    }
    plan.unit = values["unit"].flatMap { name($0, "unit") }
    plan.time = values["time"].flatMap { name($0, "time") }
    if let steps = values["steps"] {
      if let list = steps.sequence {
        plan.steps = list.compactMap { step($0) }
      } else if !isNothing(steps) {
        note(steps, "'steps' takes a list, each step on a line that begins with '-'")
      }
    } else {
      note(root, "the plan has no 'steps'")
    }
    if !problems.isEmpty { throw CleaningFailure(problems) }
    return plan
  }

  // MARK: - Parts

  /// The values of a mapping by key; unknown keys are noted.
  mutating func entries(
    of mapping: Node.Mapping, known: [String], of owner: String
  ) -> [String: Node] {
    var values: [String: Node] = [:]
    for (key, value) in mapping {
      let name = key.string ?? ""
      if known.contains(name) {
        values[name] = value
        continue
      }
      let near = NearestName.of(name, among: known)
      note(
        key,
        "unknown key '\(name)' of \(owner); "
          + (near.map { "did you mean '\($0)'?" } ?? "known are \(known.joined(separator: ", "))"))
    }
    return values
  }

  mutating func note(_ node: Node, _ message: String) {
    problems.append(
      Diagnostic(file: file, line: node.mark?.line, column: node.mark?.column, message: message))
  }

  /// A scalar that is not empty.
  mutating func name(_ node: Node, _ key: String) -> String? {
    if let text = node.string, !text.isEmpty { return text }
    note(node, "'\(key)' takes the name of a column, not \(shown(node))")
    return nil
  }

  /// A list of names, or a single one.
  mutating func names(_ node: Node, _ key: String, mayBeEmpty: Bool = false) -> [String]? {
    if let text = node.string, !text.isEmpty { return [text] }
    if let list = node.sequence {
      let names = list.compactMap(\.string)
      if names.count == list.count, mayBeEmpty || !names.isEmpty { return names }
    }
    note(node, "'\(key)' takes a list of columns, as in [a, b], not \(shown(node))")
    return nil
  }

  func isNothing(_ node: Node) -> Bool { node.string?.isEmpty == true }

  /// What stands here, for a message.
  func shown(_ node: Node) -> String {
    if let text = node.string { return text.isEmpty ? "nothing" : "'\(text)'" }
    return node.sequence == nil ? "a mapping" : "a list"
  }

  private func problem(of error: any Error) -> Diagnostic {
    switch error {
    case YamlError.scanner(_, let message, let mark, _),
      YamlError.parser(_, let message, let mark, _),
      YamlError.composer(_, let message, let mark, _):
      Diagnostic(
        file: file, line: mark.line, column: mark.column, message: "this is no YAML: \(message)")
    case YamlError.duplicatedKeysInMapping(let duplicates, let context):
      Diagnostic(
        file: file, line: context.mark.line, column: context.mark.column,
        message:
          "the key '\(duplicates.sorted().first ?? "")' stands more than once; keep one of them")
    default: Diagnostic(file: file, message: "this is no YAML: \(error)")
    }
  }
}
