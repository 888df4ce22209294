public import RandomVariates
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A random demand of whole units, with all of its probabilities.
///
/// What is left of the tail is below 1e-16. The first-order losses E (y - D)⁺ and E (D - y)⁺ of all y are
/// worked out once.
public struct CountDemand: Hashable, Sendable {
  /// P(D = k), k from 0.
  public let probabilities: [Double]
  /// The mean.
  public let mean: Double
  /// P(D ≤ k), k from 0.
  private let cumulated: [Double]
  /// E (k - D)⁺, k from 0.
  private let left: [Double]

  /// The largest number of different demands that are held.
  static let limit = 1_000_000

  init(probabilities: [Double]) {
    self.probabilities = probabilities
    mean = probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    var (cumulated, left, sum, area) = ([Double](), [0.0], 0.0, 0.0)
    for probability in probabilities {
      sum += probability
      cumulated.append(min(1, sum))
      area += min(1, sum)
      left.append(area)
    }
    (self.cumulated, self.left) = (cumulated, left)
  }

  /// A demand with the probabilities of a distribution of counts.
  ///
  /// - Parameter distribution: One that takes whole numbers from 0 only.
  /// - Throws: ``InventoryError``, where it takes other values or more than a million different ones.
  public init(_ distribution: Distribution) throws(InventoryError) {
    let law = TruncatedDistribution(distribution)
    let (low, high) = (law.lower, law.upperQuantile(at: 1e-16))
    guard distribution.isDiscrete || distribution.certainValue != nil, law.canDraw else {
      throw .notCovered(
        what: "a demand that is not whole", reason: "the theory counts single units")
    }
    try Named("the least demand", low).expect(low >= 0, "at least 0")
    try Named("the largest demand", high).expect(
      high < Double(CountDemand.limit), "below \(CountDemand.limit)")
    var probabilities: [Double] = []
    var before = 0.0
    for count in 0...Int(high) {
      let sum = law.cumulative(at: Double(count))
      guard count == Int(high) || law.cumulative(at: Double(count) + 0.5) == sum else {
        throw .notCovered(
          what: "a demand that is not whole", reason: "the theory counts single units")
      }
      probabilities.append(sum - before)
      before = sum
    }
    self.init(probabilities: probabilities)
  }

  /// One unit, surely.
  public static let one = CountDemand(probabilities: [0, 1])

  /// A Poisson number.
  ///
  /// - Parameter mean: From 0 to 500,000.
  /// - Throws: ``InventoryError/outOfRange(name:value:requirement:)``.
  /// - Returns: The demand.
  public static func poisson(mean: Double) throws(InventoryError) -> CountDemand {
    try Named("mean demand", mean).expect(mean >= 0 && mean <= 500_000, "from 0 to 500,000")
    guard mean > 0 else { return CountDemand(probabilities: [1]) }
    let last = Int(mean + 12 * mean.squareRoot() + 40)
    return CountDemand(
      probabilities: (0...last).map { exp(CountTerms.logPoisson(Double($0), mean: mean)) })
  }

  /// The sum of a Poisson number of independent demands.
  ///
  /// - Parameters:
  ///   - mean: The mean of their number, at least 0.
  ///   - size: Each of them.
  /// - Throws: ``InventoryError/outOfRange(name:value:requirement:)``.
  /// - Returns: The sum; with m = `mean` and f = `size`, p₀ = e^(-m (1 - f₀)) and p_n = (m/n) Σ k f_k p_(n-k).
  ///
  /// Source: H. H. Panjer, "Recursive Evaluation of a Family of Compound Distributions", *ASTIN Bulletin* 12 (1),
  /// 1981, 22–26.
  public static func compoundPoisson(
    mean: Double, size: CountDemand
  ) throws(InventoryError) -> CountDemand {
    try Named("mean number of orders", mean).expectNotNegative()
    guard size != .one else { return try poisson(mean: mean) }
    try Named("mean demand", mean * size.mean).expect(
      mean * size.mean <= 100_000, "at most 100,000")
    // Where e^(-m) is nothing, the sum is put together from halves.
    guard mean <= 500 else {
      let half = try compoundPoisson(mean: mean / 2, size: size)
      return half + half
    }
    let sizes = size.probabilities
    var probabilities = [exp(-mean * (1 - sizes[0]))]
    var sum = probabilities[0]
    while sum < 1 - 1e-15 || Double(probabilities.count) < mean * size.mean {
      guard probabilities.count < limit else { break }
      let count = probabilities.count
      var term = 0.0
      for step in 1...max(1, min(count, sizes.count - 1)) where step < sizes.count {
        term += Double(step) * sizes[step] * probabilities[count - step]
      }
      term *= mean / Double(count)
      probabilities.append(term)
      sum += term
      if term < 1e-19, Double(count) > mean * size.mean { break }
    }
    return CountDemand(probabilities: probabilities)
  }

  /// The sum of two independent demands.
  public static func + (first: CountDemand, second: CountDemand) -> CountDemand {
    var sum = [Double](
      repeating: 0, count: first.probabilities.count + second.probabilities.count - 1)
    for (one, probability) in first.probabilities.enumerated() where probability > 0 {
      for (other, chance) in second.probabilities.enumerated() {
        sum[one + other] += probability * chance
      }
    }
    while sum.count > 1, sum[sum.count - 1] < 1e-19 { sum.removeLast() }
    return CountDemand(probabilities: sum)
  }

  /// The demand of several periods that are alike.
  ///
  /// - Parameter periods: At least 0.
  /// - Returns: The sum.
  public func sum(ofPeriods periods: Int) -> CountDemand {
    precondition(periods >= 0, "a number of periods is at least 0")
    return (0..<periods).reduce(CountDemand(probabilities: [1])) { sum, _ in sum + self }
  }

  /// P(D = k).
  public func probability(of count: Int) -> Double {
    probabilities.indices.contains(count) ? probabilities[count] : 0
  }

  /// P(D ≤ k).
  public func cumulative(at count: Int) -> Double {
    count < 0 ? 0 : count < cumulated.count ? cumulated[count] : 1
  }

  /// What is on hand in the mean when the demand has been taken from a position: E (y - D)⁺.
  public func onHand(from position: Int) -> Double {
    if position <= 0 { return 0 }
    let last = left.count - 1
    return position <= last ? left[position] : left[last] + Double(position - last)
  }

  /// What is owed in the mean when the demand has been taken from a position: E (D - y)⁺.
  public func backorders(from position: Int) -> Double {
    max(0, onHand(from: position) - Double(position) + mean)
  }

  /// The least count up to which lies a probability.
  ///
  /// - Parameter probability: From 0 to below 1.
  /// - Returns: The quantile.
  public func quantile(_ probability: Double) -> Int {
    cumulated.firstIndex { $0 >= probability } ?? cumulated.count
  }

  /// What is owed as a demand on those behind: (D - y)⁺.
  ///
  /// - Parameter position: y, at least 0.
  /// - Returns: The excess.
  public func excess(over position: Int) -> CountDemand {
    precondition(position >= 0, "a position is at least 0")
    guard position < probabilities.count else { return CountDemand(probabilities: [1]) }
    return CountDemand(
      probabilities: [cumulative(at: position)] + probabilities[(position + 1)...])
  }
}
