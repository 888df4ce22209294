import EventKernel
public import FactoryModel

/// Learns a model of remaining lives anew from what looks at the components of a running factory have shown.
///
/// A new model takes the old one's place where, of the lives that have been seen, it foretells those that it has not learned from
/// with a smaller mean squared error than the old one.
struct RetrainingKeeper: ModelKeeper {
  let plan: RetrainingPlan
  let features: [String]
  /// The time ahead for which the model is asked.
  let within: Double
  private(set) var history = ModelHistory()
  private var model: TrainedModel
  private var seen = ObservedLives()
  private var next: Double
  private var isAlarmed = false
  /// How many failures had been seen when nothing could be learned from them; with more it is tried again.
  private var failuresInVain = -1
  private var watch: LifeWatch

  init(_ model: TrainedModel, _ plan: RetrainingPlan, features: [String], within: Double) {
    (self.model, self.plan, self.features, self.within) = (model, plan, features, within)
    next = plan.every ?? .infinity
    watch = LifeWatch(plan.watched, features: features.count)
  }

  mutating func note(_ look: ModelLook) -> PredictiveModel? {
    seen.add(look)
    guard look.time >= next || isAlarmed, seen.failures >= plan.leastFailures else { return nil }
    if look.time >= next, let every = plan.every {
      next += every * ((look.time - next) / every + 1).rounded(.down)
    }
    guard seen.failures > failuresInVain else { return nil }
    guard let result = learned(at: look.time) else {
      failuresInVain = seen.failures
      return nil
    }
    isAlarmed = false
    // What came is looked into, whether or not a better model came of it: what is usual now is learned anew.
    watch = LifeWatch(plan.watched, features: features.count)
    history.trainings += 1
    return promoted(result)
  }

  mutating func note(_ end: ObservedLifeEnd) {
    guard let life = seen.end(end), plan.watched != .nothing else { return }
    if watch.note(seen.looks(of: life), seen.lives[life], within: within) {
      history.alarms += 1
      isAlarmed = true
    }
  }

  /// Learns from what has been seen; `nil` where nothing can be learned.
  private mutating func learned(at time: Double) -> ModelTrainer.Result? {
    if let window = plan.window { seen.forget(before: time - window) }
    var draws = RandomStream(
      StreamKey(
        seed: 0, replication: 0, path: "lives", purpose: "completion"))
    guard
      let table = seen.table(
        model.inputs, target: model.target, completedBy: model, &draws)
    else { return nil }
    var trainer = ModelTrainer()
    // A program is not learned anew; what takes its place, where it is better, is learned here.
    trainer.settings.method = model.isReproducible ? model.method : .boosting
    trainer.settings.trees = 100
    trainer.settings.seed = UInt64(history.trainings + 1)
    trainer.mostRows = 4_000
    guard let result = try? trainer.train(table), result.model.inputs == model.inputs else {
      return nil
    }
    return result
  }

  /// The new model, where it foretells better than the old one.
  private mutating func promoted(_ result: ModelTrainer.Result) -> PredictiveModel? {
    guard let old = (try? RowLosses(model, result.table))?.estimate.value else { return nil }
    let new = RowLosses(result.model, result.table, scores: result.heldOut, cap: model.cap).estimate
      .value
    guard new < old else { return nil }
    history.promotions += 1
    model = result.model
    return PredictiveModel(
      reference: "trained \(history.trainings) times in the run", features: features,
      predictor: model)
  }
}

extension TrainedModel: RetrainablePredictor {
  /// What keeps it up to date.
  public func keeper(
    _ plan: RetrainingPlan, features: [String], within time: Double
  ) -> any ModelKeeper {
    RetrainingKeeper(self, plan, features: features, within: time)
  }
}
