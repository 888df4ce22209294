import Scenarios
import SimulationStatistics

/// Whether the arms of a benchmark pay, in figures: what `business-case.json` holds.
public struct BusinessCaseSummary: Codable, Hashable, Sendable {
  /// A figure that is uncertain.
  public struct Spread: Codable, Hashable, Sendable {
    /// The value below which it lies with a chance of 10 %.
    public var low: Double
    /// The value below which it lies with a chance of 50 %.
    public var median: Double
    /// The value below which it lies with a chance of 90 %.
    public var high: Double
  }

  /// How far an uncertain input moves the net present value.
  public struct Swing: Codable, Hashable, Sendable {
    /// The input.
    public var input: BusinessCaseInputs.Input
    /// The input's values.
    public var values: Spread
    /// The net present value with the input at its 10 % value and the others at their medians.
    public var atLow: Double
    /// The net present value with the input at its 90 % value.
    public var atHigh: Double

    /// How far the two lie apart.
    public var size: Double { abs(atHigh - atLow) }
  }

  /// The value of a factor at which an arm just pays.
  public struct BreakEven: Codable, Hashable, Sendable {
    /// The factor's path.
    public var factor: String
    /// The value, as written; absent where there is none in the range.
    public var value: String?
    /// The mean net present value at the lower end of the range; absent where it cannot be simulated.
    public var atLow: Double?
    /// The mean net present value at the upper end.
    public var atHigh: Double?
    /// What was found, in a sentence.
    public var sentence: String
  }

  /// The money that is there at a moment.
  public struct Moment: Codable, Hashable, Sendable {
    /// The time since the beginning, in years.
    public var year: Double
    /// What came less what went, nothing discounted, in currency.
    public var balance: Spread
  }

  /// One arm.
  public struct ArmEntry: Codable, Hashable, Sendable {
    /// The arm.
    public var arm: String
    /// What it saves, in currency per year and site, with Student's 95 % interval.
    public var benefit: BenchmarkSummary.Estimate
    /// The values of the inputs, the benefit's included.
    public var inputs: [String: Spread]
    /// For how many sites.
    public var sites: Int
    /// The time over which it is judged, in years.
    public var years: Double
    /// The ramp, in years.
    public var rampUp: Double
    /// The mean of the net present value, in currency.
    public var meanNetPresentValue: Double
    /// The net present value, in currency.
    public var netPresentValue: Spread
    /// The chance that the net present value is below 0.
    public var chanceOfLoss: Double
    /// The chance that it has paid for itself within the time over which it is judged.
    public var chanceOfPayback: Double
    /// The time until it has, in years; values that are not reached are absent.
    public var paybackLow: Double?
    /// The median of that time.
    public var paybackMedian: Double?
    /// The time that is exceeded with a chance of 10 %.
    public var paybackHigh: Double?
    /// The money that is there from the beginning to the end of the time over which it is judged; absent in
    /// files of old.
    public var balances: [Moment]?
    /// The uncertain inputs, the one that moves most first.
    public var tornado: [Swing]
    /// The value of a factor at which it just pays; absent where none was asked for.
    public var breakEven: BreakEven?
  }

  /// The metric that is saved.
  public var objective: String
  /// The currency.
  public var currency: String
  /// The arm with which the others are compared.
  public var baseline: String
  /// The arm that knows the future; absent where none does.
  public var perfect: String?
  /// How many replications the benefits are from.
  public var replications: Int
  /// How many times the inputs were drawn.
  public var draws: Int
  /// The arms that have a business case.
  public var arms: [ArmEntry]
  /// What it amounts to, in a sentence.
  public var verdict: String

  /// Gathers what was worked out for the arms.
  public init(
    objective: String, currency: String, baseline: String, perfect: String?, replications: Int,
    arms: [ArmEntry]
  ) {
    self.objective = objective
    self.currency = currency
    self.baseline = baseline
    self.perfect = perfect
    self.replications = replications
    draws = BusinessCaseInputs.draws
    self.arms = arms
    verdict = ""
    verdict = sentence
  }

