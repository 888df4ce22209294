public import EventKernel
import RandomVariates
import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The life of one unit under way, from its beginning or its latest repair to its failure.
///
/// The moment of failure is drawn at the beginning. Levels before it are drawn *given* that moment,
/// when somebody looks: no time is cut into steps, nothing is biased, and who does not look pays
/// nothing.
///
/// Times are on the component's clock, in seconds since this life began. All draws are addressed:
/// the failure by `key` and the ordinal, what is seen on the way by `pathKey`, the same ordinal and
/// a count of the draws, so that looking never moves a failure. Each call is given the sampler with
/// which the life began, and the tables that made it or a fork of them.
///
/// ```swift
/// var tables = WearTables()
/// let wear = tables.sampler(for: .gamma(try GammaWear(meanLife: 300_000, cvOfLife: 0.3)))
/// var life = WearLife(wear, start: .new, key: lives, ordinal: 0, from: tables)
/// let warning = life.moment(reaching: 0.8, of: wear, pathKey: paths, from: tables)
/// let then = life.level(at: warning, of: wear, pathKey: paths, from: tables)    // 0.8 or more
/// ```
public struct WearLife: Sendable, BitwiseCopyable {
  /// The clock at which the component fails; infinity where it never does.
  public internal(set) var passage = Double.infinity
  /// The age when this life began, in seconds.
  ///
  /// 0 for a new unit, that of a running plant for a steady one.
  /// After a repair, and for a unit that began at a level: of a life or of straight wear the
  /// virtual age, of a crack the age that belongs to its length, of the other processes 0.
  public internal(set) var ageAtStart = 0.0
  /// The factor by which this unit's times are longer than the process says.
  public let stretch: Double
  /// The ordinal with which the draws of this life are addressed.
  public private(set) var ordinal: UInt64

  /// What the latest repair left; 0 before any.
  ///
  /// An age, in seconds of the clock, or a level, as the process has it.
  var leftByRepair = 0.0
  /// Where the path was last seen, and what is known of its future.
  var path = WearPath(clock: 0, level: 0)
  /// Of a gamma process the level just before the failure; NaN until somebody looks.
  var beforeFailure = Double.nan
  /// The walk through shocks or states.
  var walk: WearWalk
  /// How many draws have been made for the path.
  private var pathDraws: UInt64 = 0

  /// Begins the life of another unit.
  ///
  /// The moment of failure takes the first uniform number of `RandomStream(key, ordinal: ordinal)`
  /// and rises with it, wherever it is drawn at once: for all processes but shocks and states,
  /// which walk their path with the numbers of that stream.
  ///
  /// - Parameters:
  ///   - wear: The process of wear.
  ///   - start: In what state the unit is.
  ///   - key: Whose lives these are.
  ///   - ordinal: Which of the component's lives.
  ///   - tables: The tables that made the sampler, or a fork of them.
  public init(
    _ wear: WearSampler, start: WearStart, key: StreamKey, ordinal: UInt64,
    from tables: borrowing WearTables
  ) {
    var factor = 1.0
    if wear.unitSpread > 0 {
      var stream = RandomStream(key, ordinal: ordinal, suborder: WearLife.unitSuborder)
      let variance = wear.unitSpread * wear.unitSpread
      // Among the units that one finds running, those that last longer are the more frequent: the
      // factor's density times the factor, which moves the mean of the logarithm by its variance.
      let location = start == .steady ? variance / 2 : -variance / 2
      factor = exp(location + wear.unitSpread * StandardNormal.quantile(stream.uniform()))
    }
    self.init(stretch: factor, key: key, ordinal: ordinal)
    switch start {
    case .new: begin(.new, at: 0, wear, key: key, from: tables)
    case .steady: begin(.steady, at: 0, wear, key: key, from: tables)
    case .level(let level): begin(.level(level), at: 0, wear, key: key, from: tables)
    }
  }

  private init(stretch: Double, key: StreamKey, ordinal: UInt64) {
    self.stretch = stretch
    self.ordinal = ordinal
    walk = WearWalk(RandomStream(key, ordinal: ordinal))
  }

  /// Where the factor of a unit is drawn.
  private static let unitSuborder: UInt64 = 1
  /// Where the age of a steady unit is drawn.
  static let ageSuborder: UInt64 = 2

  /// The next draw for the path.
  mutating func pathStream(_ pathKey: StreamKey) -> RandomStream {
    pathDraws += 1
    return RandomStream(pathKey, ordinal: ordinal, suborder: pathDraws)
  }

  /// The same unit after a repair, or with another future.
  func continued(key: StreamKey, ordinal: UInt64) -> WearLife {
    var next = self
    next.ordinal = ordinal
    next.walk.stream = RandomStream(key, ordinal: ordinal)
    return next
  }
}
