import EventKernel
import FactoryModel
import Prognostics

/// What looks at components have shown, and how their lives ended: what a factory can learn from.
struct ObservedLives: Sendable {
  /// A look at a life.
  struct Look: Sendable {
    var time: Double
    var life: Int
    var features: [Double]
    var chance: Double
  }

  /// A life, as far as it was seen.
  struct Life: Sendable {
    var place: ComponentPlace
    /// When it ended; `nil` while it goes on.
    var ended: Double?
    var isFailure = false
    /// The time of the latest look.
    var seen: Double
  }

  private(set) var looks: [Look] = []
  private(set) var lives: [Life] = []
  private var open: [ComponentPlace: Int] = [:]

  /// How many lives have ended by failure.
  private(set) var failures = 0

  mutating func add(_ look: ModelLook) {
    let life: Int
    if let known = open[look.place] {
      life = known
      lives[life].seen = look.time
    } else {
      life = lives.count
      lives.append(Life(place: look.place, seen: look.time))
      open[look.place] = life
    }
    looks.append(
      Look(time: look.time, life: life, features: look.features, chance: look.chance))
  }

  /// Ends the life of a component.
  ///
  /// - Returns: Which life it was; `nil` where nobody has looked at it.
  mutating func end(_ end: ObservedLifeEnd) -> Int? {
    guard let life = open.removeValue(forKey: end.place) else { return nil }
    lives[life].ended = end.time
    lives[life].isFailure = end.isFailure
    if end.isFailure { failures += 1 }
    return life
  }

  /// The looks of a life, in the order of time.
  func looks(of life: Int) -> [Look] { looks.filter { $0.life == life } }

  /// Forgets looks before a moment.
  mutating func forget(before time: Double) { looks.removeAll { $0.time < time } }

  /// The table to learn remaining lives from, in seconds: one row a look that had any feature.
  ///
  /// A rule that replaces in time ends most lives, and those that fail are the ones whose end it has not seen coming: who learned
  /// from these alone would learn that nothing foretells failures. So a life that was ended is completed by a time that is drawn from
  /// what the model said of it at its last look (imputation of censored lives). Those that go on have lasted
  /// longer than the table says.
  ///
  /// - Parameters:
  ///   - inputs: What the looks have shown.
  ///   - target: What the remaining life is called.
  ///   - model: What completes lives.
  ///   - draws: What times are drawn by.
  /// - Returns: The table; `nil` where there is nothing to learn from.
  func table(
    _ inputs: [InputColumn], target: InputColumn, completedBy model: TrainedModel,
    _ draws: inout RandomStream
  ) -> TrainingTable? {
    let rows = looks.filter { look in look.features.contains { !$0.isNaN } }
    guard !rows.isEmpty else { return nil }
    var ends = lives.map { $0.ended ?? $0.seen }
    var isCensored = lives.map { !$0.isFailure }
    var last: [Int: Look] = [:]
    for row in rows { last[row.life] = row }
    for life in lives.indices where lives[life].ended != nil && !lives[life].isFailure {
      let chance = draws.uniform()
      guard let look = last[life], case .life(let left)? = try? model.answer(look.features) else {
        continue
      }
      let more = left.survived(ends[life] - look.time).quantile(chance)
      isCensored[life] = !more.isFinite
      ends[life] += more.isFinite ? more : left.horizon
    }
    return TrainingTable(
      inputs: inputs,
      columns: inputs.indices.map { place in rows.map { $0.features[place] } },
      lives: rows.map(\.life), times: rows.map(\.time),
      targets: rows.map { max(0, ends[$0.life] - $0.time) },
      isCensored: rows.map { isCensored[$0.life] }, target: target)
  }
}

extension TrainingTable {
  /// A table of remaining lives, each life a unit of its own.
  init(
    inputs: [InputColumn], columns: [[Double]], lives: [Int], times: [Double], targets: [Double],
    isCensored: [Bool], target: InputColumn
  ) {
    (self.inputs, self.columns) = (inputs, columns)
    (units, self.lives) = (lives, lives)
    unitNames = (0...(lives.max() ?? 0)).map { "life \($0 + 1)" }
    (self.times, self.targets, self.isCensored) = (times, targets, isCensored)
    (question, self.target, notes) = (.remainingLife, target, [])
  }
}
