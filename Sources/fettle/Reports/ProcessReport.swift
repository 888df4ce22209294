import Experiments
import Optimization
import Scenarios

/// A process model as text.
struct ProcessReport {
  var path: String
  var runs: ProcessRuns
  var fit: ResponseFit
  /// Where the response is best: whether more is better, and the point.
  var optima: [(isMaximum: Bool, optimum: ResponseOptimum)]

  /// The words of choices where the response is best; formulas and level places are for them.
  var choices: [Double] { optima.first?.optimum.row ?? runs.data.rows[0] }

  var text: String {
    var parts = [heading, comparison]
    if fit.chosen == .quadratic, let quadratic = fit.quadratic { parts += surface(quadratic) }
    if fit.chosen == .gaussian, let gaussian = fit.gaussian { parts.append(process(gaussian)) }
    parts.append(best)
    if fit.chosen == .quadratic, let quadratic = fit.quadratic { parts.append(formula(quadratic)) }
    return parts.joined(separator: "\n\n")
  }

  private func quantity(_ value: Double) -> String { ProcessText.quantity(value, runs.unit) }

  // MARK: - The runs and the errors

  private var heading: String {
    let values = runs.data.values
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let facts = [
      "\(path), target '\(runs.target)': \(values.count) runs", "mean \(quantity(mean))",
      "sd \(quantity((square / Double(values.count - 1)).squareRoot()))",
      "from \(quantity(values.min() ?? 0)) to \(quantity(values.max() ?? 0))",
    ]
    return facts.joined(separator: " · ")
  }

  private var comparison: String {
    var table = TextTable([.left, .right, .right, .right, .right])
    let unit = runs.unit.map { " [\($0)]" } ?? ""
    table.add(["each run foretold by the others", "error\(unit)", "R²", "in 95 %", "log score"])
    func add(_ name: String, _ errors: LeaveOneOutErrors) {
      table.add([
        name, ShortNumber.text(errors.rootMeanSquare, digits: 4),
        NumberText.fixed(errors.predictedRSquared, decimals: 3),
        NumberText.fixed(100 * errors.coverage, decimals: 0) + " %",
        NumberText.fixed(errors.meanLogScore, decimals: 2),
      ])
    }
    table.add(["mean", ShortNumber.text(fit.errorOfMean, digits: 4)])
    if let quadratic = fit.quadratic { add("quadratic", quadratic.leaveOneOut) }
    if let gaussian = fit.gaussian {
      if let anew = fit.gaussianLearnedAnew { add("gaussian", anew) }
      add("gaussian, its scales kept", gaussian.leaveOneOut)
    }
    var lines = [table.text]
    if fit.quadratic != nil, fit.gaussian != nil, let chosen = fit.chosen {
      lines.append("taken: \(chosen.rawValue), by the smaller error")
    }
    if case .tooFewRows(let rows, let terms)? = fit.quadraticFailure {
      lines.append("no quadratic: \(rows) runs are too few for its \(terms) terms")
    }
    if fit.gaussian == nil, runs.data.rows.count > GaussianResponse.mostRows {
      lines.append(
        "no gaussian: \(runs.data.rows.count) runs are more than it can learn from, "
          + "\(GaussianResponse.mostRows)")
    }
    if let errors = fit.errors, errors.predictedRSquared <= 0 {
      lines.append("warning: the mean of the runs foretells no worse; set nothing by this model")
    }
    return lines.joined(separator: "\n")
  }

  // MARK: - A surface

  private func surface(_ quadratic: QuadraticResponse) -> [String] {
    let inputs = runs.data.inputs
    var facts = [
      "residual sd \(quantity(quadratic.residualDeviation)) with \(quadratic.degreesOfFreedom) degrees of "
        + "freedom",
      "R² \(NumberText.fixed(quadratic.rSquared, decimals: 3))",
      "adjusted \(NumberText.fixed(quadratic.adjustedRSquared, decimals: 3))",
    ]
    facts.append(
      "predicted \(NumberText.fixed(quadratic.leaveOneOut.predictedRSquared, decimals: 3))")
    var lines = [facts.joined(separator: " · ")]
    if let test = quadratic.lackOfFit {
      lines.append(
        "lack of fit: F(\(test.degreesOfFreedom), \(test.pureDegreesOfFreedom)) = "
          + "\(NumberText.fixed(test.ratio, decimals: 2)), p \(chance(test.pValue)): "
          + (test.pValue < 0.05
            ? "repeated runs contradict the shape" : "repeated runs do not contradict the shape"))
    }
    for left in quadratic.leftOut {
      lines.append(
        "left out: \(left.term.words(inputs)), which the runs cannot tell from "
          + left.repeats.map { $0.words(inputs) }.joined(separator: ", "))
    }
    var table = TextTable([.left, .right, .right, .right, .right, .right])
    table.add(["term, inputs from -1 to 1", "coefficient", "± error", "95 % from", "to", "p"])
    for coefficient in quadratic.coefficients {
      // As many decimals as the error has with two digits.
      let decimals = ProcessReport.decimals(coefficient.standardError)
      table.add(
        [coefficient.term.words(inputs)]
          + [
            coefficient.value, coefficient.standardError, coefficient.interval.lowerBound,
            coefficient.interval.upperBound,
          ].map { NumberText.fixed($0, decimals: decimals) }
          + [chance(coefficient.pValue)])
    }
    var parts = [lines.joined(separator: "\n"), table.text]
    if let level = quadratic.stationaryPoint(choices: choices) {
      parts.append(words(of: level))
    }
    return parts
  }

