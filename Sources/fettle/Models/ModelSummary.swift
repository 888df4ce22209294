import ModelRegistry
import Scenarios

/// A version for programs, and its figures in words.
struct ModelSummary: Encodable {
  var name: String
  var version: Int
  var sha256: String
  var aliases: [String]
  var isArchived: Bool
  var content: ModelContent
  var files: [ModelCard.File]
  var history: [RegistryEntry]

  init(_ version: ModelVersion) {
    (name, self.version, sha256) = (version.card.name, version.card.version, version.card.sha256)
    (aliases, isArchived) = (version.aliases, version.isArchived)
    (content, files, history) = (version.card.content, version.card.files, version.history)
  }

  /// A figure: `root mean square error 10.2 h (9.1 … 11.4)`.
  static func text(_ score: ScoreEstimate) -> String {
    var text = "\(score.name) \(ShortNumber.text(score.value, digits: 3))"
    if let unit = score.unit { text += " \(unit)" }
    if let lower = score.lower, let upper = score.upper {
      text += " (\(ShortNumber.text(lower, digits: 3)) … \(ShortNumber.text(upper, digits: 3)))"
    }
    return text
  }
}
