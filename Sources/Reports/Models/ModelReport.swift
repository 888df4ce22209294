public import ModelRegistry
public import ModelTraining
import Prognostics

/// What a page shows of a trained model.
///
/// The same model and data give the same bytes.
public struct ModelReport: Sendable {
  /// What it is called: `press-rul@3`, or its folder.
  let name: String
  /// The model; `nil` where it is none that reads rows, such as what foretells demand.
  let model: TrainedModel?
  /// What the registry knows of it; `nil` for a folder.
  let card: ModelVersion?
  /// The version that it is set against; `nil` where there is none.
  let baseline: ModelVersion?
  /// What came of rows that it has not seen; `nil` where none were named.
  let judged: JudgedModel?
  let command: String
  let version: String

  /// Gathers what a page shows.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - model: The model; `nil` where it is none that reads rows.
  ///   - card: What the registry knows of it.
  ///   - baseline: The version that it is set against.
  ///   - judged: What came of rows that it has not seen.
  ///   - command: The command that makes the page again.
  ///   - version: The version that writes it.
  public init(
    name: String, model: TrainedModel?, card: ModelVersion?, baseline: ModelVersion?,
    judged: JudgedModel?, command: String, version: String
  ) {
    (self.name, self.model, self.card, self.baseline) = (name, model, card, baseline)
    (self.judged, self.command, self.version) = (judged, command, version)
  }

  /// The page.
  public var page: Page {
    var draft = PageDraft()
    addFirstScreen(&draft)
    addScores(&draft)
    if let judged {
      addParity(judged, &draft)
      addErrors(judged, &draft)
      addCoverage(judged, &draft)
      addWarnings(judged, &draft)
      addChances(judged, &draft)
    }
    addMeaning(&draft)
    addImportances(&draft)
    addOrigin(&draft)
    return draft.page(title: name, version: version)
  }

  /// By what numbers of time are divided, and their unit then.
  func shown(_ unit: String?) -> (scale: Double, unit: String) {
    unit == "s" ? (3_600, "h") : (1, unit ?? "")
  }

  /// Scores: of the data that were named, else those of the training that the registry keeps.
  var lines: [ScoreLine] {
    if let judged { return judged.figures.lines }
    return (card?.card.content.scores ?? []).map { score in
      var line = ScoreLine(score.name, score.value, unit: score.unit)
      (line.lower, line.upper) = (score.lower, score.upper)
      return line
    }
  }
}
