import Scenarios
import Yams

extension PlanReader {
  private static let stepKeys = [
    "numbers", "decimal_commas", "mark_missing", "replace", "clip", "drop_stuck_runs", "convert",
    "rename", "drop_columns", "drop_rows", "drop_duplicates", "sort", "fill",
  ]

  /// One step: a mapping with one key.
  mutating func step(_ node: Node) -> CleaningStep? {
    guard let mapping = node.mapping, let (key, value) = mapping.first.map({ ($0.key, $0.value) })
    else {
      note(node, "expected a step such as 'drop_columns: [a, b]', not \(shown(node))")
      return nil
    }
    guard mapping.count == 1 else {
      note(node, "a step has one key; begin each with '-'")
      return nil
    }
    guard
      let name = entries(of: mapping, known: PlanReader.stepKeys, of: "a step").keys.first,
      let action = action(name, value)
    else { return nil }
    return CleaningStep(action, line: key.mark?.line ?? 1, column: key.mark?.column ?? 1)
  }

  private mutating func action(_ key: String, _ node: Node) -> CleaningStep.Action? {
    switch key {
    case "numbers": return names(node, key).map { .numbers($0) }
    case "decimal_commas": return names(node, key).map { .decimalCommas($0) }
    case "drop_columns": return names(node, key).map { .dropColumns($0) }
    case "sort": return names(node, key).map { .sort($0) }
    case "drop_duplicates":
      if node.string == "all" { return .dropDuplicates(by: []) }
      return fields(node, key, ["by"], needed: ["by"], example: "{by: [unit, time]}, or all")
        .flatMap { names($0["by"] ?? node, "by") }.map { .dropDuplicates(by: $0) }
    case "drop_rows":
      return fields(node, key, ["missing"], needed: ["missing"], example: "{missing: [target]}")
        .flatMap { names($0["missing"] ?? node, "missing") }.map { .dropRows(missing: $0) }
    case "rename": return rename(node)
    case "mark_missing":
      guard
        let fields = fields(
          node, key, ["column", "values"], needed: ["column", "values"],
          example: "{column: temperature, values: [-999]}"), let column = column(fields),
        let values = fields["values"].flatMap({ names($0, "values") })
      else { return nil }
      return .markMissing(column: column, values: values)
    case "replace": return replace(node)
    case "clip": return clip(node)
    case "drop_stuck_runs":
      guard
        let fields = fields(
          node, key, ["column", "longer_than"], needed: ["column", "longer_than"],
          example: "{column: temperature, longer_than: 20}"), let column = column(fields),
        let length = fields["longer_than"]
      else { return nil }
      guard let rows = length.string.flatMap({ Int($0) }), rows >= 1 else {
        note(length, "'longer_than' takes a whole number of rows from 1, not \(shown(length))")
        return nil
      }
      return .dropStuckRuns(column: column, longerThan: rows)
    case "convert": return convert(node)
    default: return fill(node)
    }
  }

  // MARK: - Steps with several values

  private mutating func fields(
    _ node: Node, _ key: String, _ known: [String], needed: [String], example: String
  ) -> [String: Node]? {
    guard let mapping = node.mapping else {
      note(node, "'\(key)' takes \(example), not \(shown(node))")
      return nil
    }
    let found = entries(of: mapping, known: known, of: "'\(key)'")
    for name in needed where found[name] == nil {
      note(node, "'\(key)' has no '\(name)'; write \(example)")
      return nil
    }
    return found
  }

  private mutating func column(_ fields: [String: Node]) -> String? {
    fields["column"].flatMap { name($0, "column") }
  }

  private mutating func number(_ node: Node?, _ key: String) -> Double?? {
    guard let node else { return .some(nil) }
    if let number = node.string.flatMap({ Double($0) }), number.isFinite { return number }
    note(node, "'\(key)' takes a number, not \(shown(node))")
    return nil
  }

