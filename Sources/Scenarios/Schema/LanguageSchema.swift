/// The language as JSON Schema (draft 2020-12), for editors and for other programs.
///
/// It knows keys, kinds of value, words, units and dimensions. It does not know names (whether a
/// station exists), sums, or what formulas mean; for these there is `fettle validate`.
public struct LanguageSchema {
  /// Which files a schema describes.
  public enum Part: String, CaseIterable, Sendable {
    case scenario, experiment
    /// Both: a file that names a scenario is an experiment.
    case both
  }

  private var definitions: [(key: String, value: JSONText)] = []
  private var names: Set<String> = []

  private init() {}

  /// The schema's text.
  public static func text(of part: Part = .both) -> String {
    var schema = LanguageSchema()
    let scenario = schema.reference(to: .scenario)
    let experiment = schema.reference(to: .experiment)
    let body: [(key: String, value: JSONText)]
    switch part {
    case .scenario: body = [scenario]
    case .experiment: body = [experiment]
    case .both:
      body = [
        (
          "if",
          .mapping([
            (
              "anyOf",
              .list(
                ["scenario", "arms", "vary"].map { key in
                  .mapping([("required", .list([.text(key)]))])
                })
            )
          ])
        ),
        ("then", .mapping([experiment])), ("else", .mapping([scenario])),
      ]
    }
    let title = part == .both ? "scenario or experiment" : part.rawValue
    return JSONText.mapping(
      [
        ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        ("title", .text("Fettle \(title), version 1")),
      ] + body + [("$defs", .mapping(schema.definitions.sorted { $0.key < $1.key }))]
    ).document()
  }

  // MARK: - Sections

  private mutating func reference(to kind: SectionKind) -> (key: String, value: JSONText) {
    let name = kind.rawValue
    if names.insert(name).inserted {
      var properties: [(key: String, value: JSONText)] = []
      var required: [JSONText] = []
      for key in kind.keys {
        var node = mapping(key.shape)
        node.insert(("description", .text(key.doc)), at: 0)
        if let standard = key.standardValue { node.insert(("default", .text(standard)), at: 1) }
        properties.append((key.name, .mapping(node)))
        if let spelling = key.spelling { properties.append((spelling, .mapping(node))) }
        if key.requiredExample != nil { required.append(.text(key.name)) }
      }
      var definition: [(key: String, value: JSONText)] = [
        ("type", .list([.text("object"), .text("null")])),
        ("properties", .mapping(properties)), ("additionalProperties", .truth(false)),
      ]
      if !required.isEmpty { definition.append(("required", .list(required))) }
      definitions.append((name, .mapping(definition)))
    }
    return ("$ref", .text("#/$defs/\(name)"))
  }

  // MARK: - Shapes

  /// The keywords for a shape.
  private mutating func mapping(_ shape: Shape) -> [(key: String, value: JSONText)] {
    let parts: [Shape] = if case .either(let shapes, _) = shape { shapes } else { [shape] }
    let objects = parts.filter { $0.takesMapping || $0.takesTable }
    let lists = parts.filter { $0.takesList }
    let scalars = parts.filter { $0.takesScalar }
    if case .anything = shape { return [] }
    var object: [(key: String, value: JSONText)]?
    for part in objects {
      guard let node = self.object(part) else { continue }
      object = object.map { join($0, node, part) } ?? node
    }
    let list = lists.first.flatMap { self.list($0) }
    let scalar = scalars.isEmpty ? nil : self.scalar(scalars)
    // Told apart by kind, so that an error is reported where it is, not where the choice is.
    switch (object, list, scalar) {
    case (let object?, nil, nil): return object
    case (nil, let list?, nil): return list
    case (nil, nil, let scalar?): return scalar
    case (let object?, nil, let rest?), (let object?, let rest?, nil):
      return ifType("object", object, else: rest)
    case (nil, let list?, let scalar?): return ifType("array", list, else: scalar)
    case (let object?, let list?, let scalar?):
      return ifType("object", object, else: ifType("array", list, else: scalar))
    case (nil, nil, nil): return []
    }
  }

  private func ifType(
    _ type: String, _ then: [(key: String, value: JSONText)],
    else other: [(key: String, value: JSONText)]
  ) -> [(key: String, value: JSONText)] {
    [
      ("if", .mapping([("type", .text(type))])), ("then", .mapping(then)),
      ("else", .mapping(other)),
    ]
  }

