import FactoryModel

/// A part of a formula that has been read and checked.
struct FormulaTerm {
  var expression: FormulaExpression
  var dimension: Dimension
  /// Where it stands, in Unicode scalars.
  var range: Range<Int>
  /// The number with its unit, where the part is nothing else.
  var literal: FormulaLiteral?
  /// Whether it is a temperature in a unit whose scale does not begin at zero, alone or in
  /// parentheses.
  var isOnScale = false

  /// Whether it is a number without unit.
  var isPlainLiteral: Bool { literal.map { !$0.quantity.hasUnit } ?? false }
}

/// The functions of formulas.
enum FormulaFunction: String, CaseIterable {
  case min, max, exp, log
  case choice = "if"

  /// How the function is called, for messages.
  var example: String {
    switch self {
    case .min, .max: "\(rawValue)(a; b)"
    case .exp, .log: "\(rawValue)(a)"
    case .choice: "if(a < b; c; d)"
    }
  }

  /// What to write for a function that does not exist.
  static func instead(of name: String) -> String? {
    switch name.lowercased() {
    case "sqrt", "root": "'(…)^0.5'"
    case "pow", "power", "square": "'^'"
    case "ln": "'log(…)', the natural logarithm"
    case "log10", "lg": "'log(…) / log(10)'"
    case "abs": "'max(a; -a)'"
    default:
      NearestName.of(name, among: allCases.map(\.rawValue)).map { "'\($0)'" }
    }
  }
}
