import SpecialFunctions

/// Evolutionary operation: a running process is varied a little by plan, again and again, until it is clear what
/// makes it better.
///
/// A cycle is the centre and the corners of a small box around it (2ᵏ for k set-points), one run each. After two
/// cycles and more, each set-point's effect (the mean over its high corners less that over its low ones) is
/// compared with its standard error 2s/√(2ᵏc) after c cycles, where s² is what is left of the runs' variance
/// when the means of points and of cycles are taken out. Where an effect is clear, the centre moves by a step.
///
/// Each look at each effect is a test of its own. With no effect at all, the chance that a look at one makes a
/// step is one less the confidence.
///
/// Source: G. E. P. Box, "Evolutionary operation: a method for increasing industrial productivity", Applied
/// Statistics 6 (1957) 81–101; G. E. P. Box, N. R. Draper, *Evolutionary Operation*, Wiley, 1969.
public struct EvolutionaryOperation: Hashable, Sendable {
  /// What one set-point does.
  public struct Effect: Hashable, Sendable {
    /// The mean over its high corners less that over its low ones.
    public var size: Double
    /// Its standard error.
    public var standardError: Double
    /// Whether it is clear.
    public var isClear: Bool
  }

  /// The middle of the box.
  public private(set) var centre: [Double]
  /// Half the width of the box, and the length of a step, for each set-point.
  public let steps: [Double]
  /// What set-points never leave.
  public let limits: [ClosedRange<Double>]
  /// How sure an effect must be.
  public let confidence: Double
  /// After how many cycles without a step the averages begin anew.
  public let mostCycles: Int
  /// What was seen since the last step, point by point.
  private var seen: [[Double]]
  private var place = 0

  /// Creates a scheme.
  ///
  /// - Parameters:
  ///   - start: Where it begins, within the limits.
  ///   - steps: Half the width of the box, each above 0 and at most half of its limits' width.
  ///   - limits: What set-points never leave.
  ///   - confidence: How sure an effect must be, above one half and below 1.
  ///   - mostCycles: After how many cycles without a step the averages begin anew, at least 2.
  public init(
    start: [Double], steps: [Double], limits: [ClosedRange<Double>], confidence: Double = 0.95,
    mostCycles: Int = 8
  ) {
    precondition(
      start.count == steps.count && start.count == limits.count && (1...5).contains(start.count),
      "one to five set-points have a step and limits each")
    precondition(confidence > 0.5 && confidence < 1 && mostCycles >= 2, "no such confidence")
    self.steps = steps
    self.limits = limits
    self.confidence = confidence
    self.mostCycles = mostCycles
    centre = start
    seen = Array(repeating: [], count: 1 + 1 << start.count)
    centre = kept(start)
  }

  /// Where the next run is to be.
  public var next: [Double] { point(place) }

  /// How many cycles are complete since the last step.
  public var cycles: Int { seen.last?.count ?? 0 }

  /// Learns from a run at ``next``.
  ///
  /// - Parameter value: What came of it; more is better.
  /// - Returns: The effects, where the run has completed a cycle that they can be judged by.
  public mutating func learn(_ value: Double) -> [Effect]? {
    seen[place].append(value)
    place = (place + 1) % seen.count
    guard place == 0, cycles >= 2 else { return nil }
    let found = effects
    if found.contains(where: \.isClear) {
      for (index, effect) in found.enumerated() where effect.isClear {
        centre[index] += effect.size > 0 ? steps[index] : -steps[index]
      }
      centre = kept(centre)
      begin()
    } else if cycles == mostCycles {
      begin()
    }
    return found
  }

  /// The effects, as far as they are known: `[]` before two cycles.
  public var effects: [Effect] {
    let cycles = cycles
    guard cycles >= 2 else { return [] }
    let means = seen.map { $0.prefix(cycles).reduce(0, +) / Double(cycles) }
    let all = means.reduce(0, +) / Double(means.count)
    var squares = 0.0
    for cycle in 0..<cycles {
      let mean = seen.reduce(0) { $0 + $1[cycle] } / Double(seen.count)
      for point in seen.indices {
        let rest = seen[point][cycle] - means[point] - mean + all
        squares += rest * rest
      }
    }
    let freedom = Double((cycles - 1) * (seen.count - 1))
    let corners = 1 << steps.count
    let error = 2 * (squares / freedom / Double(corners * cycles)).squareRoot()
    let limit = StudentT.quantile((1 + confidence) / 2, degreesOfFreedom: freedom)
    return steps.indices.map { index in
      var size = 0.0
      for corner in 0..<corners {
        size += corner >> index & 1 == 1 ? means[corner + 1] : -means[corner + 1]
      }
      size /= Double(corners / 2)
      return Effect(size: size, standardError: error, isClear: abs(size) > limit * error)
    }
  }

  private mutating func begin() {
    for point in seen.indices { seen[point] = [] }
    place = 0
  }

  /// The centre, then the corners in the usual order: the first set-point changes fastest.
  private func point(_ place: Int) -> [Double] {
    guard place > 0 else { return centre }
    return centre.indices.map { index in
      centre[index] + (((place - 1) >> index & 1) == 1 ? steps[index] : -steps[index])
    }
  }

  /// A centre whose whole box lies within the limits.
  private func kept(_ centre: [Double]) -> [Double] {
    centre.indices.map { index in
      let (low, high) = (
        limits[index].lowerBound + steps[index], limits[index].upperBound - steps[index]
      )
      return low <= high ? min(max(centre[index], low), high) : (low + high) / 2
    }
  }
}