  private func words(of level: StationaryPoint) -> String {
    let kind =
      switch level.kind {
      case .maximum: "a maximum"
      case .minimum: "a minimum"
      case .saddle: "a saddle"
      case .ridge: "a ridge, along which little changes,"
      }
    return "level at \(ProcessText.point(level.point, runs.data.inputs)): \(kind) of "
      + "\(quantity(level.value))"
      + (level.isWithinRanges ? "" : ", outside the ranges of the runs")
  }

  private func chance(_ value: Double) -> String {
    value < 0.0005 ? "<0.001" : NumberText.fixed(value, decimals: 3)
  }

  // MARK: - A process

  /// How many inputs are shown with what they do.
  private static let mostEffects = 12

  private func process(_ gaussian: GaussianResponse) -> String {
    var table = TextTable([.left, .right, .right, .right])
    let unit = runs.unit.map { " [\($0)]" } ?? ""
    table.add(["input", "range\(unit)", "goes", "1/length"])
    let effects = gaussian.effects().sorted { ($1.range, $0.input) < ($0.range, $1.input) }
    for effect in effects.prefix(ProcessReport.mostEffects) {
      table.add([
        runs.data.inputs[effect.input].name, ShortNumber.text(effect.range, digits: 3),
        ProcessReport.course(effect, runs.data.inputs[effect.input]),
        ShortNumber.text(1 / effect.lengthScale, digits: 2),
      ])
    }
    return "errors of runs: sd \(quantity(gaussian.errorDeviation))\n\n"
      + "how far the mean response moves with each input:\n" + table.text
      + (effects.count > ProcessReport.mostEffects
        ? "\nand \(effects.count - ProcessReport.mostEffects) more with less (--format json)" : "")
  }

  /// In words, how a response goes with one input.
  private static func course(_ effect: GaussianResponse.Effect, _ input: ResponseInput) -> String {
    let curve = effect.curve
    let top = curve.indices.max { curve[$0] < curve[$1] } ?? 0
    let bottom = curve.indices.min { curve[$0] < curve[$1] } ?? 0
    if let words = input.words { return "highest \(words[top])" }
    let last = curve.count - 1
    func isEnd(_ place: Int) -> Bool { place == 0 || place == last }
    if isEnd(top), isEnd(bottom) { return top > bottom ? "up" : "down" }
    let place = isEnd(top) ? bottom : top
    let value = input.coding.center + input.coding.half * (-1 + 2 * Double(place) / Double(last))
    let text = ProcessText.quantity(value, nil, digits: 3)
    return isEnd(top) ? "lowest near \(text)" : "highest near \(text)"
  }

  // MARK: - The optimum

  private var best: String {
    let data = runs.data
    var table = TextTable([.left, .right, .right] + optima.map { _ in .right })
    func unit(_ text: String?) -> String { text.map { " [\($0)]" } ?? "" }
    func short(_ value: Double) -> String { ProcessText.quantity(value, nil, digits: 5) }
    table.add(
      ["", "runs from", "to"] + optima.map { $0.isMaximum ? "highest at" : "lowest at" })
    for (place, input) in data.inputs.enumerated() {
      var cells = [input.name + unit(input.unit)]
      switch input.kind {
      case .number(let low, let high): cells += [short(low), short(high)]
      case .choice(let words): cells += [words[0], words[words.count - 1]]
      }
      cells += optima.map { _, optimum in
        (optimum.atLimit.contains(place) ? "limit " : "")
          + ProcessText.value(optimum.row[place], of: ResponseInput(input.name, input.kind))
      }
      table.add(cells)
    }
    let columns = optima.map { ProcessReport.cells($0.optimum.prediction) }
    let range = [short(data.values.min() ?? 0), short(data.values.max() ?? 0)]
    table.add([runs.target + unit(runs.unit)] + range + columns.map { $0[0] })
    for (place, name) in ["sd", "true at 95 %", "one run at 95 %"].enumerated() {
      table.add(["  " + name, "", ""] + columns.map { $0[place + 1] })
    }
    var lines = [table.text]
    for (isMaximum, optimum) in optima where optimum.prediction.isExtrapolated {
      lines.append(
        "warning: '\(isMaximum ? "highest" : "lowest") at' is farther out than any run: a guess, to be tried "
          + "before it is used")
    }
    return lines.joined(separator: "\n")
  }

  /// A prediction in columns.
  static func cells(_ prediction: ResponsePrediction) -> [String] {
    let decimals = ProcessReport.decimals(prediction.deviation)
    func number(_ value: Double) -> String { NumberText.fixed(value, decimals: decimals) }
    func range(_ range: ClosedRange<Double>) -> String {
      "\(number(range.lowerBound)) to \(number(range.upperBound))"
    }
    return [
      number(prediction.mean), number(prediction.deviation), range(prediction.interval),
      range(prediction.measuredInterval),
    ]
  }

  /// How many decimals show two digits of an error.
  static func decimals(_ error: Double) -> Int {
    var (decimals, size) = (0, error)
    while size < 10, size > 0, decimals < 9 { (decimals, size) = (decimals + 1, size * 10) }
    return decimals
  }

  private func formula(_ quadratic: QuadraticResponse) -> String {
    let formula = ProcessFormula(quadratic, runs, choices: choices)
    return (["write: \(formula.text)"] + formula.notes.map { "  \($0)" }).joined(separator: "\n")
  }
}
