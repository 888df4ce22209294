import Experiments

/// Figures in cards.
struct FigureCard: Sendable {
  /// What it is.
  var label: String
  /// The figure.
  var value: String
  /// Its unit.
  var unit: String
  /// The interval, or what else is to be known.
  var note: String

  /// A metric's value with its interval.
  init(_ label: String, _ entry: RunSummary.Entry, note: String = "") {
    let figure = FigureText(entry)
    self.label = label
    value = figure.value
    unit = figure.unit
    let interval = figure.isConstant ? "always the same" : figure.interval
    self.note = [interval, note].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  init(_ label: String, value: String, unit: String = "", note: String = "") {
    self.label = label
    self.value = value
    self.unit = unit
    self.note = note
  }

  /// Some of them, side by side.
  static func list(_ cards: [FigureCard]) -> Markup {
    .element(
      "dl", ["class": "cards"],
      cards.map { card in
        .element(
          "div",
          [
            .element("dt", card.label),
            .element(
              "dd",
              [
                .element("span", ["class": "value"], card.value),
                .text(card.unit.isEmpty ? "" : " " + card.unit),
              ]),
            .element("dd", ["class": "interval"], card.note),
          ]
        ).line
      })
  }
}
