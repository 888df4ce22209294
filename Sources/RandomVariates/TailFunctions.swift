/// How probability is spread over the real line: what truncation, inversion and mixing ask for.
protocol TailFunctions {
  /// The smallest interval that holds all probability.
  var support: (lower: Double, upper: Double) { get }
  /// The probability of a value up to `x`, with all digits where it is small.
  func cumulative(at x: Double) -> Double
  /// The probability of a value above `x`, with all digits where it is small.
  func survival(at x: Double) -> Double
  /// The probability of a value below `x`, `x` itself excluded.
  func below(_ x: Double) -> Double
  /// The probability of a value of at least `x`.
  func notBelow(_ x: Double) -> Double
  /// The first value up to which lies the probability `p`; `p` ≤ 1/2 keeps all digits.
  func lowerQuantile(_ p: Double) -> Double
  /// The first value above which lies no more than the probability `q`.
  func upperQuantile(_ q: Double) -> Double
  /// The first value that can be drawn and is at least `x`.
  func attainable(atLeast x: Double) -> Double
  /// The last value that can be drawn and is at most `x`.
  func attainable(atMost x: Double) -> Double
  /// The quantile of the distribution given that the value lies between two points, where there is
  /// a closed form that keeps its digits however little is left; else `nil`.
  func conditionalQuantile(_ u: Double, from lower: Double, to upper: Double) -> Double?
}

// What holds where no point has a probability of its own.
extension TailFunctions {
  func below(_ x: Double) -> Double { cumulative(at: x) }
  func notBelow(_ x: Double) -> Double { survival(at: x) }
  func attainable(atLeast x: Double) -> Double { x }
  func attainable(atMost x: Double) -> Double { x }
  func conditionalQuantile(_ u: Double, from lower: Double, to upper: Double) -> Double? { nil }
}

extension TailFunctions {
  /// The probability of a value from `lower` to `upper`, both included.
  ///
  /// Its relative error is about 1e-15 times the smaller tail at these points over the result.
  func probability(from lower: Double, to upper: Double) -> Double {
    guard lower <= upper else { return 0 }
    let under = below(lower)
    return under <= 0.5
      ? max(0, cumulative(at: upper) - under) : max(0, notBelow(lower) - survival(at: upper))
  }
}

/// A distribution of which only an interval is kept.
struct Cut<Functions: TailFunctions> {
  let functions: Functions
  /// The lower end of what is left of the support.
  let lower: Double
  /// The upper end of what is left of the support.
  let upper: Double
  /// The probability that lies below the interval.
  let below: Double
  /// The probability that lies above the interval.
  let above: Double
  /// The probability within.
  let mass: Double
  /// Whether a bound lies inside the support.
  let isCut: Bool

  /// Keeps what lies between two bounds.
  init(_ functions: Functions, atLeast: Double, atMost: Double) {
    self.functions = functions
    let support = functions.support
    isCut = atLeast > support.lower || atMost < support.upper
    lower = atLeast > support.lower ? functions.attainable(atLeast: atLeast) : support.lower
    upper = atMost < support.upper ? functions.attainable(atMost: atMost) : support.upper
    guard isCut else {
      (below, above, mass) = (0, 0, 1)
      return
    }
    guard lower <= upper else {
      (below, above, mass) = (0, 0, 0)
      return
    }
    below = functions.below(lower)
    above = functions.survival(at: upper)
    mass = functions.probability(from: lower, to: upper)
  }

  /// Whether something is left to draw from.
  ///
  /// The probability may be too small for a number where a closed form still draws.
  var canDraw: Bool {
    mass > 0
      || (lower < upper && functions.conditionalQuantile(0.5, from: lower, to: upper) != nil)
  }

  func cumulative(at x: Double) -> Double {
    if x < lower { return 0 }
    if x >= upper { return 1 }
    return isCut
      ? min(1, functions.probability(from: lower, to: x) / mass) : functions.cumulative(at: x)
  }

  func survival(at x: Double) -> Double {
    if x < lower { return 1 }
    if x >= upper { return 0 }
    guard isCut else { return functions.survival(at: x) }
    // P(x < X ≤ upper), from the tail in which both are small.
    let over = functions.survival(at: x)
    let part =
      over <= 0.5 ? over - above : functions.cumulative(at: upper) - functions.cumulative(at: x)
    return max(0, min(1, part / mass))
  }

  func below(_ x: Double) -> Double {
    if x <= lower { return 0 }
    if x > upper { return 1 }
    guard isCut else { return functions.below(x) }
    let under = functions.below(x)
    let part = under <= 0.5 ? under - below : functions.notBelow(lower) - functions.notBelow(x)
    return max(0, min(1, part / mass))
  }

  func notBelow(_ x: Double) -> Double {
    if x <= lower { return 1 }
    if x > upper { return 0 }
    return isCut
      ? min(1, functions.probability(from: x, to: upper) / mass) : functions.notBelow(x)
  }

  /// The value below which lies the share `u` of what is left.
  ///
  /// - Parameters:
  ///   - u: From 0 to 1.
  ///   - complement: 1 - u.
  /// - Returns: A value between the ends.
  func quantile(_ u: Double, complement: Double) -> Double {
    guard isCut else {
      return u <= complement ? functions.lowerQuantile(u) : functions.upperQuantile(complement)
    }
    if let value = functions.conditionalQuantile(u, from: lower, to: upper) {
      return max(lower, min(upper, value))
    }
    // Sums of positive terms: whichever tail is the smaller keeps all its digits.
    let low = below + u * mass
    let high = above + complement * mass
    let value = low <= high ? functions.lowerQuantile(low) : functions.upperQuantile(high)
    return max(lower, min(upper, value))
  }
}

extension Cut: Sendable where Functions: Sendable {}
extension Cut: BitwiseCopyable where Functions: BitwiseCopyable {}
