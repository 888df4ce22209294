public import RandomVariates

/// A rule that says when components are replaced, or repaired, before they fail.
///
/// A component follows the rules that select it; at most one of them says when it is replaced and at most
/// one how it is inspected, which may be the same.
public struct MaintenanceRule: Hashable, Sendable {
  /// The rule's name.
  public var name: String
  /// The components that it concerns.
  public var components: Set<ComponentPlace>
  /// When they are restored; ``Trigger/onFailure`` where the rule says nothing of it.
  public var trigger: Trigger
  /// How they are looked at; `nil` for looks that see everything, take no time and cost nothing.
  public var inspection: ComponentInspection?
  /// The rhythm of the looks, for triggers that need them.
  public var look: Look
  /// Time until somebody has agreed, in seconds.
  public var approval: Distribution?
  /// Index of the calendar in ``Factory/calendars`` in which planned work may begin; `nil` for any time.
  public var window: Int?

  /// Creates a rule.
  public init(
    name: String, components: Set<ComponentPlace>, trigger: Trigger = .onFailure,
    inspection: ComponentInspection? = nil, look: Look = .always, approval: Distribution? = nil,
    window: Int? = nil
  ) {
    self.name = name
    self.components = components
    self.trigger = trigger
    self.inspection = inspection
    self.look = look
    self.approval = approval
    self.window = window
  }

  /// When a component is restored.
  public enum Trigger: Hashable, Sendable {
    /// When it has failed.
    case onFailure
    /// At the moment at which it would fail: what somebody would do who knew the future.
    case oracle
    /// At an age on its own clock, in seconds, or in parts where the clock counts them.
    case age(Double)
    /// When the machine has made so many parts since the last replacement.
    case count(Int)
    /// At fixed times, whatever the age (block replacement): `first` (`nil`: after one interval) and
    /// then one interval after the other, in seconds.
    case every(Double, first: Double?)
    /// When a look shows this wear or more.
    case wear(Double)
    /// When a warning comes.
    case warning(FailureWarning)
    /// What a look asks for, by wear: the last line whose wear has been reached; lines in rising order.
    case states([WearAction])
    /// When a look finds a feature of the machine's sensors beyond a limit.
    ///
    /// A feature that is not known yet is beyond nothing.
    case feature(FeatureLimit)
    /// When a look finds that a model thinks a failure likely enough.
    ///
    /// Where the model cannot say anything yet, the component is left alone.
    case model(ModelLimit)
    /// What the decider of this name answers, who is asked at every look: by time or by parts, not
    /// ``Look/always``.
    ///
    /// What an inspection overlooks, or sees without its being there, changes nothing of the answer.
    case decider(String)
  }

  /// The rhythm of looks.
  public enum Look: Hashable, Sendable {
    /// Without a pause: what is reached is seen at once.
    case always
    /// So many seconds one after the other, counted from the end of the last replacement.
    case every(Double)
    /// After so many parts.
    case parts(Int)
  }
}

/// A limit for a feature of what a sensor of the machine shows.
public struct FeatureLimit: Hashable, Sendable {
  /// Which feature.
  public var place: Station.FeaturePlace
  /// The limit, in the unit of the feature.
  public var value: Double
  /// Whether what is above the limit is beyond it, or else what is below.
  public var isUpper: Bool

  /// Creates a limit.
  public init(_ place: Station.FeaturePlace, _ value: Double, isUpper: Bool) {
    self.place = place
    self.value = value
    self.isUpper = isUpper
  }
}

/// A component of one machine.
public struct ComponentPlace: Hashable, Sendable, Comparable, BitwiseCopyable {
  /// Index of the station in ``Factory/stations``.
  public var station: Int
  /// Index of the machine in ``Station/machines``.
  public var machine: Int
  /// Index of the component in ``Station/components``.
  public var component: Int

  /// Creates a place.
  public init(station: Int, machine: Int, component: Int) {
    self.station = station
    self.machine = machine
    self.component = component
  }

