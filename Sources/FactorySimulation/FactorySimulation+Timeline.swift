import BasicContainers
import FactoryModel
import RandomVariates

/// What a step of the timeline gives to the product as a whole.
struct TimelineRecord: BitwiseCopyable {
  /// The time between lots, where lots arrive.
  var interval: Sampler
  /// Parts that are kept in the factory; 0 where no number is kept.
  var keptParts: Int
  /// The first of the step's chances; there are as many of each step.
  var firstChance: Int32
}

/// What an operation has from a step of the timeline on.
struct OperationStep: BitwiseCopyable {
  var time: Sampler
  var certainTime: Double
  var falseAlarm: Double
}

/// What a failure mode of a machine has from a step of the timeline on.
struct FailureStep: BitwiseCopyable {
  var life: Sampler
  var repair: Sampler
}

/// Changes in mid-run.
///
/// What has begun goes on as it was drawn: the work on a part, a life, a repair, the time to the next
/// lot. Whatever begins later follows the factory as it is then.
extension FactorySimulation {
  mutating func scheduleTimeline() {
    for (index, step) in factory.timeline.enumerated()
    where step.time <= factory.warmUp + factory.horizon {
      _ = schedule(
        .timelineStep, Int32(truncatingIfNeeded: index), at: step.time, phase: Phase.recovery)
    }
  }

  /// Lets the factory be as a step says.
  mutating func take(step subject: Int32) {
    let step = Int(subject)
    let record = timeline[step]
    for operation in operations.indices {
      let change = operationSteps[step * operations.count + operation]
      operations[operation].time = change.time
      operations[operation].certainTime = change.certainTime
      operations[operation].falseAlarm = change.falseAlarm
    }
    for failure in failures.indices {
      let change = failureSteps[step * failures.count + failure]
      failures[failure].life = change.life
      failures[failure].repair = change.repair
    }
    for chance in chances.indices {
      chances[chance].probability = chanceSteps[Int(record.firstChance) + chance]
    }
    interval = record.interval
    currentStep = step
    guard keepsParts else { return }
    let change = record.keptParts - keptParts
    keptParts = record.keptParts
    if change >= 0 {
      // Parts that were to be missing are not, and then more enter.
      let forgiven = min(surplusParts, change)
      surplusParts -= forgiven
      for _ in 0..<(change - forgiven) { release() }
      list(station: operations[0].station)
    } else {
      surplusParts -= change
    }
  }

  /// The factory as it is now.
  var currentFactory: Factory {
    currentStep < 0 ? factory : factory.timeline[currentStep].factory
  }
}
