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
    isAlarmed = false
    return train(at: look.time)
  }

  mutating func note(_ end: ObservedLifeEnd) {
    guard let life = seen.end(end), plan.watched != .nothing else { return }
    if watch.note(seen.looks(of: life), seen.lives[life], within: within) {
      history.alarms += 1
      isAlarmed = true
    }
  }

  private mutating func train(at time: Double) -> PredictiveModel? {
    if let window = plan.window { seen.forget(before: time - window) }
    guard let table = seen.table(model.inputs, target: model.target) else { return nil }
    var trainer = ModelTrainer()
    // A program is not learned anew; what takes its place, where it is better, is learned here.
    trainer.settings.method = model.isReproducible ? model.method : .boosting
    trainer.settings.trees = 100
    trainer.settings.seed = UInt64(history.trainings + 1)
    trainer.mostRows = 4_000
    guard let result = try? trainer.train(table), result.model.inputs == model.inputs else {
      return nil
    }
    history.trainings += 1
    guard let old = (try? RowLosses(model, result.table))?.estimate.value else { return nil }
    let new = RowLosses(result.model, result.table, scores: result.heldOut, cap: model.cap).estimate
      .value
    guard new < old else { return nil }
    history.promotions += 1
    model = result.model
    watch = LifeWatch(plan.watched, features: features.count)
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
