import Experiments
import ModelTraining
import Scenarios

/// What a training or a scoring has given, as text.
struct TrainingReport {
  var source: String
  var model: TrainedModel
  var table: TrainingTable
  var scores: ModelScores
  /// Above what remaining lives count as this; `nil` for the model's cap.
  var cap: Double?
  /// Over the figures.
  var heading: String
  var seconds: Double

  /// The same for programs.
  struct Summary: Encodable {
    var source: String
    var target: String
    var question: String
    var method: String
    var rows: Int
    var units: Int
    var inputs: [String]
    var cap: Double?
    var scores: [ScoreLine]
  }

  var summary: Summary {
    Summary(
      source: source, target: model.target.name, question: model.question.rawValue,
      method: model.method.rawValue, rows: scores.rows, units: scores.units,
      inputs: model.inputs.map(\.name),
      cap: (cap ?? model.cap).isFinite ? cap ?? model.cap : nil, scores: scores.lines)
  }

  var text: String {
    ([title, figures] + [counting].compactMap { $0 }).joined(separator: "\n\n")
  }

  private var title: String {
    var facts = [
      source, "\(model.question.rawValue) '\(model.target.name)'", "\(scores.rows) rows",
    ]
    if model.question == .remainingLife {
      let lives = Set(table.lives)
      let failed = Set(
        table.lives.indices.filter { !table.isCensored[$0] }.map { table.lives[$0] })
      facts.append("\(lives.count) lives")
      if failed.count < lives.count {
        facts.append("\(lives.count - failed.count) of them went on")
      }
    } else if !table.unitNames.isEmpty {
      facts.append("\(scores.units) units")
    }
    let cap = cap ?? model.cap
    if model.question == .remainingLife, cap.isFinite {
      let isTime = model.target.unit == "s"
      facts.append(
        "cap \(ShortNumber.text(isTime ? cap / 3_600 : cap, digits: 3)) \(isTime ? "h" : model.target.unit ?? "")"
      )
    }
    if model.fusion != nil { facts.append("fused columns") }
    if model.hasPairs { facts.append("pairs of columns") }
    facts += [model.method.rawValue, "\(ShortNumber.text(seconds, digits: 2)) s"]
    return facts.joined(separator: " · ")
  }

  private var figures: String {
    var table = TextTable([.left, .left, .right, .right])
    table.add([heading, "", "", "95 % interval"])
    for line in scores.lines {
      // Who plans maintenance thinks in hours.
      let scale = line.unit == "s" ? 3_600.0 : 1
      let interval =
        line.lower.flatMap { lower in
          line.upper.map { "\(short(lower / scale)) … \(short($0 / scale))" }
        } ?? ""
      table.add([
        line.name, line.unit == "s" ? "h" : line.unit ?? "", short(line.value / scale), interval,
      ])
    }
    return table.text
  }

  /// The inputs that count most.
  private var counting: String? {
    let shares = model.function.importances(columns: model.inputs.count)
    let order = shares.indices.filter { shares[$0] > 0.005 }.sorted { shares[$0] > shares[$1] }
    guard !order.isEmpty else { return nil }
    let words = order.prefix(6).map {
      "\(model.inputs[$0].name) \(NumberText.fixed(100 * shares[$0], decimals: 0)) %"
    }
    return "what counts most: " + words.joined(separator: " · ")
  }

  private func short(_ value: Double) -> String { ShortNumber.text(value, digits: 3) }
}
