import ModelRegistry

/// What was done to a version, in words.
enum ModelHistoryText {
  static func line(_ entry: RegistryEntry) -> String {
    var text: String
    switch entry.action {
    case .added: text = "added"
    case .promoted:
      text = "promoted to \(entry.alias ?? "")"
      if let previous = entry.previous { text += ", before \(entry.model)@\(previous)" }
      if entry.isForced == true { text += ", without a passed gate" }
    case .rolledBack:
      text = "\(entry.alias ?? "") rolled back to \(entry.model)@\(entry.version)"
    case .archived: text = "archived"
    case .restored: text = "restored"
    }
    if let reason = entry.reason, !reason.isEmpty { text += ": \(reason)" }
    if let by = entry.by, entry.action != .added { text += " (\(by))" }
    for result in entry.evidence ?? [] {
      text +=
        "\n  \(result.kind.rawValue): \(ModelSummary.text(result.candidate)), "
        + (result.isPassed ? "passed" : "not passed")
    }
    return text
  }
}
