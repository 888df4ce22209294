/// Regular expressions for single values, in the common part of ECMA 262 and Python.
enum ValuePatterns {
  static let number = #"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"#
  static let name = #"[A-Za-z\u00C0-\uFFFF][A-Za-z0-9_\u00C0-\uFFFF-]{0,99}"#
  /// A text in which a parameter is used: nobody but the reader knows what comes of it.
  static let parameter = #".*\$[A-Za-z\u00C0-\uFFFF].*"#
  static let date = #"\d{4}-\d{1,2}-\d{1,2}([ T]+\d{1,2}:\d{2})?"#
  static let shift = #"\d{1,2}:\d{2} *- *\d{1,2}:\d{2}"#
  static let days: String = {
    let day = "(" + DateText.dayNames.joined(separator: "|") + ")"
    return "\(day)( *- *\(day))?"
  }()
  static let path = #"[^ .]+(\.[^ .]+)*"#
  static let word = #"[^ ]+"#
  /// What is written as a formula: operators, calls, or a name alone.
  static let formula =
    #"(.*[*^()].*|.* [-+/] .*|[A-Za-z_\u00C0-\uFFFF][A-Za-z0-9_.\u00C0-\uFFFF-]*)"#

  /// The texts that a quantity may be.
  static func quantity(_ expectation: Expectation) -> String {
    let units = expectation.dimensions.isEmpty ? [anyUnit] : expectation.dimensions.map(unit(of:))
    var alternatives = units
    if expectation.mayBePerPart {
      alternatives += expectation.dimensions.map { unit(of: $0 / .count) }
    }
    let number =
      expectation.range == .any ? number : #"\+?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"#
    return "\(number)( *(\(alternatives.joined(separator: "|"))))"
      + (expectation.fits(.ratio) ? "?" : "")
  }

  /// The texts that a distribution in words may be.
  static func distribution(_ family: DistributionFamily, _ expectation: Expectation) -> String {
    func value(_ parameter: String) -> String {
      let wanted: Expectation
      switch family.kind(of: parameter) {
      case .quantity, .positiveQuantity:
        var any = expectation
        if !family.isPositive(parameter) { any.range = .any }
        wanted = any
      case .ratio, .whole: wanted = .positiveRatio
      case .chance: wanted = .probability
      }
      return #"(\(.*\)|"# + quantity(wanted) + ")"
    }
    let common = DistributionFamily.common.map { "\($0) +\(value($0))" }
    let commonPart = "( +(\(common.joined(separator: "|"))))*"
    if family.isList {
      // A number may leave its unit to the one that follows.
      return "\(family.name)( +values)?( +(\(value("values"))|\(number)))+\(commonPart)"
    }
    var forms: [String] = []
    if let unnamed = unnamed(family, value) { forms.append(unnamed) }
    for form in family.forms {
      // All parameters of the form, in any order.
      let ahead = form.map { "(?=.* \($0) )" }.joined()
      let parts = (form.map { "\($0) +\(value($0))" } + common).joined(separator: "|")
      forms.append("\(ahead)( +(\(parts)))+")
    }
    return "\(family.name)(\(forms.joined(separator: "|")))\(commonPart)"
  }

  private static func unnamed(
    _ family: DistributionFamily, _ value: (String) -> String
  ) -> String? {
    guard !family.unnamed.isEmpty else { return nil }
    let between = family.unnamed.count == 2 ? " +(to +)?" : " +"
    return " +" + family.unnamed.map { value($0) }.joined(separator: between)
  }

  /// The texts that a process of wear may be.
  static let wear: String = WearExpression.processes.map { process in
    let forms = process.forms.map { form in
      form.map { "(?=.* \($0) )" }.joined()
        + "( +(\(form.map { "\($0) +\(wear(parameter: $0))" }.joined(separator: "|"))))+"
    }
    return "\(process.name)(\(forms.joined(separator: "|")))"
  }.joined(separator: "|")

  /// The texts that a parameter of a process of wear may be.
  private static func wear(parameter: String) -> String {
    switch parameter {
    case "exponent": number
    // A share, or a distribution in words, to the end.
    case "damage": ".+"
    default: #"\#(number) *[^ ]+"#
    }
  }

  // MARK: - Units

  private static let anyUnit = #"[^\d\s.,;:()+-][^\s,;:()]*"#

  /// Unit symbols by their dimension; currencies are one class.
  private static let classes: [(dimension: Dimension, pattern: String)] = {
    // Any three capitals: the list of currencies would be most of the schema.
    var symbols: [Dimension: [String]] = [.money: ["[A-Z]{3}"]]
    var order: [Dimension] = [.money]
    for unit in UnitTable.all {
      if symbols[unit.dimension] == nil { order.append(unit.dimension) }
      symbols[unit.dimension, default: []].append(unit.symbol)
    }
    return order.map { dimension in
      let names = (symbols[dimension] ?? []).map { $0 == "%" ? "%" : $0 }
      return (dimension, "(" + names.joined(separator: "|") + ")")
    }
  }()

  /// The units of a dimension: one symbol or, where none has it, up to three joined by `/`.
  static func unit(of dimension: Dimension) -> String {
    let isRate = dimension == .ratio / .time
    if let single = classes.first(where: { $0.dimension == dimension }), !isRate {
      return single.pattern
    }
    var alternatives: [String] = []
    for first in classes {
      if first.dimension == dimension { alternatives.append(first.pattern) }
      if Dimension.ratio / first.dimension == dimension { alternatives.append("/" + first.pattern) }
      for second in classes {
        if first.dimension / second.dimension == dimension, first.dimension != dimension {
          alternatives.append("\(first.pattern)/\(second.pattern)")
        }
        guard !isRate, first.dimension != .ratio, second.dimension != .ratio else { continue }
        for third in classes where third.dimension != .ratio {
          if first.dimension == .money,
            first.dimension / second.dimension / third.dimension == dimension
          {
            alternatives.append("\(first.pattern)/\(second.pattern)/\(third.pattern)")
          }
        }
      }
    }
    // Powers, such as 'm^3', and whatever else the reader can work out.
    if alternatives.isEmpty || dimension.needsPower {
      alternatives.append(#"[A-Za-z%/*^0-9]*\^-?\d[A-Za-z%/*^0-9]*"#)
    }
    return alternatives.joined(separator: "|")
  }
}

extension Dimension {
  /// Whether it has a base quantity to a power that no single unit has.
  fileprivate var needsPower: Bool {
    [time, length, mass, temperature, money, count].contains { abs($0) > 1 }
  }
}

extension DistributionFamily {
  /// Whether a parameter must be more than zero.
  func isPositive(_ parameter: String) -> Bool { kind(of: parameter) != .quantity }
}
