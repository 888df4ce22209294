import EventKernel
import RandomVariates
public import Scenarios
public import SimulationStatistics
import SpecialFunctions

/// What a business case is worked out from: an arm's benefit as the simulation gives it, and what it
/// takes to bring it about, each with its uncertainty.
///
/// The benefit is known from n replications: its mean b̄ and standard error s. What it may truly be is
/// taken as b̄ + s · t, with t of Student's distribution with n - 1 degrees of freedom (the posterior of
/// a normal mean without prior knowledge). The other inputs are what the experiment says of them.
public struct BusinessCaseInputs: Sendable {
  /// One of the inputs.
  public enum Input: String, Codable, CaseIterable, Sendable {
    /// What the arm saves, in currency per year and site.
    case benefit
    /// What is paid once, in currency, for all sites.
    case invest
    /// What is paid all the time, in currency per year, for all sites.
    case runningCost = "running_cost"
    /// The yearly rate of discount.
    case discount
  }

  /// The benefit of each replication, in currency per year and site.
  public let benefit: Tally
  /// What it takes.
  public let businessCase: Experiment.BusinessCase
  private let distributions: [TruncatedDistribution]

  /// Seconds in a year of 365 days.
  public static let year = 31_536_000.0
  /// How many times the inputs are drawn.
  public static let draws = 10_000

  /// Gathers the inputs.
  ///
  /// - Parameters:
  ///   - benefit: The benefit of each replication, in currency per year and site; at least 2.
  ///   - businessCase: What it takes.
  public init(benefit: Tally, businessCase: Experiment.BusinessCase) {
    precondition(benefit.count >= 2, "one replication says nothing of the spread")
    self.benefit = benefit
    self.businessCase = businessCase
    distributions = [businessCase.invest, businessCase.runningCost, businessCase.discount]
      .map { TruncatedDistribution($0) }
  }

  /// The value of an input below which it lies with a probability.
  ///
  /// - Parameters:
  ///   - probability: Between 0 and 1.
  ///   - input: Which input.
  /// - Returns: The quantile, in the input's unit.
  public func quantile(_ probability: Double, of input: Input) -> Double {
    switch input {
    case .benefit:
      let error = benefit.standardError ?? 0
      guard error > 0 else { return benefit.mean ?? 0 }
      return (benefit.mean ?? 0)
        + error * StudentT.quantile(probability, degreesOfFreedom: Double(benefit.count - 1))
    case .invest: return distributions[0].quantile(at: probability)
    case .runningCost:
      return BusinessCaseInputs.year * distributions[1].quantile(at: probability)
    case .discount:
      return BusinessCaseInputs.year * distributions[2].quantile(at: probability)
    }
  }

  /// Whether an input is uncertain.
  public func isUncertain(_ input: Input) -> Bool {
    quantile(0.9, of: input) != quantile(0.1, of: input)
  }

  /// The flow of money for given inputs.
  ///
  /// - Parameter value: The value of each input.
  /// - Returns: The flow, of all sites.
  public func flow(_ value: (Input) -> Double) -> CashFlow {
    CashFlow(
      invest: value(.invest), benefit: Double(businessCase.sites) * value(.benefit),
      runningCost: value(.runningCost), rampUp: businessCase.rampUp / BusinessCaseInputs.year,
      years: businessCase.duration / BusinessCaseInputs.year, discount: value(.discount))
  }

  /// The flows of money for inputs that are drawn.
  ///
  /// Each input has a stream of its own, in which the r-th draw has the ordinal r; so different arms
  /// meet the same chance.
  ///
  /// - Parameter seed: The seed.
  /// - Returns: ``draws`` flows.
  public func flows(seed: UInt64) -> [CashFlow] {
    let uncertain = Input.allCases.filter { isUncertain($0) }
    let medians = Dictionary(
      uniqueKeysWithValues: Input.allCases.map { ($0, quantile(0.5, of: $0)) })
    let keys = Dictionary(
      uniqueKeysWithValues: uncertain.map { input in
        (
          input,
          StreamKey(seed: seed, replication: 0, path: "business_case", purpose: input.rawValue)
        )
      })
    return (0..<BusinessCaseInputs.draws).map { draw in
      flow { input in
        guard let key = keys[input] else { return medians[input, default: 0] }
        var stream = RandomStream(key, ordinal: UInt64(draw))
        return quantile(stream.uniform(), of: input)
      }
    }
  }
}
