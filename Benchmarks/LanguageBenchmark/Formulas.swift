import FactoryModel
import Scenarios

/// Evaluates formulas of three sizes with inputs that change from one evaluation to the next.
func measureFormulas(evaluations: Int) {
  var scope = FormulaScope()
  scope.add("die.wear", .ratio)
  scope.add("stroke_rate", Dimension(time: -1))
  scope.add("ambient.temperature", Dimension(temperature: 1))
  scope.add("lot.moisture", .ratio)
  for text in [
    "1 % + 6 % * die.wear^2",
    "(11 / stroke_rate) * (1 + 0.3 * die.wear^2) + max(0 s; 2 s * (lot.moisture - 4 %))",
    """
    if(die.wear < 0.8; 1 %; 5 %) * exp(-40 kJ / (8.314 J/K * ambient.temperature)) \
    * (stroke_rate / (30 /min))^1.8 + 2 % * lot.moisture^3
    """,
  ] {
    do {
      measure(try Formula(text, scope: scope), evaluations)
    } catch {
      print("\(error.offset + 1): \(error.message)")
    }
  }
}

private func measure(_ formula: Formula, _ evaluations: Int) {
  var sum = 0.0
  let program = formula.program
  let seconds = medianTime {
    var inputs: InlineArray<4, Double> = [0, 0.5, 293, 0.05]
    for step in 0..<evaluations {
      // Not a whole number of periods of anything, and different from one evaluation to the next.
      let change = Double(step & 1023) * 0x1p-10
      inputs[0] = change
      inputs[3] = 0.03 + 0.04 * change
      sum += program.value(inputs: inputs.span)
    }
  }
  let nanoseconds = (seconds * 1e10 / Double(evaluations)).rounded() / 10
  print("\(nanoseconds) ns  \(formula.text)  (mean \(sum / Double(5 * evaluations)))")
}
