import Scenarios

/// The values that factors have in a scenario as it stands.
struct PresentValues: Sendable {
  /// Those that are written there.
  let written: [(path: String, value: String)]
  /// One a factor; `nil` where one is not written, or lies outside its range.
  let point: [String]?

  /// Looks them up.
  init(of factors: [TuningFactor], in scenario: CheckedScenario) {
    let values = Dictionary(
      scenario.factors.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    written = factors.compactMap { factor in
      values[factor.path].map { (path: factor.path, value: $0) }
    }
    let texts = factors.compactMap { factor in
      values[factor.path].flatMap { factor.coordinate(of: $0) == nil ? nil : $0 }
    }
    point = texts.count == factors.count ? texts : nil
  }
}
