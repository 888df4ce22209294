/// How two versions differ, from the first to the second.
public struct ModelComparison: Hashable, Sendable {
  /// A score in both.
  public struct Score: Hashable, Sendable {
    /// What is measured.
    public var name: String
    /// The first version's; `nil` where it has none.
    public var before: ScoreEstimate?
    /// The second version's; `nil` where it has none.
    public var after: ScoreEstimate?

    /// The second less the first; `nil` where one is missing or they have different units.
    public var difference: Double? {
      guard let before, let after, before.unit == after.unit else { return nil }
      return after.value - before.value
    }

    /// Whether the intervals have nothing in common; `nil` where one is missing.
    public var isApart: Bool? {
      guard difference != nil, let low = before?.lower, let high = before?.upper,
        let nextLow = after?.lower, let nextHigh = after?.upper
      else { return nil }
      return nextLow > high || nextHigh < low
    }
  }

  /// The scores by name, those of the first version first.
  public var scores: [Score]
  /// Features that only the first has.
  public var featuresGone: [FeatureColumn]
  /// Features that only the second has.
  public var featuresNew: [FeatureColumn]
  /// Features of both whose unit differs: the first's, then the second's.
  public var unitsChanged: [[FeatureColumn]]
  /// Whether both take the common features in the same order.
  public var isOrderKept: Bool
  /// What else differs: `kind`, `data fingerprint`, `code version`, `parents`, `files`.
  public var alsoDifferent: [String]

  /// Compares two cards.
  public init(from first: ModelCard, to second: ModelCard) {
    let (before, after) = (first.content, second.content)
    let known = before.scores.map(\.name)
    scores = (known + after.scores.map(\.name).filter { !known.contains($0) }).map { name in
      Score(
        name: name, before: before.scores.first { $0.name == name },
        after: after.scores.first { $0.name == name })
    }
    let (names, nextNames) = (before.features.map(\.name), after.features.map(\.name))
    featuresGone = before.features.filter { !nextNames.contains($0.name) }
    featuresNew = after.features.filter { !names.contains($0.name) }
    unitsChanged = before.features.compactMap { column in
      after.features.first { $0.name == column.name && $0.unit != column.unit }
        .map { [column, $0] }
    }
    isOrderKept = names.filter(nextNames.contains) == nextNames.filter(names.contains)
    alsoDifferent = [
      ("kind", before.kind == after.kind),
      ("data fingerprint", before.dataFingerprint == after.dataFingerprint),
      ("code version", before.codeVersion == after.codeVersion),
      ("parents", before.parents == after.parents), ("files", first.files == second.files),
    ].filter { !$0.1 }.map { $0.0 }
  }
}