  /// Whether one comes before another in the factory.
  public static func < (left: ComponentPlace, right: ComponentPlace) -> Bool {
    (left.station, left.machine, left.component)
      < (right.station, right.machine, right.component)
  }
}

/// What is done from some wear on.
public struct WearAction: Hashable, Sendable {
  /// What is done.
  public enum Action: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    /// Nothing.
    case leave
    /// The component is repaired, as its ``Component/repair`` says.
    case repair
    /// The component is replaced.
    case replace
  }

  /// The least wear for the action.
  public var from: Double
  /// What is done.
  public var action: Action

  /// Creates a line of a table.
  public init(from: Double, action: Action) {
    self.from = from
    self.action = action
  }
}

/// Warnings that are right with stated chances: a predictive model as its user sees it.
///
/// Each life has a warning so long ahead of its failure, unless the model misses it or the life was
/// shorter than that. Beside these come false ones, as a Poisson process on the component's clock.
public struct FailureWarning: Hashable, Sendable {
  /// Time from a warning to the failure, on the component's clock, in seconds.
  public var ahead: Distribution
  /// The chance that a failure comes without a warning.
  public var misses: Double
  /// Warnings without a failure, per second on the component's clock.
  public var falseAlarms: Double

  /// Creates warnings.
  public init(ahead: Distribution, misses: Double = 0, falseAlarms: Double = 0) {
    self.ahead = ahead
    self.misses = misses
    self.falseAlarms = falseAlarms
  }
}

/// How a component is looked at.
///
/// With ``every`` or a trigger that looks, it is done in that rhythm; with warnings it is done at each,
/// and a false one is seen to be false unless the inspection errs too.
public struct ComponentInspection: Hashable, Sendable {
  /// Time for which the machine stands, in seconds.
  public var takes: Distribution
  /// Cost of each, in currency.
  public var cost: Double
  /// Indices of the crews that may do it; empty where somebody is always there.
  public var crews: [Int]
  /// The chance to overlook what is there.
  public var misses: Double
  /// The chance to see what is not there.
  public var falseAlarm: Double

  /// Creates an inspection.
  public init(
    takes: Distribution = .constant(0), cost: Double = 0, crews: [Int] = [], misses: Double = 0,
    falseAlarm: Double = 0
  ) {
    self.takes = takes
    self.cost = cost
    self.crews = crews
    self.misses = misses
    self.falseAlarm = falseAlarm
  }
}

/// Stops that are used for other work as well (opportunistic maintenance).
public struct SharedStop: Hashable, Sendable {
  /// The rule's name.
  public var name: String
  /// The machines, as pairs of indices: station and machine.
  public var machines: Set<MachinePlace>
  /// Work that is due within so many seconds is done in the stop.
  public var within: Double

  /// Creates a rule.
  public init(name: String, machines: Set<MachinePlace>, within: Double) {
    self.name = name
    self.machines = machines
    self.within = within
  }
}

/// A machine of a station.
public struct MachinePlace: Hashable, Sendable {
  /// Index of the station in ``Factory/stations``.
  public var station: Int
  /// Index of the machine in ``Station/machines``.
  public var machine: Int

  /// Creates a place.
  public init(station: Int, machine: Int) {
    self.station = station
    self.machine = machine
  }
}

extension Factory {
  /// The rules that a component follows.
  public func rules(for place: ComponentPlace) -> [MaintenanceRule] {
    rules.filter { $0.components.contains(place) }
  }

  /// The names of the deciders that rules ask, at the start or from a step of the timeline on; sorted.
  public var deciderNames: [String] {
    let all = rules + timeline.flatMap(\.factory.rules)
    return Set(all.compactMap(\.deciderName)).sorted()
  }
}

extension MaintenanceRule {
  /// The name of the decider that the rule asks; `nil` for none.
  public var deciderName: String? {
    if case .decider(let name) = trigger { name } else { nil }
  }
}
