public import RandomVariates
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// E (D - q)⁺: how much of a demand a stock misses, in the mean.
///
/// Known in closed form for normal, log-normal, gamma, Erlang, exponential, Weibull, uniform and constant
/// demands; as a sum for demands of whole units and for what was observed.
///
/// Source: P. H. Zipkin, *Foundations of Inventory Management*, McGraw-Hill, 2000, app. C.
public struct FirstOrderLoss: Sendable {
  /// The demand.
  public let demand: Distribution
  /// Its mean.
  public let mean: Double
  private let law: TruncatedDistribution
  private let counts: CountDemand?

  /// Takes a demand.
  ///
  /// - Parameter demand: Not cut by bounds, with parameters in their domains.
  /// - Throws: ``InventoryError/notCovered(what:reason:)`` for other demands.
  public init(_ demand: Distribution) throws(InventoryError) {
    guard !demand.isBounded else {
      throw .notCovered(
        what: "a demand with bounds", reason: "its loss has no closed form; leave them out")
    }
    self.demand = demand
    law = TruncatedDistribution(demand)
    switch demand.family {
    case .poisson, .binomial, .geometric, .negativeBinomial:
      var unmoved = demand
      unmoved.shift = 0
      let counts = try CountDemand(unmoved)
      self.counts = counts
      mean = counts.mean + demand.shift
    default:
      counts = nil
      // Below all of the demand the loss is the rest of it.
      guard let far = FirstOrderLoss.loss(of: demand.family, at: -1e3, law) else {
        throw .notCovered(
          what: "this demand",
          reason: "its loss is not known; take normal, lognormal, gamma, weibull, uniform or counts"
        )
      }
      mean = (FirstOrderLoss.mean(of: demand.family) ?? far - 1e3) + demand.shift
    }
  }

  /// What a stock misses.
  ///
  /// - Parameter quantity: q.
  /// - Returns: E (D - q)⁺.
  public func missed(by quantity: Double) -> Double {
    let quantity = quantity - demand.shift
    guard let counts else { return FirstOrderLoss.loss(of: demand.family, at: quantity, law) ?? 0 }
    guard quantity > 0 else { return counts.mean - quantity }
    // Between whole numbers the loss is a straight line.
    let floor = quantity.rounded(.down)
    let (low, high) = (
      counts.backorders(from: Int(floor)), counts.backorders(from: Int(floor) + 1)
    )
    return low + (quantity - floor) * (high - low)
  }

  /// What is left of a stock: E (q - D)⁺ = q - E D + E (D - q)⁺.
  public func left(of quantity: Double) -> Double { quantity - mean + missed(by: quantity) }

  /// P(D ≤ q).
  public func chance(upTo quantity: Double) -> Double { law.cumulative(at: quantity) }

  /// The least quantity that is enough with a probability.
  public func quantile(_ probability: Double) -> Double { law.quantile(at: probability) }

  private static func mean(of family: Distribution.Family) -> Double? {
    switch family {
    case .constant(let value): value
    case .uniform(let lower, let upper): (lower + upper) / 2
    case .exponential(let mean), .normal(let mean, _), .logNormal(let mean, _),
      .erlang(_, let mean):
      mean
    case .gamma(let shape, let scale): shape * scale
    case .weibull(let shape, let scale): scale * exp(logGamma(1 + 1 / shape))
    default: nil
    }
  }

  private static func loss(
    of family: Distribution.Family, at q: Double, _ law: TruncatedDistribution
  ) -> Double? {
    switch family {
    case .constant(let value): return max(0, value - q)
    case .uniform(let lower, let upper):
      if q <= lower { return (lower + upper) / 2 - q }
      return q >= upper ? 0 : (upper - q) * (upper - q) / (2 * (upper - lower))
    case .exponential(let mean): return q <= 0 ? mean - q : mean * exp(-q / mean)
    case .normal(let mean, let deviation):
      let z = (q - mean) / deviation
      return deviation * (StandardNormal.density(z) - z * StandardNormal.survival(z))
    case .logNormal(let mean, let deviation):
      if q <= 0 { return mean - q }
      let variance = log1p(deviation * deviation / (mean * mean))
      let z = (log(q / mean) + variance / 2) / variance.squareRoot()
      return mean * StandardNormal.survival(z - variance.squareRoot())
        - q * StandardNormal.survival(z)
    case .gamma(let shape, let scale): return gammaLoss(shape, scale, at: q)
    case .erlang(let stages, let mean):
      return gammaLoss(Double(stages), mean / Double(stages), at: q)
    case .weibull(let shape, let scale):
      let mean = scale * exp(logGamma(1 + 1 / shape))
      if q <= 0 { return mean - q }
      // E (D - q)⁺ = ∫ from q of R = mean × Q(1/k, (q/λ)^k).
      return mean * RegularizedGamma.upper(shape: 1 / shape, at: pow(q / scale, shape))
    case .empirical(let values, interpolated: false):
      return values.reduce(0) { $0 + max(0, $1 - q) } / Double(values.count)
    case .discrete(let weighted):
      let total = weighted.reduce(0) { $0 + $1.weight }
      return weighted.reduce(0) { $0 + $1.weight / total * max(0, $1.value - q) }
    default: return nil
    }
  }

  private static func gammaLoss(_ shape: Double, _ scale: Double, at q: Double) -> Double {
    if q <= 0 { return shape * scale - q }
    return shape * scale * RegularizedGamma.upper(shape: shape + 1, at: q / scale)
      - q * RegularizedGamma.upper(shape: shape, at: q / scale)
  }
}
