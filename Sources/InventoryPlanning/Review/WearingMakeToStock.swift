import MaintenanceTheory

/// One exponential machine that makes to stock, wears while it works, and spoils more parts the more it is worn.
///
/// The machine works while units are to be made: their number N grows with each demand and falls with each good
/// unit. In the state z of wear the machine goes on to z + 1 at the rate d_z, fails at f_z, and makes a good unit
/// with the chance y_z; all of that only while it works. From a state of wear on it is maintained at once, whether
/// it works or not, and after a failure repaired; both take exponential times and make it new.
///
/// N and the state of the machine are a quasi-birth-and-death process: π_k = π₀ R^k with R the least solution of
/// R = A₀ (-A₁ - R A₂)⁻¹, found by iterating from 0. The stock is (S - N)⁺, what is owed (N - S)⁺.
///
/// Sources: M. F. Neuts, *Matrix-Geometric Solutions in Stochastic Models*, Johns Hopkins, 1981, ch. 3;
/// J. A. Buzacott, J. G. Shanthikumar, *Stochastic Models of Manufacturing Systems*, Prentice-Hall, 1993, ch. 4.
public struct WearingMakeToStock: Sendable {
  /// What the machine is like in a state of wear.
  public struct State: Hashable, Sendable {
    /// d: transitions to the next state per time of work.
    public var wear: Double
    /// f: failures per time of work.
    public var failure: Double
    /// y: the chance that a unit is good.
    public var yield: Double

    /// Describes a state.
    public init(wear: Double, failure: Double, yield: Double) {
      (self.wear, self.failure, self.yield) = (wear, failure, yield)
    }
  }

  /// What comes of the rule in the long run, all rates per time.
  public struct Figures: Hashable, Sendable {
    /// The part of the demand served from stock at once.
    public var fillRate = 0.0
    /// Units on hand, in the mean.
    public var onHand = 0.0
    /// Units owed, in the mean.
    public var backorders = 0.0
    /// Maintenance.
    public var maintenanceRate = 0.0
    /// Failures.
    public var failureRate = 0.0
    /// Units that are spoiled.
    public var scrapRate = 0.0
  }

  private let working: [Double]
  private let states: [State]
  private let productionRate: Double
  /// P(N = k), as far as it matters, and the mean of N.
  private let outstanding: [Double]
  private let mean: Double

  /// Describes the machine and its rule.
  ///
  /// - Parameters:
  ///   - demandRate: Poisson demands per time, above 0.
  ///   - productionRate: Units per time of work, above 0.
  ///   - states: The states of wear in which the machine works, from new on; it is maintained when it would
  ///     leave the last one by wear.
  ///   - maintenanceRate: One by the mean time of maintenance.
  ///   - repairRate: One by the mean time of a repair.
  /// - Throws: ``InventoryError``, also where the machine cannot keep up with the demand.
  public init(
    demandRate: Double, productionRate: Double, states: [State], maintenanceRate: Double,
    repairRate: Double
  ) throws(InventoryError) {
    try Named("demand rate", demandRate).expectPositive()
    try Named("production rate", productionRate).expectPositive()
    try Named("rate of maintenance", maintenanceRate).expectPositive()
    try Named("rate of repair", repairRate).expectPositive()
    try Named("number of states", Double(states.count)).expect(
      (1...100).contains(states.count), "from 1 to 100")
    for state in states {
      try Named("rate of wear", state.wear).expectNotNegative()
      try Named("rate of failure", state.failure).expectNotNegative()
      try Named("yield", state.yield).expect(state.yield >= 0 && state.yield <= 1, "from 0 to 1")
    }
    let process = Process(
      demand: demandRate, production: productionRate, states: states,
      maintenance: maintenanceRate, repair: repairRate)
    guard let levels = process.levels() else {
      throw .notCovered(
        what: "a machine that cannot keep up with the demand",
        reason: "what is owed would only grow")
    }
    (self.states, self.productionRate) = (states, productionRate)
    (working, outstanding, mean) = (levels.working, levels.outstanding, levels.mean)
  }

  /// What comes of a base stock.
  ///
  /// - Parameter baseStock: S, at least 0.
  /// - Returns: The figures.
  public func figures(baseStock: Int) -> Figures {
    precondition(baseStock >= 0, "a base stock is at least 0")
    var figures = Figures()
    for (count, chance) in outstanding.prefix(baseStock).enumerated() {
      figures.fillRate += chance
      figures.onHand += chance * Double(baseStock - count)
    }
    figures.backorders = mean - Double(baseStock) + figures.onHand
    figures.maintenanceRate = (working.last ?? 0) * (states.last?.wear ?? 0)
    for (time, state) in zip(working, states) {
      figures.failureRate += time * state.failure
      figures.scrapRate += time * productionRate * (1 - state.yield)
    }
    return figures
  }

