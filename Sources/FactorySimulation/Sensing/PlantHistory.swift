/// What happened to machines in one replication: failures, work on them, and the lives of their components.
public struct PlantHistory: Hashable, Sendable {
  /// What a machine can have happen to it.
  public enum Kind: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    /// A failure mode strikes, or a component fails.
    case failure
    /// Somebody finds a failure that nobody had seen.
    case found
    /// Something warns of a component's failure.
    case warning
    /// A component is looked at.
    case look
    /// Work begins, and is done.
    case workBegins, workEnds
  }

  /// The work that is done.
  public enum Work: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    /// The repair of a failure mode, or of a component.
    case repair
    /// A planned stop.
    case stop
    /// A component is replaced.
    case replace
    /// A component is inspected.
    case inspect
  }

  /// Something that happened.
  public struct Entry: Hashable, Sendable, BitwiseCopyable {
    /// When, in seconds from the start.
    public var time: Double
    /// What.
    public var kind: Kind
    /// The work that begins or ends; ``Work/repair`` for all else.
    public var work = Work.repair
    /// Whether the work follows a failure; whether a warning is right.
    public var isAfterFailure = false
    /// The machine; those of the first station come first, then those of the second.
    public var machine: Int32
    /// The failure mode or stop, by index in its station; -1 where a component is meant.
    public var mode: Int32 = -1
    /// The component, by index in its station; -1 where a failure mode is meant.
    public var component: Int32 = -1
    /// The component's wear; `nil` for failure modes.
    public var wear: Double?
  }

  /// A life of a component: from its beginning, or the latest repair, to the next.
  public struct Life: Hashable, Sendable, BitwiseCopyable {
    /// How a life may end.
    public enum End: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
      /// By failure.
      case failure
      /// By work before it failed.
      case maintenance
      /// It went on when the replication was over.
      case ongoing
    }

    /// The machine; those of the first station come first, then those of the second.
    public var machine: Int32
    /// The component, by index in its station.
    public var component: Int32
    /// Which of the component's lives, from 0.
    public var ordinal: Int32
    /// When it began, in seconds from the start; not before it.
    public var began: Double
    /// When it failed, was worked on, or the replication was over.
    public var ended: Double
    /// How it ended.
    public var end: End
    /// The component's age since its replacement when this life began, in seconds or parts of its clock.
    public var ageAtBeginning: Double
    /// Its age when it ended.
    public var ageAtEnd: Double
  }

  /// What happened, in order.
  public internal(set) var entries: [Entry] = []
  /// The lives, in the order of their ends.
  public internal(set) var lives: [Life] = []
}

extension FactorySimulation {
  /// Notes something that happened to a machine.
  mutating func noteHistory(
    _ kind: PlantHistory.Kind, of failure: Int, work: JobRecord.Kind = .repair,
    isAfterFailure: Bool = false
  ) {
    guard keepsHistory else { return }
    let record = failures[failure]
    var entry = PlantHistory.Entry(
      time: now, kind: kind, work: PlantHistory.Work(work), isAfterFailure: isAfterFailure,
      machine: record.machine)
    if record.component >= 0 {
      let component = Int(record.component)
      entry.component = record.component - machines[Int(record.machine)].firstComponent
      let isBystander = readingRequest?.isBystander == true
      entry.wear = isBystander ? interpolatedWear(component, at: now) : wear(component)
    } else {
      entry.mode = record.place
    }
    history.entries.append(entry)
  }

  /// Notes that a life of a component is over, unless that has been noted.
  mutating func noteLifeOver(_ component: Int, _ end: PlantHistory.Life.End) {
    guard keepsHistory, !lifeNotes[component].isOver else { return }
    lifeNotes[component].isOver = true
    let failure = Int(components[component].failure)
    let machine = failures[failure].machine
    history.lives.append(
      PlantHistory.Life(
        machine: machine, component: Int32(component) - machines[Int(machine)].firstComponent,
        ordinal: Int32(truncatingIfNeeded: failures[failure].ordinal),
        began: lifeNotes[component].began, ended: now, end: end,
        ageAtBeginning: components[component].ageBefore,
        ageAtEnd: components[component].ageBefore + reading(failure)))
  }

  /// Notes that a life of a component begins.
  mutating func noteLifeBegun(_ component: Int) {
    guard keepsHistory else { return }
    lifeNotes[component] = LifeNote(began: now)
  }

  /// Notes the lives that go on at the end.
  mutating func closeHistory() {
    guard keepsHistory else { return }
    for component in components.indices { noteLifeOver(component, .ongoing) }
  }
}

/// The life that a component has, for the history.
struct LifeNote: BitwiseCopyable {
  var began = 0.0
  var isOver = false
}

extension PlantHistory.Work {
  init(_ kind: JobRecord.Kind) {
    self =
      switch kind {
      case .repair: .repair
      case .stop: .stop
      case .replace: .replace
      case .inspect: .inspect
      }
  }
}