  private mutating func rename(_ node: Node) -> CleaningStep.Action? {
    guard let mapping = node.mapping, mapping.count == 1, let entry = mapping.first,
      let old = entry.key.string, let new = entry.value.string, !old.isEmpty, !new.isEmpty,
      old != new
    else {
      note(node, "'rename' takes {old: new}, a column a step")
      return nil
    }
    return .rename(from: old, to: new)
  }

  private mutating func replace(_ node: Node) -> CleaningStep.Action? {
    guard
      let fields = fields(
        node, "replace", ["column", "values"], needed: ["column", "values"],
        example: "{column: type, values: {l: L}}"), let column = column(fields),
      let values = fields["values"]
    else { return nil }
    guard let mapping = values.mapping, !mapping.isEmpty else {
      note(values, "'values' takes what stands there and what shall, as in {l: L}")
      return nil
    }
    var replaced: [String: String] = [:]
    for (key, value) in mapping { replaced[key.string ?? ""] = value.string ?? "" }
    for (key, value) in mapping where replaced[value.string ?? ""] != nil {
      note(
        key,
        "'\(key.string ?? "")' becomes '\(value.string ?? "")', which is itself replaced; give the "
          + "last value at once")
      return nil
    }
    return .replace(column: column, values: replaced)
  }

  private mutating func clip(_ node: Node) -> CleaningStep.Action? {
    guard
      let fields = fields(
        node, "clip", ["column", "least", "most"], needed: ["column"],
        example: "{column: temperature, least: 0, most: 120}"), let column = column(fields),
      let least = number(fields["least"], "least"), let most = number(fields["most"], "most")
    else { return nil }
    if least == nil && most == nil {
      note(node, "'clip' has neither 'least' nor 'most'")
      return nil
    }
    if let least, let most, least > most {
      note(node, "'least' is above 'most'")
      return nil
    }
    return .clip(column: column, least: least, most: most)
  }

  private mutating func convert(_ node: Node) -> CleaningStep.Action? {
    guard
      let fields = fields(
        node, "convert", ["column", "from", "to", "multiply", "add"],
        needed: ["column", "from", "to"], example: "{column: temperature, from: degF, to: degC}"),
      let column = column(fields), let from = fields["from"]?.string, let toNode = fields["to"],
      let to = toNode.string, let factor = number(fields["multiply"], "multiply"),
      let offset = number(fields["add"], "add")
    else { return nil }
    guard from != to, !to.isEmpty, !from.isEmpty else {
      note(toNode, "'from' and 'to' are two different units")
      return nil
    }
    if factor != nil || offset != nil {
      return .convert(
        column: column,
        UnitConversion(from: from, to: to, factor: factor ?? 1, offset: offset ?? 0))
    }
    if let known = UnitConversion(from: from, to: to) {
      return .convert(column: column, known)
    }
    let near = [from, to].first { !UnitConversion.known.contains($0) }
      .flatMap { NearestName.of($0, among: UnitConversion.known) }
    note(
      toNode,
      "it is not known how '\(from)' becomes '\(to)'; "
        + (near.map { "did you mean '\($0)'?" } ?? "say it by 'multiply' and 'add'"))
    return nil
  }

  private mutating func fill(_ node: Node) -> CleaningStep.Action? {
    guard
      let fields = fields(
        node, "fill", ["columns", "with"], needed: ["columns", "with"],
        example: "{columns: [temperature], with: previous}"), let columns = fields["columns"],
      let names = names(columns, "columns"), let with = fields["with"]
    else { return nil }
    guard let word = with.string, !word.isEmpty else {
      note(with, "'with' takes previous, next, mean, median, commonest or a value")
      return nil
    }
    let filling: CleaningStep.Filling =
      switch word {
      case "previous": .previous
      case "next": .next
      case "mean": .mean
      case "median": .median
      case "commonest": .commonest
      default: .value(word)
      }
    return .fill(columns: names, filling)
  }
}