  private var sentence: String {
    let choices = arms.filter { $0.arm != perfect }
    guard let best = choices.max(by: { $0.meanNetPresentValue < $1.meanNetPresentValue }) else {
      return "No arm that can be chosen has a business case"
    }
    let value = "\(NumberText.fixed(best.meanNetPresentValue, decimals: 0)) \(currency)"
    let years = "\(NumberText.shortest(best.years)) yr"
    let loss = VerdictWords.percent(best.chanceOfLoss)
    let others = choices.count > 1 ? " the most of \(choices.count) arms," : ""
    guard best.meanNetPresentValue > 0 else {
      return "Does not pay: \(best.arm) has a mean net present value of \(value) over \(years),"
        + others + " and loses money with a chance of \(loss)"
    }
    let word = best.chanceOfLoss <= 0.05 ? "Pays" : "Pays on average"
    return
      "\(word): \(best.arm) has a mean net present value of \(value) over \(years),\(others) and "
      + "loses money with a chance of \(loss)"
  }
}

extension BusinessCaseSummary.ArmEntry {
  /// Into how many parts the time is divided over which it is judged.
  private static let moments = 20

  /// Works a business case out.
  ///
  /// - Parameters:
  ///   - arm: The arm's name.
  ///   - inputs: What it is worked out from.
  ///   - seed: The seed of all draws.
  public init(arm: String, inputs: BusinessCaseInputs, seed: UInt64) {
    self.arm = arm
    let interval = StudentInterval(inputs.benefit)
    benefit = BenchmarkSummary.Estimate(
      mean: interval?.mean ?? 0, lower: interval?.lower ?? 0, upper: interval?.upper ?? 0)
    func spread(_ input: BusinessCaseInputs.Input) -> BusinessCaseSummary.Spread {
      BusinessCaseSummary.Spread(
        low: inputs.quantile(0.1, of: input), median: inputs.quantile(0.5, of: input),
        high: inputs.quantile(0.9, of: input))
    }
    self.inputs = Dictionary(
      uniqueKeysWithValues: BusinessCaseInputs.Input.allCases.map { ($0.rawValue, spread($0)) })
    sites = inputs.businessCase.sites
    years = inputs.businessCase.duration / BusinessCaseInputs.year
    rampUp = inputs.businessCase.rampUp / BusinessCaseInputs.year
    let flows = inputs.flows(seed: seed)
    let values = flows.map(\.netPresentValue).sorted()
    meanNetPresentValue = values.reduce(0, +) / Double(values.count)
    netPresentValue = BusinessCaseSummary.Spread(
      low: PairedBootstrap.quantile(0.1, of: values),
      median: PairedBootstrap.quantile(0.5, of: values),
      high: PairedBootstrap.quantile(0.9, of: values))
    chanceOfLoss = Double(values.count { $0 < 0 }) / Double(values.count)
    let paybacks = flows.map { $0.payback ?? .infinity }.sorted()
    chanceOfPayback = Double(paybacks.count { $0.isFinite }) / Double(paybacks.count)
    func payback(_ probability: Double) -> Double? {
      let time = PairedBootstrap.quantile(probability, of: paybacks)
      return time.isFinite ? time : nil
    }
    (paybackLow, paybackMedian, paybackHigh) = (payback(0.1), payback(0.5), payback(0.9))
    let duration = years
    balances = (0...Self.moments).map { moment in
      let year = duration * Double(moment) / Double(Self.moments)
      let money = flows.map { $0.balance(after: year) }.sorted()
      return BusinessCaseSummary.Moment(
        year: year,
        balance: BusinessCaseSummary.Spread(
          low: PairedBootstrap.quantile(0.1, of: money),
          median: PairedBootstrap.quantile(0.5, of: money),
          high: PairedBootstrap.quantile(0.9, of: money)))
    }
    tornado = BusinessCaseInputs.Input.allCases.filter { inputs.isUncertain($0) }.map { moved in
      func value(_ probability: Double) -> Double {
        inputs.flow { inputs.quantile($0 == moved ? probability : 0.5, of: $0) }.netPresentValue
      }
      return BusinessCaseSummary.Swing(
        input: moved, values: spread(moved), atLow: value(0.1), atHigh: value(0.9))
    }.sorted { $0.size > $1.size }
  }
}
