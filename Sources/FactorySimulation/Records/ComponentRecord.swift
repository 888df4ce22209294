import Degradation
import EventKernel
import FactoryModel
import RandomVariates

/// A component of one machine.
struct ComponentRecord: BitwiseCopyable {
  /// What happens when its clock comes to the target.
  enum Event: UInt8 {
    case failure
    /// A rule asks that it be restored.
    case restoration
    /// A warning that is right, or one that is not.
    case trueWarning, falseWarning
  }

  /// The failure record of the component, and its account.
  var failure: Int32
  var account: Int32
  /// How the next life wears, and how the present one does.
  var wear: WearSampler
  var wearOfLife: WearSampler
  var life: WearLife
  var start: WearStart
  /// Age on the clock when the present life began, since the last replacement.
  var ageBefore = 0.0
  var meanLife: Double
  var pathKey: StreamKey
  var jobKey: StreamKey
  var luckKey: StreamKey
  var replace: RestorationRecord
  var repair: RestorationRecord
  var hasRepair: Bool
  var rule: RuleRecord
  var hiddenCost: Double

  /// What happens first.
  var event = Event.failure
  /// When a rule asks for something in this life, on the clock; infinity for never.
  var actionAt = Double.infinity
  /// When the next false warning comes, on the clock, and how many there were.
  var falseWarningAt = Double.infinity
  var falseWarnings: UInt64 = 0
  /// How many random numbers the rule has drawn.
  var lucks: UInt64 = 0
  /// The parts that the machine has made when a rule that counts them asks for something.
  var partsAt = Double.infinity
  /// The next replacement by wall time, and the next look.
  var ruleEvent = EventHandle.none
  var ruleEventAt = 0.0
  var lookEvent = EventHandle.none
  /// When it was replaced last, and the parts that the machine had made then.
  var replacedAt = 0.0
  var partsAtReplacement = 0.0
  /// Its age on the clock at that moment: 0, but where it was not new at the start.
  var ageAtReplacement = 0.0
  /// Whether it has failed and nobody knows.
  var hasFailedUnseen = false
  var failedAt = 0.0
  var wearAtFailure = 1.0
  /// Whether there was a warning since the last replacement.
  var isWarned = false
  /// Whether the warning that is looked into is right.
  var isWarnedTruly = false
  /// What the states of this life have cost, as far as it is booked.
  var stateCostBooked = 0.0
  /// Failures since the last replacement.
  var failures = 0
  /// The wear when measuring began.
  var wearBefore = 0.0
}

/// How a component is replaced or repaired.
struct RestorationRecord: BitwiseCopyable {
  var planned: Sampler
  var failed: Sampler
  var hasPlanned: Bool
  var hasFailed: Bool
  var plannedCost: Double
  var failedCost: Double
  var crews = Stretch()
  var spares = Stretch()
  /// What the spares cost, in currency.
  var spareValue: Double
  var priority: Int32
  /// The share of the wear that is gone afterwards, or the formula for it.
  var share: Double
  var shareFormula = Stretch()
  var of: RepairedWear
}

/// The rule that a component follows.
struct RuleRecord: BitwiseCopyable {
  enum Trigger: UInt8 {
    case onFailure, oracle, age, count, every, wear, warning, states, feature, model, decider
  }

  var trigger = Trigger.onFailure
  /// The age, count, interval, wear or feature.
  var value = 0.0
  /// The place of the feature among those of the machine, and whether the limit is an upper one.
  var feature: Int32 = -1
  var isUpper = true
  /// When the first is due with intervals, in seconds.
  var first = 0.0
  /// Seconds from one look to the next; 0 where there are none.
  var look = 0.0
  /// Parts from one look to the next; 0 where they are not counted.
  var lookParts = 0.0
  /// What is done by wear.
  var actions = Stretch()
  /// The model that is asked at looks, among those of all rules; -1 for none.
  var model: Int32 = -1
  /// Who is asked at looks; -1 for nobody.
  var decider: Int32 = -1
  var ahead: Sampler
  var warningMisses = 0.0
  /// False warnings per second on the clock.
  var falseWarnings = 0.0
  var hasApproval = false
  var approval: Sampler
  var window: Int32 = -1
  var hasInspection = false
  var inspectionTakes: Sampler
  /// Whether the machine stands for it, or somebody has to come.
  var inspectionStops = false
  var inspectionCost = 0.0
  var inspectionCrews = Stretch()
  var misses = 0.0
  var falseAlarm = 0.0
  /// What happens in a shared stop: work due within so many seconds is done; negative for none.
  var sharesStopWithin = -1.0

  /// Whether what is reached is seen at once.
  var looksAlways: Bool { look == 0 && lookParts == 0 }
}

/// A line of a table of actions by wear.
struct ActionRecord: BitwiseCopyable {
  var from: Double
  var action: WearAction.Action
}

/// A formula of the wear of a machine's components.
struct WearFormulaRecord: BitwiseCopyable {
  var instructions = Stretch()
  /// The components on which it depends, a bit each by their place at the station.
  var components: UInt64 = 0
  /// The input that is the first property of lots; -1 where it depends on none.
  var firstLotInput: Int32 = -1

  @inline(__always)
  var isEmpty: Bool { instructions.isEmpty }
}