  /// Two kinds of mapping, told apart by their keys.
  private func join(
    _ first: [(key: String, value: JSONText)], _ second: [(key: String, value: JSONText)],
    _ part: Shape
  ) -> [(key: String, value: JSONText)] {
    let families = DistributionFamily.all.map { family in
      JSONText.mapping([("required", .list([.text(family.name)]))])
    }
    let isLongForm: JSONText = .mapping([
      ("maxProperties", .number(1)), ("anyOf", .list(families)),
    ])
    let isTable: JSONText = .mapping([("required", .list([.text("table")]))])
    if first.first?.value.text == "#/$defs/distribution" {
      return [("if", isLongForm), ("then", .mapping(first)), ("else", .mapping(second))]
    }
    if second.first?.value.text == "#/$defs/table" {
      return [("if", isTable), ("then", .mapping(second)), ("else", .mapping(first))]
    }
    return [("anyOf", .list([.mapping(first), .mapping(second)]))]
  }

  private mutating func object(_ shape: Shape) -> [(key: String, value: JSONText)]? {
    switch shape {
    case .section(let kind): return [reference(to: kind)]
    case .names(_, let inner, _): return named(inner, pattern: ValuePatterns.name)
    case .keyed(_, let inner, _, _), .labels(let inner, _): return named(inner, pattern: nil)
    case .factors(let inner, _): return named(inner, pattern: "^\(ValuePatterns.path)$")
    case .distribution: return [longForm()]
    case .list, .steps, .rows: return [tableReference()]
    default: return nil
    }
  }

  private mutating func named(
    _ inner: Shape, pattern: String?
  ) -> [(key: String, value: JSONText)] {
    var node: [(key: String, value: JSONText)] = [
      ("type", .list([.text("object"), .text("null")])),
      (
        "properties",
        .mapping([
          ("table", .mapping([("description", .text("a table that has the entries"))]))
        ])
      ),
      ("additionalProperties", .mapping(mapping(inner))),
    ]
    if let pattern {
      node.append(
        (
          "propertyNames",
          .mapping([("pattern", .text(pattern.hasPrefix("^") ? pattern : "^\(pattern)$"))])
        ))
    }
    return node
  }

  private mutating func tableReference() -> (key: String, value: JSONText) {
    if names.insert("table").inserted {
      definitions.append(
        (
          "table",
          .mapping([
            ("type", .text("object")),
            (
              "properties",
              .mapping([("table", .mapping([("type", .text("string"))]))])
            ), ("required", .list([.text("table")])), ("additionalProperties", .truth(false)),
          ])
        ))
    }
    return ("$ref", .text("#/$defs/table"))
  }

  private mutating func longForm() -> (key: String, value: JSONText) {
    if names.insert("distribution").inserted {
      let families = DistributionFamily.all.map { family in
        (key: family.name, value: JSONText.mapping([("description", .text(family.example))]))
      }
      definitions.append(
        (
          "distribution",
          .mapping([
            ("type", .text("object")), ("properties", .mapping(families)),
            ("additionalProperties", .truth(false)), ("minProperties", .number(1)),
            ("maxProperties", .number(1)),
          ])
        ))
    }
    return ("$ref", .text("#/$defs/distribution"))
  }

  private mutating func list(_ shape: Shape) -> [(key: String, value: JSONText)]? {
    switch shape {
    case .list(let inner, _):
      return [("type", .text("array")), ("items", .mapping(mapping(inner)))]
    case .steps(let kind):
      let step: JSONText = .mapping([
        ("type", .text("object")),
        ("additionalProperties", .mapping([reference(to: kind)])),
        ("minProperties", .number(1)), ("maxProperties", .number(1)),
      ])
      let name: JSONText = .mapping([
        ("type", .text("string")), ("pattern", .text("^\(ValuePatterns.name)$")),
      ])
      let item: JSONText = .mapping([
        ("if", .mapping([("type", .text("object"))])), ("then", step), ("else", name),
      ])
      return [("type", .text("array")), ("items", item), ("minItems", .number(1))]
    case .rows(let kind):
      return [("type", .text("array")), ("items", .mapping([reference(to: kind)]))]
    default: return nil
    }
  }

  // MARK: - Single values

  private mutating func scalar(_ shapes: [Shape]) -> [(key: String, value: JSONText)] {
    var alternatives: [JSONText] = []
    for shape in shapes { alternatives += self.scalar(shape) }
    guard alternatives.count > 1 else {
      if case .mapping(let node)? = alternatives.first { return node }
      return []
    }
    return [("anyOf", .list(alternatives))]
  }

