import FactorySimulation
import SimulationStatistics

/// What a comparison amounts to, in words: *Better: by_age makes 2.1 to 3.4 % more; not
/// distinguishable in cost per good part.*
public struct Verdict: Codable, Hashable, Sendable {
  /// The whole in one word.
  public enum Judgement: String, Codable, Hashable, Sendable {
    /// Better in something that counts and worse in nothing.
    case better
    /// Worse in something that counts and better in nothing.
    case worse
    /// Better in one thing and worse in another.
    case mixed
    /// Neither better nor worse beyond chance.
    case undecided
    /// The same to the last digit.
    case same = "no difference"
  }

  /// The arm that is judged, against the baseline.
  public var arm: String
  /// The whole in one word.
  public var judgement: Judgement
  /// The whole in a sentence.
  public var sentence: String

  /// The metrics by which an arm as a whole is judged, as far as the factory has them.
  public static let metrics = [
    "throughput", "cost.per_good_part", "cycle_time", "work_in_process", "profit",
  ]

  /// Judges an arm.
  ///
  /// - Parameters:
  ///   - arm: The arm's name.
  ///   - differences: Its differences from the baseline, in the order in which to name them.
  public init(arm: String, differences: [MetricDifference]) {
    self.arm = arm
    var clauses: [String] = []
    var (unclear, equal): ([String], [String]) = ([], [])
    var (isBetter, isWorse) = (false, false)
    for difference in differences {
      let noun = MetricPhrase(for: difference.definition.name).noun
      if let clause = difference.clause {
        clauses.append(clause)
        switch difference.isImprovement {
        case true?: isBetter = true
        case false?: isWorse = true
        case nil: break
        }
      } else if difference.isNone {
        equal.append(noun)
      } else {
        unclear.append(noun)
      }
    }
    judgement =
      switch (isBetter, isWorse) {
      case (true, true): .mixed
      case (true, false): .better
      case (false, true): .worse
      case (false, false): unclear.isEmpty && !equal.isEmpty ? .same : .undecided
      }
    var parts: [String] = []
    if !clauses.isEmpty { parts.append("\(arm) " + Verdict.list(clauses)) }
    if !equal.isEmpty {
      parts.append((parts.isEmpty ? "\(arm) is " : "") + "the same in \(Verdict.list(equal))")
    }
    if !unclear.isEmpty {
      parts.append(
        (parts.isEmpty ? "\(arm) is " : "")
          + "not distinguishable in \(Verdict.list(unclear, "or"))")
    }
    if parts.isEmpty { parts = ["\(arm) has nothing to compare"] }
    let word = judgement.rawValue
    sentence = word.prefix(1).uppercased() + word.dropFirst() + ": " + parts.joined(separator: "; ")
  }

  static func list(_ words: [String], _ conjunction: String = "and") -> String {
    guard words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " \(conjunction) " + words[words.count - 1]
  }
}

extension MetricDifference {
  /// Whether there is no difference at all, not even one of chance.
  public var isNone: Bool { absolute.mean == 0 && (absolute.halfWidth ?? 1) == 0 }

  /// Whether a difference beyond chance is for the better; `nil` where there is none, or neither way
  /// is better.
  public var isImprovement: Bool? {
    guard isSignificant, absolute.mean != 0 else { return nil }
    switch definition.better {
    case .higher: return absolute.mean > 0
    case .lower: return absolute.mean < 0
    case .neither: return nil
    }
  }

  /// The difference in words, such as `makes 2.1 to 3.4 % more`; `nil` where it may be chance.
  public var clause: String? {
    guard isSignificant, absolute.mean != 0 else { return nil }
    let phrase = MetricPhrase(for: definition.name)
    let word = phrase.comparative(isMore: absolute.mean > 0)
    return "\(phrase.verb) \(amountInWords) \(word)\(phrase.object)"
  }

  /// The size of the difference without its sign: `2.1 to 3.4 %`.
  private var amountInWords: String {
    if definition.unit == "1" { return MetricDifference.range(absolute, 100, "points") }
    if let relative { return MetricDifference.range(relative, 100, "%") }
    return MetricDifference.range(absolute, 1, definition.unit)
  }

  private static func range(
    _ interval: StudentInterval, _ factor: Double, _ unit: String
  ) -> String {
    guard let lower = interval.lower, let upper = interval.upper,
      let halfWidth = interval.halfWidth
    else { return "\(NumberText.shortest(abs(factor * interval.mean))) \(unit)" }
    let decimals = NumberText.decimals(
      mean: factor * interval.mean, halfWidth: factor * halfWidth)
    let ends = [abs(factor * lower), abs(factor * upper)].sorted()
    let (least, most) = (
      NumberText.fixed(ends[0], decimals: decimals), NumberText.fixed(ends[1], decimals: decimals)
    )
    // Significant after Holm, though the wider simultaneous interval still holds 0.
    if lower < 0, upper > 0 {
      let end = factor * (interval.mean > 0 ? upper : -lower)
      return "up to \(NumberText.fixed(end, decimals: decimals)) \(unit)"
    }
    return least == most ? "\(most) \(unit)" : "\(least) to \(most) \(unit)"
  }
}
