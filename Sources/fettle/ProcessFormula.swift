import Optimization
import Scenarios

/// A response surface as a formula that a scenario takes.
struct ProcessFormula {
  /// The formula.
  var text: String
  /// What a user should know before pasting it.
  var notes: [String] = []

  /// Writes a formula.
  ///
  /// - Parameters:
  ///   - response: The surface.
  ///   - runs: Names and units.
  ///   - row: The words of its choices.
  init(_ response: QuadraticResponse, _ runs: ProcessRuns, choices row: [Double]) {
    var notes: [String] = []
    func notation(_ name: String, _ unit: String?) -> ResponseFormula.Notation {
      let written = ProcessFormula.name(name)
      if written != name { notes.append("'\(name)' is written \(written)") }
      guard let unit else { return .init(name: written, unit: "") }
      let known = ProcessFormula.words[unit] ?? unit
      guard UnitWords.isUnit(known) else {
        notes.append(
          "'\(unit)' is no unit of the language: \(written) is a number without a unit")
        return .init(name: written, unit: "")
      }
      return .init(name: written, unit: known, differenceUnit: known == "degC" ? "K" : known)
    }
    let inputs = runs.data.inputs.map {
      $0.words == nil ? notation($0.name, $0.unit) : .init(name: $0.name, unit: "")
    }
    let target = notation(runs.target, runs.unit)
    text = ResponseFormula(response, choices: row, inputs: inputs, target: target).text
    let words = runs.data.inputs.indices.filter { runs.data.inputs[$0].words != nil }
    if !words.isEmpty {
      let fixed = words.map {
        "\(runs.data.inputs[$0].name) \(ProcessText.value(row[$0], of: runs.data.inputs[$0]))"
      }
      notes.append("for \(fixed.joined(separator: ", ")) only")
    }
    self.notes = notes
  }

  /// Units that people write otherwise than the language does.
  private static let words = ["°C": "degC", "C": "degC", "€": "EUR", "$": "USD", "pct": "%"]

  /// A name that a set-point may have: letters, digits and `_`, and no unit.
  private static func name(_ text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      if isPlain {
        name.unicodeScalars.append(scalar)
      } else if name.last != "_" {
        name += "_"
      }
    }
    while name.last == "_" { name.removeLast() }
    if name.first?.isNumber ?? true { name = "x_" + name }
    return UnitWords.isUnit(name) ? name + "_set" : name
  }
}
