import EventKernel
public import FactoryModel
import Prognostics

/// Learns a model of remaining lives anew from what looks at the components of a running factory have shown.
///
/// A new model takes the old one's place where, of the lives that have been seen, it foretells those that it has not learned from
/// with a smaller Brier score than the old one: what is asked of both is whether a failure comes in time.
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
    history.note(.training, at: look.time)
    return promoted(result, at: look.time)
  }

  mutating func note(_ end: ObservedLifeEnd) {
    guard let life = seen.end(end), plan.watched != .nothing else { return }
    if let evidence = watch.note(seen.looks(of: life), seen.lives[life], within: within) {
      history.note(.evidence(evidence), at: end.time)
      if evidence >= 1 { isAlarmed = true }
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
  private mutating func promoted(
    _ result: ModelTrainer.Result, at time: Double
  ) -> PredictiveModel? {
    guard let scores = try? model.scores(result.table) else { return nil }
    let old = error(of: model, scores: scores, result.table)
    let new = error(of: result.model, scores: result.heldOut, result.table)
    guard new < old else { return nil }
    history.note(.promotion, at: time)
    model = result.model
    return PredictiveModel(
      reference: "trained \(history.trainings) times in the run", features: features,
      predictor: model)
  }

  /// The mean squared error of the chance of a failure in the time for which it is asked, of all looks of which it is known whether one
  /// came: none is known of those shortly before a rule has ended the life.
  private func error(
    of model: TrainedModel, scores: [Double], _ table: TrainingTable
  ) -> Double {
    guard case .life(let lives) = model.calibration, let times = table.times else { return .nan }
    var (sum, count) = (0.0, 0.0)
    for (row, score) in scores.enumerated() {
      let life = seen.lives[table.lives[row]]
      let left = (life.ended ?? life.seen) - times[row]
      guard life.isFailure || left > within else { continue }
      let error = lives.chance(within: within, score: score) - (left <= within ? 1 : 0)
      sum += error * error
      count += 1
    }
    return sum / count
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
