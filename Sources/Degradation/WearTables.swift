import BasicContainers
import EventKernel
public import RandomVariates

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the samplers of wear do not hold themselves.
///
/// Distributions, their samplers, and chains of states. The tables have one owner and are copied by ``fork()`` only. A sampler draws with the tables
/// that made it, or with a fork of them.
public struct WearTables: ~Copyable, Sendable {
  /// Cells of the samplers.
  private var cells: SamplerTables
  /// Lives by inversion; damages and sojourns as their sampler asks.
  private var samplers: UniqueArray<Sampler>
  /// The distributions of the samplers, for draws given that something has lasted.
  private var distributions: [Distribution]
  private var states: UniqueArray<StateRecord>
  private var steps: UniqueArray<StateStep>

  /// Creates empty tables.
  public init() {
    cells = SamplerTables()
    samplers = UniqueArray()
    distributions = []
    states = UniqueArray()
    steps = UniqueArray()
  }

  private init(copying other: borrowing WearTables) {
    cells = other.cells.fork()
    samplers = other.samplers.clone()
    distributions = other.distributions
    states = other.states.clone()
    steps = other.steps.clone()
  }

  /// A copy for another owner; samplers made before draw from either alike.
  public borrowing func fork() -> WearTables { WearTables(copying: self) }

  /// Prepares to draw lives.
  ///
  /// - Parameters:
  ///   - process: A process for which ``WearProcess/validate()`` finds nothing wrong.
  ///   - unitToUnit: The coefficient of variation of a factor, log-normal with mean 1, by which the
  ///     life and the path of each new unit are stretched; at least 0.
  ///   - mode: How damages and sojourns are drawn. A life that is drawn at once is always drawn by
  ///     inversion.
  /// - Returns: The sampler, with whose cells these tables have grown.
  public mutating func sampler(
    for process: WearProcess, unitToUnit: Double = 0, mode: SamplingMode = .fast
  ) -> WearSampler {
    precondition(unitToUnit >= 0 && unitToUnit < .infinity, "a variation is finite and ≥ 0")
    let spread =
      unitToUnit > 0
      ? Distribution.Family.logParameters(mean: 1, standardDeviation: unitToUnit)
        .standardDeviation : 0
    return WearSampler(form: form(of: process, mode: mode), unitSpread: spread)
  }

  private mutating func form(of process: WearProcess, mode: SamplingMode) -> WearSampler.Form {
    switch process {
    case .life(let life):
      let moments = LifeMoments(life)
      return .life(
        add(life, mode: .inversion), mean: moments.mean,
        spread: moments.secondMoment.squareRoot())
    case .linear(let mean): return .linear(mean: mean)
    case .crack(let crack):
      let spread = LifeMoments(crack.life).secondMoment.squareRoot()
      return .crack(add(crack.life, mode: .inversion), crack.shape, spread: spread)
    case .gamma(let gamma): return .gamma(gamma)
    case .wiener(let wiener): return .wiener(wiener)
    case .shocks(let shocks):
      return .shocks(
        ShockForm(
          meanInterval: shocks.meanInterval, damage: add(shocks.damage, mode: mode),
          mostCount: shocks.mostCount))
    case .states(let chain): return .states(add(chain, mode: mode))
    }
  }

  private mutating func add(_ distribution: Distribution, mode: SamplingMode) -> Int32 {
    samplers.append(cells.sampler(for: distribution, mode: mode))
    distributions.append(distribution)
    return Int32(clamping: distributions.count - 1)
  }

  private mutating func add(_ chain: WearStates, mode: SamplingMode) -> StatesForm {
    let first = Int32(clamping: states.count)
    let visits = chain.visits
    let moments = chain.states.indices.map { chain.sojournMoments(in: $0) }
    let times = moments.indices.map { visits[$0] * moments[$0].mean }
    let meanLife = times.reduce(0, +)
    var upTo = 0.0
    for (state, parameters) in chain.states.enumerated() {
      upTo += times[state] / meanLife
      let stay = chain.stay(in: state)
      let exits = add(chain.exits(from: state))
      let backwards: [Weighted<Int>] = (0..<state).flatMap { earlier in
        chain.exits(from: earlier).filter { $0.value == state && visits[state] > 0 }.map {
          Weighted(earlier, weight: visits[earlier] * $0.weight / visits[state])
        }
      }
      let entries = add(backwards)
      states.append(
        StateRecord(
          sojourn: add(parameters.sojourn, mode: mode),
          period: stay > 0 ? parameters.sojourn.certainValue ?? 0 : 0,
          logStay: stay > 0 ? log(stay) : 0, exits: exits.first, exitCount: exits.count,
          entries: entries.first, entryCount: entries.count, timeUpTo: upTo,
          spread: moments[state].secondMoment.squareRoot(), cost: parameters.cost))
    }
    return StatesForm(first: first, failed: Int32(clamping: chain.failedState))
  }

  /// Appends steps, zero probabilities left out.
  private mutating func add(_ moves: [Weighted<Int>]) -> (first: Int32, count: Int32) {
    let first = Int32(clamping: steps.count)
    var upTo = 0.0
    for move in moves where move.weight > 0 {
      upTo += move.weight
      steps.append(StateStep(state: Int32(clamping: move.value), upTo: upTo))
    }
    return (first, Int32(clamping: steps.count) - first)
  }

  // MARK: - Drawing

  /// One draw from a distribution.
  borrowing func draw(_ place: Int32, using stream: inout RandomStream) -> Double {
    samplers[Int(place)].sample(using: &stream, from: cells)
  }

  /// One draw of something that has lasted longer than an age; the age where nothing lasts so long.
  borrowing func draw(
    _ place: Int32, beyond age: Double, using stream: inout RandomStream
  ) -> Double {
    max(age, distributions[Int(place)].life(beyond: age, using: &stream) ?? age)
  }

  /// The probabilities of a distribution.
  borrowing func law(_ place: Int32) -> TruncatedDistribution {
    TruncatedDistribution(distributions[Int(place)])
  }

  /// A state of a chain that is not the failed one.
  borrowing func record(of state: Int32, in chain: StatesForm) -> StateRecord {
    states[Int(chain.first + state)]
  }

  /// The step of a range in which a number from 0 to 1 falls.
  borrowing func step(_ first: Int32, _ count: Int32, at u: Double) -> Int32 {
    var place = Int(first)
    let last = Int(first) + Int(count) - 1
    while place < last && steps[place].upTo < u { place += 1 }
    return steps[place].state
  }
}
