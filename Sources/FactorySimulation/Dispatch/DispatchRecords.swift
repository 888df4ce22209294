import EventKernel
import FactoryModel

/// How a station chooses what its machines do next.
struct DispatchRecord: BitwiseCopyable {
  var criteria = Stretch()
  var machineChoice = DispatchRule.MachineChoice.inOrder
  /// Whether the order of the parts of a class changes while they wait.
  var isScanned = false
  /// Whether it may matter which of the free machines takes a part.
  var machinesDiffer = false
  /// The most parts that a machine takes together.
  var largestBatch: Int32 = 1
  /// Whether a decision is due at this instant.
  var isDeciding = false
  /// The classes of which parts wait, and the machines that have no part, in the order in which they
  /// became free.
  var classes = Chain()
  var freeMachines = Chain()
  /// Parts that wait, and the mean work on them, in seconds.
  var waitingWork = 0.0
  /// Times of set-ups by what was and what comes: from here in the list of all of them, in rows.
  var firstChange: Int32 = -1
  /// The mean time of any other set-up, in seconds.
  var meanSetup = 0.0
  var loading: Int32 = -1
  var unloading: Int32 = -1
  var minimumRun: Int32 = 1
  /// How long a machine waits for parts that go on with its run, in seconds.
  var runExpires = Double.infinity
  /// When it decides again after it has looked ahead.
  var looksAgainAt = -Double.infinity
  /// The set-ups of its cycle, and where the places of all set-ups in it begin.
  var cycle = Stretch()
  var cyclePlaces: Int32 = -1
  /// Whether a machine that has nothing to do goes on in the cycle.
  var goesRound = false
}

/// A criterion, and its scales where it has any.
struct CriterionRecord: BitwiseCopyable {
  enum Kind: UInt8 {
    case firstCome, lastCome, firstReleased, priority, earliestDue, shortestTime, longestTime
    case weightedShortestTime, fastestMachine, leastSetup, setupCycle, leastSlack, criticalRatio,
      mostWorkLeft
    case leastWorkLeft, leastWorkInNextQueue, leastWorkHereAndNext, fullestBatch, tardinessCost,
      random
  }

  var kind: Kind
  var lookAhead = 0.0
  /// Infinite where set-ups do not count.
  var setupLookAhead = Double.infinity
}

/// What dispatching and planning know of an operation.
struct OperationPlan: BitwiseCopyable {
  var waitingClass: Int32 = -1
  var batchLeast: Int32 = 1
  var batchMost: Int32 = 1
  var longestWait = Double.infinity
  /// For how long a batch that could begin waits for parts that are about to come, in seconds.
  var lookAhead = 0.0
  var splitsInto: Int32 = 1
  var joins = false
  /// The mean work on a part, or batch, in seconds at speed 1.
  var meanWork = 0.0
  /// The mean work of this and all following operations, in seconds.
  var workLeft = 0.0
  /// The mean work by machine, from here in the list of all of them; -1 where it is the same.
  var firstMachineMean: Int32 = -1
  /// Samplers in the list of all of them; -1 for none.
  var setupTime: Int32 = -1
  /// Whether each part needs the set-up anew.
  var setsUpForEach = false
  var interval: Int32 = -1
  var transport: Int32 = -1
  /// The fleet that carries parts here; -1 for none.
  var fleet: Int32 = -1
  /// The limit of waiting; -1 for none; and those that begin when the operation ends.
  var limit: Int32 = -1
  var startsLimits = Stretch()
  var timeIsPerPart = false
  var share = 1.0
  /// Which of a part's memories of machines it writes, and which one says where it is done; -1 for none.
  var remembersAs: Int32 = -1
  var returnsBy: Int32 = -1
  var key: StreamKey
}

/// Parts of one operation that wait at a station.
struct WaitingClass: BitwiseCopyable {
  var operation: Int32
  /// Parts of which it can form batches with others.
  var group: Int32
  /// The only machine that may take its parts; -1 for all of the station.
  var machine: Int32 = -1
  /// The part that goes first; of a list that is scanned, the last that came.
  var root: Int32 = -1
  var count: Int32 = 0
  /// The next and the one before of the classes of the station of which parts wait.
  var next: Int32 = -1
  var previous: Int32 = -1
}

/// Classes whose parts may share batches.
struct BatchGroup: BitwiseCopyable {
  var count: Int32 = 0
}

/// What dispatching knows of a machine.
struct DispatchMachine: BitwiseCopyable {
  var nextFree: Int32 = -1
  var previousFree: Int32 = -1
  /// When it became free, and the n-th work that began at a dispatched station, where that was its own.
  var freedAt = 0.0
  var begun: UInt64 = 0
  /// The parts of the batch on the machine that follow the first.
  var rest: Int32 = -1
  /// Whether its parts have been divided and joined as their operation says.
  var isDivided = false
  /// How long its parts stay inside when the machine can take the next, in seconds.
  var stay = 0.0
  /// Until when some part is inside that others may follow, in seconds.
  var insideUntil = 0.0
  /// Parts that it has still to make before it may be set up for others.
  var runLeft: Int32 = 0
  var ordinal: UInt64 = 0
  /// The classes of which parts wait for this machine alone.
  var classes = Chain()
}

/// The longest time since an earlier operation.
struct LimitRecord: BitwiseCopyable {
  enum Action: UInt8 {
    case scrap, back, count
  }

  var limit: Double
  var action: Action
  /// The operation to which a late part goes back; -1 for none.
  var target: Int32 = -1
}

/// What is known of a part beside what every part has.
struct PlanRecord: BitwiseCopyable {
  /// Where a part is, if no list of the simulation has it.
  enum Place: UInt8 {
    case elsewhere
    /// It waits at a dispatched station.
    case waiting
    /// It is on a machine, in a batch behind another.
    case inBatch
    /// It is on its way.
    case travelling
  }

  var place = Place.elsewhere
  /// The parts of the factory are counted as they enter, from 0.
  var entry: UInt64 = 0
  /// When it is due, in seconds from the start; infinite for never.
  var due = Double.infinity
  var weight = 1.0
  /// The line of the schedule with which it came; -1 for none.
  var order: Int32 = -1
  /// While it waits: what it is compared by in its class, the least first.
  var first = 0.0
  var second = 0.0
  var third = 0.0
  /// While it waits, its place among those of its class; in a batch, the next part (`sibling`).
  var child: Int32 = -1
  var sibling: Int32 = -1
  /// Whether it leaves the factory when it comes out of the machine in which it still is.
  var isLeaving = false
  /// The station that it left for the next, whether it waits for a vehicle as soon as it is out of its
  /// machine, and when it called one.
  var leftFrom: Int32 = -1
  var awaitsVehicle = false
  var calledAt = 0.0
  /// When work on it first began, and how long it has waited and been on the way, in seconds.
  var startedAt = Double.nan
  var waited = 0.0
  var travelled = 0.0
}
