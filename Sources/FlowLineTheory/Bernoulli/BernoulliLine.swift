#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A serial line in slotted time whose machines are up in a slot with fixed probabilities.
///
/// A slot is a cycle. Machine i is up with the probability pᵢ, in each slot and independently. An
/// up machine is starved where the buffer before it is empty at the beginning of the slot; it is
/// blocked where the buffer behind it is full and the next machine does not take a part in this
/// slot. Otherwise it moves one part. The first machine is never starved, the last one never
/// blocked.
///
/// Source: J. Li, S. M. Meerkov, *Production Systems Engineering*, Springer, 2009, ch. 4.
public struct BernoulliLine: Hashable, Sendable {
  /// The probability of each machine to be up; at least two.
  public let probabilities: [Double]
  /// The places between one machine and the next.
  public let buffers: [Int]

  /// Describes a line.
  ///
  /// - Parameters:
  ///   - probabilities: Above 0 and at most 1, for at least two machines.
  ///   - buffers: One less than machines, each at least 1.
  /// - Throws: ``LineError``.
  public init(probabilities: [Double], buffers: [Int]) throws(LineError) {
    guard probabilities.count >= 2 else {
      throw .wrongCount(name: "machines", count: probabilities.count, expected: "at least 2")
    }
    guard buffers.count == probabilities.count - 1 else {
      throw .wrongCount(
        name: "buffers", count: buffers.count, expected: "\(probabilities.count - 1)")
    }
    for probability in probabilities where !(probability > 0 && probability <= 1) {
      throw .outOfRange(
        name: "probability", value: probability, requirement: "above 0 and at most 1")
    }
    for buffer in buffers where buffer < 1 {
      throw .outOfRange(name: "buffer", value: Double(buffer), requirement: "at least 1")
    }
    (self.probabilities, self.buffers) = (probabilities, buffers)
  }

  /// What the aggregation says of a line.
  public struct Estimate: Hashable, Sendable {
    /// Parts in a slot.
    public let productionRate: Double
    /// The part of slots in which each machine is up and blocked.
    public let blocked: [Double]
    /// The part of slots in which each machine is up and starved.
    public let starved: [Double]
    /// The rounds of the aggregation.
    public let rounds: Int
  }

  /// The production rate by aggregation: exact for two machines, an estimate for more.
  ///
  /// Backwards, each machine is replaced by one that stands for all behind it, forwards by one that
  /// stands for all before it, in turn until nothing changes:
  ///
  ///     pᵢᵇ ← pᵢ (1 - Q(pᵢ₊₁ᵇ, pᵢᶠ, Nᵢ)),   pᵢᶠ ← pᵢ (1 - Q(pᵢ₋₁ᶠ, pᵢᵇ, Nᵢ₋₁))
  ///
  /// Q(x, y, N) is the chance of an empty buffer of N places between machines x and y. Both ends
  /// tend to the same rate, from above and from below; the procedure ends when they agree to 1e-13.
  ///
  /// Source: Li and Meerkov 2009, sec. 4.2.
  ///
  /// - Returns: Production rate, blocked and starved fractions.
  /// - Throws: ``LineError/notConverged(sweeps:change:)``.
  public func aggregated() throws(LineError) -> Estimate {
    let count = probabilities.count
    var (forward, backward) = (probabilities, probabilities)
    let most = 1_000_000
    for round in 1...most {
      let before = (forward, backward)
      for i in (0..<count - 1).reversed() {
        backward[i] =
          probabilities[i]
          * (1 - BernoulliLine.emptyBuffer(backward[i + 1], forward[i], buffers[i]))
      }
      for i in 1..<count {
        forward[i] =
          probabilities[i]
          * (1 - BernoulliLine.emptyBuffer(forward[i - 1], backward[i], buffers[i - 1]))
      }
      var change = 0.0
      for i in 0..<count {
        change = max(change, abs(forward[i] - before.0[i]), abs(backward[i] - before.1[i]))
      }
      if change < 1e-15 || (change < 1e-13 && abs(forward[count - 1] - backward[0]) < 1e-13) {
        return estimate(forward, backward, rounds: round)
      }
    }
    throw .notConverged(sweeps: most, change: abs(forward[count - 1] - backward[0]))
  }

  private func estimate(_ forward: [Double], _ backward: [Double], rounds: Int) -> Estimate {
    let count = probabilities.count
    var blocked = [Double](repeating: 0, count: count)
    var starved = blocked
    for i in 0..<count - 1 {
      blocked[i] =
        probabilities[i] * BernoulliLine.emptyBuffer(backward[i + 1], forward[i], buffers[i])
      starved[i + 1] =
        probabilities[i + 1] * BernoulliLine.emptyBuffer(forward[i], backward[i + 1], buffers[i])
    }
    return Estimate(
      productionRate: forward[count - 1], blocked: blocked, starved: starved, rounds: rounds)
  }

  /// The chance Q that a buffer is empty at the beginning of a slot.
  ///
  ///     Q(x, y, N) = (1 - x)(1 - α) / (1 - x/y αᴺ),   α = x(1 - y) / (y(1 - x))
  ///
  /// and (1 - p)/(N + 1 - p) where x = y = p. Both differences are taken from logarithms, so that
  /// machines that hardly differ lose no digits. The production rate of two machines is exactly
  /// y (1 - Q(x, y, N)).
  ///
  /// - Parameters:
  ///   - upstream: x, the probability of the machine before the buffer, above 0 and at most 1.
  ///   - downstream: y, that of the machine behind it, above 0 and at most 1.
  ///   - places: N, at least 1.
  /// - Returns: From 0 to 1.
  public static func emptyBuffer(
    _ upstream: Double, _ downstream: Double, _ places: Int
  ) -> Double {
    let (x, y, n) = (upstream, downstream, Double(places))
    precondition(x > 0 && x <= 1 && y > 0 && y <= 1 && n >= 1, "probabilities and a buffer")
    if x == 1 { return 0 }
    if y == 1 { return 1 - x }
    if x == y { return (1 - x) / (n + 1 - x) }
    let logQuotient = log1p((x - y) / y)
    let logAlpha = logQuotient + log1p((x - y) / (1 - x))
    return (1 - x) * expm1(logAlpha) / expm1(logQuotient + n * logAlpha)
  }
}
