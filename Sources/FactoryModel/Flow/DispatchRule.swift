/// Which of the parts that wait at a station a free machine takes.
///
/// Criteria are compared one after the other, until one of them tells two parts apart. Parts that all of
/// them leave equal go in the order in which they came to the station, and those that came at one moment in
/// the order in which they entered the factory.
///
/// Source of the rules: R. Haupt, "A survey of priority rule-based scheduling", *OR Spektrum* 11, 1989;
/// of the apparent tardiness cost: A. P. J. Vepsalainen, T. E. Morton, *Management Science* 33 (8), 1987,
/// and, with set-ups, Y. H. Lee, K. Bhaskaran, M. Pinedo, *IIE Transactions* 29 (1), 1997; of the least work
/// here and next (2PT + WINQ + NPT): O. Holthaus, C. Rajendran, *Production Planning & Control* 11 (2), 2000.
public struct DispatchRule: Hashable, Sendable {
  /// What makes one part go before another.
  public enum Criterion: Hashable, Sendable {
    /// It came to the station earlier.
    case firstCome
    /// It came to the station later.
    case lastCome
    /// It entered the factory earlier.
    case firstReleased
    /// Its product, or order, has a higher priority.
    case priority
    /// It is due earlier.
    case earliestDue
    /// Its work here takes less time, on the average.
    case shortestTime
    /// Its work here takes more time, on the average.
    case longestTime
    /// Its work here takes less time, on the average, for each unit of its weight, which is 1 + priority.
    case weightedShortestTime
    /// Its work takes less time on this machine, on the average, than others of it would.
    case fastestMachine
    /// The machine's set-up for it takes less time, on the average.
    case leastSetup
    /// The time until it is due leaves less beside the mean work that it still needs, this included.
    case leastSlack
    /// The time until it is due is a smaller multiple of the mean work that it still needs.
    case criticalRatio
    /// It needs more mean work, this included.
    case mostWorkLeft
    /// It needs less mean work, this included.
    case leastWorkLeft
    /// Less mean work waits, or is under way, for each machine of the station of its next operation; none
    /// where this operation is its last.
    case leastWorkInNextQueue
    /// Twice its mean work here, its mean work at the next operation and the work that waits there, as in
    /// ``leastWorkInNextQueue``, are less together.
    case leastWorkHereAndNext
    /// The batch with which it could begin fills more of what the machine holds.
    case fullestBatch
    /// Its apparent tardiness cost is higher: weight ÷ work · exp(−slack ÷ (`lookAhead` · mean work of
    /// those that wait)), where slack below 0 counts as 0 and the weight is 1 + priority.
    case apparentTardinessCost(lookAhead: Double)
    /// The same, times exp(−set-up ÷ (`setupLookAhead` · mean set-up of those that wait)).
    case apparentTardinessCostWithSetups(lookAhead: Double, setupLookAhead: Double)
    /// Chance, the same for a part as long as it waits.
    case random
  }

  /// Which of several free machines takes the part that goes first, where the criteria leave them equal.
  public enum MachineChoice: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    /// The first of the station's list.
    case inOrder
    /// The one that has been free for longest.
    case longestFree
    /// The one that became free last.
    case freedLast
  }

  /// What is compared, the most important first.
  public var criteria: [Criterion]
  /// Which of several free machines takes the part.
  public var machineChoice: MachineChoice

  /// Creates a rule.
  public init(_ criteria: [Criterion], machineChoice: MachineChoice = .inOrder) {
    self.criteria = criteria
    self.machineChoice = machineChoice
  }

  /// First in, first out.
  public static let firstCome = DispatchRule([.firstCome])

  /// Whether it looks at what waits at the stations of next operations.
  public var looksAhead: Bool {
    criteria.contains { $0 == .leastWorkInNextQueue || $0 == .leastWorkHereAndNext }
  }
}
