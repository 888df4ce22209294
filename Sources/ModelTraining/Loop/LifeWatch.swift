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
  /// - Returns: How much evidence there is that something is no longer what it was, of what speaks loudest: from 1 on it is.
  ///   `nil` while what is usual is learned, or where the life says nothing.
  mutating func note(
    _ looks: [ObservedLives.Look], _ life: ObservedLives.Life, within time: Double
  ) -> Double? {
    switch watched {
    case .nothing: return nil
    case .inputs:
      var most: Double?
      for place in monitors.indices {
        let values = looks.map { $0.features[place] }.filter(\.isFinite)
          .prefix(LifeWatch.firstLooks)
        let mean = values.reduce(0, +) / Double(values.count)
        if let evidence = evidence(place, mean) { most = max(most ?? 0, evidence) }
      }
      return most
    case .errors:
      guard let ended = life.ended else { return nil }
      let errors = looks.compactMap { look -> Double? in
        let left = ended - look.time
        // Of a component that was replaced nobody knows whether it would have failed soon.
        guard look.chance.isFinite, life.isFailure || left > time else { return nil }
        return look.chance - (left <= time ? 1 : 0)
      }
      return evidence(0, errors.reduce(0, +) / Double(errors.count))
    }
  }

  /// Takes in the number of a life; after an alarm the monitor begins to collect evidence anew.
  private mutating func evidence(_ place: Int, _ value: Double) -> Double? {
    guard monitors.indices.contains(place), value.isFinite else { return nil }
    let state = monitors[place].observe(value)
    guard state != .learning else { return nil }
    let evidence = monitors[place].statistic / monitors[place].threshold
    guard state == .drift else { return min(evidence, 1.0.nextDown) }
    monitors[place].clear()
    return max(1, evidence)
  }
}