  /// The base stock at which stock and shortage cost least: the least S with P(N ≤ S) ≥ b/(b + h).
  public func cheapestBaseStock(_ costs: InventoryCosts) -> Int {
    var sum = 0.0
    for (count, chance) in outstanding.enumerated() {
      sum += chance
      if sum >= costs.backorder / (costs.backorder + costs.holding) { return count }
    }
    return outstanding.count
  }
}

/// The chain of outstanding units and the machine's state: work in each state of wear, maintenance, repair.
private struct Process {
  var demand: Double
  var production: Double
  var states: [WearingMakeToStock.State]
  var maintenance: Double
  var repair: Double

  typealias Matrix = [[Double]]

  private var count: Int { states.count + 2 }

  /// Transitions that leave the number of outstanding units as it is, with the diagonal.
  private func within(isWorking: Bool) -> Matrix {
    var rates = Matrix(repeating: [Double](repeating: 0, count: count), count: count)
    let (maintained, failed) = (states.count, states.count + 1)
    rates[maintained][0] += maintenance
    rates[failed][0] += repair
    if isWorking {
      for (place, state) in states.enumerated() {
        // Behind the last state stands the maintenance.
        rates[place][place + 1] += state.wear
        rates[place][failed] += state.failure
      }
    }
    for place in 0..<count {
      let good = isWorking && place < states.count ? production * states[place].yield : 0
      rates[place][place] -= rates[place].reduce(0, +) + demand + good
    }
    return rates
  }

  /// Good units per time in a state.
  private func good(_ place: Int) -> Double {
    place < states.count ? production * states[place].yield : 0
  }

  /// What is known of the long run; `nil` where there is none.
  func levels() -> (working: [Double], outstanding: [Double], mean: Double)? {
    guard isStable else { return nil }
    let ratio = leastRatio()
    // π₀ (B + R A₂) = 0, one of the equations put aside for the sum.
    let idle = within(isWorking: false)
    var equations = (0..<count).map { column in
      (0..<count).map { idle[$0][column] + ratio[$0][column] * good(column) } + [0]
    }
    equations[count - 1] = [Double](repeating: 1, count: count) + [1]
    guard var level = LinearSystem.solution(of: equations) else { return nil }
    var (outstanding, mean, total) = ([Double](), 0.0, 0.0)
    var working = [Double](repeating: 0, count: states.count)
    while true {
      let chance = level.reduce(0, +)
      mean += Double(outstanding.count) * chance
      total += chance
      if !outstanding.isEmpty {
        for place in states.indices { working[place] += level[place] }
      }
      outstanding.append(chance)
      if chance * Double(outstanding.count) < 1e-17 * max(1, mean) { break }
      level = (0..<count).map { column in
        (0..<count).reduce(0) { $0 + level[$1] * ratio[$1][column] }
      }
    }
    return (
      working.map { $0 / total }, outstanding.map { $0 / total }, mean / total
    )
  }

  /// Whether more good units than are wanted are made when the machine always has work.
  private var isStable: Bool {
    let rates = within(isWorking: true)
    var equations = (0..<count).map { column in
      (0..<count).map { row in
        rates[row][column] + (row == column ? demand + good(row) : 0)
      } + [0]
    }
    equations[count - 1] = [Double](repeating: 1, count: count) + [1]
    guard let shares = LinearSystem.solution(of: equations) else { return false }
    return shares.indices.reduce(0) { $0 + shares[$1] * good($1) } > demand
  }

  /// R, to the last digits.
  private func leastRatio() -> Matrix {
    let rates = within(isWorking: true)
    var ratio = Matrix(repeating: [Double](repeating: 0, count: count), count: count)
    for _ in 0..<100_000 {
      // x (-A₁ - R A₂) = λ e_row for each row.
      var change = 0.0
      let before = ratio
      for row in 0..<count {
        let equations = (0..<count).map { column in
          (0..<count).map { -rates[$0][column] - before[$0][column] * good(column) }
            + [column == row ? demand : 0]
        }
        guard let solution = LinearSystem.solution(of: equations) else { return ratio }
        for column in 0..<count { change = max(change, abs(solution[column] - ratio[row][column])) }
        ratio[row] = solution
      }
      if change < 1e-16 { break }
    }
    return ratio
  }
}