  private mutating func scalar(_ shape: Shape) -> [JSONText] {
    switch shape {
    case .words(let words, _):
      let numbers = words.compactMap { Int($0) }.map { JSONText.number($0) }
      let truths = words.filter { $0 == "true" || $0 == "false" }.map {
        JSONText.truth($0 == "true")
      }
      return [
        .mapping([("enum", .list(words.map { .text($0) } + numbers + truths))]), usesParameter(),
      ]
    case .truth:
      return [
        .mapping([("enum", .list([.truth(true), .truth(false), .text("true"), .text("false")]))]),
        usesParameter(),
      ]
    case .count(let range, _): return [whole(range), matching(#"\d+( +[a-z]+)?"#)]
    case .quantity(let expectation): return quantities(expectation)
    case .formula(let expectation):
      return quantities(expectation) + [matching(ValuePatterns.formula)]
    case .distribution(let expectation):
      return quantities(expectation) + [matching(ValuePatterns.formula)]
        + DistributionFamily.all.filter { !$0.isWhole || expectation.fits(.count) }.map {
          distribution($0, expectation)
        }
    case .range(let expectation):
      let quantity = ValuePatterns.quantity(expectation)
      return [matching("\(quantity) +to +\(quantity)( +by +\(quantity))?")]
    case .wear: return [matching(ValuePatterns.wear)]
    case .date: return [matching(ValuePatterns.date)]
    case .moment:
      return [matching(ValuePatterns.date), matching(ValuePatterns.quantity(.durationOrZero))]
    case .days: return [matching(ValuePatterns.days)]
    case .shift: return [matching(ValuePatterns.shift)]
    case .selector, .metric: return [matching(ValuePatterns.path)]
    case .condition:
      return [matching(#"[^ ]+ *(<=|>=|<|>) *"# + ValuePatterns.quantity(.anyQuantity))]
    case .phrase(let beginning, let rest):
      return [matching("\(beginning) +" + inner(rest))]
    case .reference: return [matching(ValuePatterns.name)]
    case .label, .model:
      return [
        .mapping([
          ("type", .list([.text("string"), .text("number")])), ("pattern", .text(#"^[^ ]+$|\$"#)),
        ])
      ]
    case .text, .file, .rows:
      return [.mapping([("type", .list([.text("string"), .text("number"), .text("boolean")]))])]
    default: return []
    }
  }

  private func inner(_ shape: Shape) -> String {
    if case .quantity(let expectation) = shape {
      ValuePatterns.quantity(expectation)
    } else {
      ValuePatterns.word
    }
  }

  private mutating func quantities(_ expectation: Expectation) -> [JSONText] {
    var alternatives: [JSONText] = []
    if expectation.fits(.ratio) {
      var number: [(key: String, value: JSONText)] = [("type", .text("number"))]
      switch expectation.range {
      case .any: break
      case .notNegative: number.append(("minimum", .number(0)))
      case .positive: number.append(("exclusiveMinimum", .number(0)))
      case .probability:
        number.append(("minimum", .number(0)))
        number.append(("maximum", .number(1)))
      }
      alternatives.append(.mapping(number))
    }
    let name = expectation.identity
    if names.insert(name).inserted {
      definitions.append((name, matching(pattern(of: expectation))))
    }
    alternatives.append(.mapping([("$ref", .text("#/$defs/" + LanguageSchema.pointer(name)))]))
    return alternatives
  }

  private func pattern(of expectation: Expectation) -> String {
    let quantity = ValuePatterns.quantity(expectation)
    guard expectation.range == .probability else { return quantity }
    // At most 100 %, or 1 without a sign of percent.
    return
      #"\+?((100(\.0*)?|\d{1,2}(\.\d*)?|\.\d+)([eE]-\d+)? *%|(1(\.0*)?|0?\.\d+|0(\.0*)?)([eE]-\d+)?)"#
  }

  private mutating func distribution(
    _ family: DistributionFamily, _ expectation: Expectation
  ) -> JSONText {
    let name = "\(family.name): \(expectation.identity)"
    if names.insert(name).inserted {
      definitions.append((name, matching(ValuePatterns.distribution(family, expectation))))
    }
    return .mapping([("$ref", .text("#/$defs/" + LanguageSchema.pointer(name)))])
  }

  /// A name as part of a JSON pointer in a URI fragment.
  private static func pointer(_ name: String) -> String {
    name.replacing("%", with: "%25").replacing(" ", with: "%20")
  }

  private func whole(_ range: ClosedRange<Int>) -> JSONText {
    var node: [(key: String, value: JSONText)] = [
      ("type", .text("integer")), ("minimum", .number(range.lowerBound)),
    ]
    if range.upperBound < Int.max { node.append(("maximum", .number(range.upperBound))) }
    return .mapping(node)
  }

  /// A text that matches as a whole, blanks at its ends left out, or uses a parameter.
  private func matching(_ pattern: String) -> JSONText {
    .mapping([
      ("type", .text("string")),
      ("pattern", .text("^ *(\(pattern)) *$|\(ValuePatterns.parameter)")),
    ])
  }

  private func usesParameter() -> JSONText {
    .mapping([("type", .text("string")), ("pattern", .text(ValuePatterns.parameter))])
  }
}

extension Expectation {
  /// A name that differs where what is accepted differs.
  fileprivate var identity: String {
    let numbers =
      switch range {
      case .any: "any number"
      case .notNegative: "not negative"
      case .positive: "positive"
      case .probability: "up to 100 %"
      }
    return "\(noun), \(numbers)" + (mayBePerPart ? ", per part" : "")
  }
}
