import FactorySimulation

/// Which lives of a component are the trajectories of a dataset, where its rows are those of whole lives.
public struct TrajectoryChoice: Hashable, Sendable {
  /// Whether lives that ended otherwise than by failure are in, too.
  public var keepsCensored: Bool

  /// Creates a choice.
  public init(keepsCensored: Bool = false) { self.keepsCensored = keepsCensored }

  /// What a life is for it.
  enum Verdict: Hashable, Sendable {
    /// A trajectory.
    case isIn
    /// It had begun before the record.
    case hasBegunBefore
    /// It ended otherwise than by failure.
    case isCensored
  }

  /// Whether a life is a trajectory of a stretch of time, and why not.
  func verdict(on life: PlantHistory.Life, in window: RecordWindow) -> Verdict {
    // At the start of the simulation a life that has an age goes on from before.
    if life.began < window.from || (life.began == 0 && life.ageAtBeginning > 0) {
      return .hasBegunBefore
    }
    return life.end == .failure || keepsCensored ? .isIn : .isCensored
  }
}

/// How many lives are trajectories, and how many were left out for what.
public struct TrajectoryCounts: Hashable, Sendable {
  /// Lives that are in.
  public private(set) var lives = 0
  /// Those among them that did not end by failure.
  public private(set) var censored = 0
  /// Left out, because they had begun before the record.
  public private(set) var hadBegunBefore = 0
  /// Left out, because maintenance ended them.
  public private(set) var endedByMaintenance = 0
  /// Left out, because they went on at the end of the record.
  public private(set) var wentOn = 0

  /// All lives that were left out.
  public var leftOut: Int { hadBegunBefore + endedByMaintenance + wentOn }

  mutating func add(
    _ life: PlantHistory.Life, _ choice: TrajectoryChoice, in window: RecordWindow
  ) {
    switch choice.verdict(on: life, in: window) {
    case .isIn:
      lives += 1
      if life.end != .failure { censored += 1 }
    case .hasBegunBefore: hadBegunBefore += 1
    case .isCensored:
      if life.end == .maintenance { endedByMaintenance += 1 } else { wentOn += 1 }
    }
  }

  mutating func add(_ other: TrajectoryCounts) {
    lives += other.lives
    censored += other.censored
    hadBegunBefore += other.hadBegunBefore
    endedByMaintenance += other.endedByMaintenance
    wentOn += other.wentOn
  }
}
