/// Which arm is best when some of the costs weigh more or less than they do.
///
/// An objective that is a sum of cost lines moves in a straight line with the weight of some of them:
///
///     objective(f) = objective + (f - 1) · scaled lines
///
/// So the least of several arms is the lower envelope of straight lines, and where it changes is
/// known exactly, without another simulation. The arms stay as they were tuned.
public struct CostSensitivity: Codable, Hashable, Sendable {
  /// The weights between which an arm is best.
  public struct Stretch: Codable, Hashable, Sendable {
    /// The lowest weight.
    public var from: Double
    /// The highest weight.
    public var to: Double
    /// The best arm between them.
    public var arm: String
  }

  /// The metrics whose weight changes.
  public var scaled: [String]
  /// The stretches, from the lowest weight to the highest.
  public var stretches: [Stretch]

  /// The lines of cost that come with failures.
  public static let failureLines = ["cost.failures", "cost.downtime"]
  /// The weights that are looked at: from a quarter to four times as much.
  public static let weights = 0.25...4.0

  /// Finds the stretches; `nil` without arms, or where nothing is scaled in any.
  ///
  /// - Parameters:
  ///   - scaled: The metrics whose weight changes.
  ///   - arms: For each arm its name, its objective, and the part of it that is scaled.
  ///   - isMaximized: Whether large is good.
  public init?(
    scaled: [String], arms: [(arm: String, objective: Double, part: Double)],
    isMaximized: Bool = false
  ) {
    guard !scaled.isEmpty, arms.contains(where: { $0.part != 0 }) else { return nil }
    self.scaled = scaled
    let sign = isMaximized ? -1.0 : 1.0
    stretches = []
    let (first, last) = (CostSensitivity.weights.lowerBound, CostSensitivity.weights.upperBound)
    func value(_ arm: Int, _ weight: Double) -> Double {
      sign * (arms[arm].objective + (weight - 1) * arms[arm].part)
    }
    var weight = first
    // Of equal ones the one that falls more steeply is best from here on.
    guard
      var best = arms.indices.min(by: {
        (value($0, weight), sign * arms[$0].part, $0) < (
          value($1, weight), sign * arms[$1].part, $1
        )
      })
    else { return nil }
    while true {
      var next = last
      var successor: Int?
      for other in arms.indices {
        let slope = sign * (arms[best].part - arms[other].part)
        guard slope > 0 else { continue }
        let crossing = weight + (value(other, weight) - value(best, weight)) / slope
        guard crossing < last else { continue }
        let isSteeper =
          successor.map { sign * arms[other].part < sign * arms[$0].part } ?? true
        if crossing < next || crossing == next && isSteeper {
          (next, successor) = (max(weight, crossing), other)
        }
      }
      if next > weight || successor == nil {
        stretches.append(Stretch(from: weight, to: next, arm: arms[best].arm))
      }
      guard let successor else { break }
      (weight, best) = (next, successor)
    }
  }

  /// In words: *by_age is best from 0.25 to 4 times what failures cost now*.
  public var sentence: String {
    let name = scaled.joined(separator: " and ")
    func times(_ weight: Double) -> String {
      NumberText.shortest((weight * 100).rounded() / 100)
    }
    guard stretches.count > 1 else {
      return "With \(name) × \(times(CostSensitivity.weights.lowerBound)) to "
        + "\(times(CostSensitivity.weights.upperBound)) the best arm stays \(stretches[0].arm)"
    }
    let parts = stretches.map { "\($0.arm) × \(times($0.from)) to \(times($0.to))" }
    return "The best arm depends on \(name): " + parts.joined(separator: ", ")
  }
}
