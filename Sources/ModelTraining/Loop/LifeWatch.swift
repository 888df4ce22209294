import DriftMonitoring
import FactoryModel

/// Watches, life by life, whether what a model reads or how far it is off is still what it was.
///
/// Every life gives a few numbers: the means of the inputs in its first looks, when every component is new and should look
/// alike; or the mean difference of chance and outcome. The first 30 lives say what is usual.
struct LifeWatch: Sendable {
  private let watched: RetrainingPlan.Watched
  private var monitors: [Ranked<ShiryaevRoberts>]

  /// How many lives say what is usual.
  static let referenceLives = 30
  /// How many looks at the beginning of a life are taken.
  static let firstLooks = 5
  /// The mean number of lives to a false alarm of all streams together.
  static let averageRunLength = 500.0

  init(_ watched: RetrainingPlan.Watched, features: Int) {
    self.watched = watched
    let count = watched == .inputs ? features : 1
    monitors = (0..<count).compactMap { _ in
      guard
        let evidence = try? ShiryaevRoberts(
          averageRunLength: LifeWatch.averageRunLength * Double(count))
      else { return nil }
      // By ranks: the mean errors of lives, most of which do not fail soon, are far from normal.
      return try? Ranked(evidence, reference: LifeWatch.referenceLives)
    }
  }

  /// Takes in a life that is over.
  ///
  /// - Returns: Whether something is no longer what it was.
  mutating func note(
    _ looks: [ObservedLives.Look], _ life: ObservedLives.Life, within time: Double
  ) -> Bool {
    switch watched {
    case .nothing: return false
    case .inputs:
      var isDrift = false
      for place in monitors.indices {
        let values = looks.map { $0.features[place] }.filter(\.isFinite)
          .prefix(LifeWatch.firstLooks)
        let mean = values.reduce(0, +) / Double(values.count)
        if hasDrifted(place, mean) { isDrift = true }
      }
      return isDrift
    case .errors:
      guard let ended = life.ended else { return false }
      let errors = looks.compactMap { look -> Double? in
        let left = ended - look.time
        // Of a component that was replaced nobody knows whether it would have failed soon.
        guard look.chance.isFinite, life.isFailure || left > time else { return nil }
        return look.chance - (left <= time ? 1 : 0)
      }
      return hasDrifted(0, errors.reduce(0, +) / Double(errors.count))
    }
  }

  /// Takes in the number of a life; after an alarm the monitor begins to collect evidence anew.
  private mutating func hasDrifted(_ place: Int, _ value: Double) -> Bool {
    guard monitors.indices.contains(place), monitors[place].observe(value) == .drift else {
      return false
    }
    monitors[place].clear()
    return true
  }
}
