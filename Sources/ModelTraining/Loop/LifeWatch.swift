import DriftMonitoring
import FactoryModel

/// Watches, life by life, whether what a model reads or how far it is off is still what it was.
///
/// Every life gives a few numbers: the means of the inputs in its first looks, when every component is new and should look
/// alike; or the mean difference of chance and outcome. The first 20 lives say what is usual.
struct LifeWatch: Sendable {
  private let watched: RetrainingPlan.Watched
  private var streams: [Stream]

  /// How many lives say what is usual.
  static let referenceLives = 20
  /// How many looks at the beginning of a life are taken.
  static let firstLooks = 5
  /// The mean number of lives to a false alarm of all streams together.
  static let averageRunLength = 500.0

  /// A number a life.
  private struct Stream: Sendable {
    var reference: [Double] = []
    var mean = 0.0
    var scale = 0.0
    var monitor: ShiryaevRoberts?

    /// Takes the number of a life.
    ///
    /// - Returns: Whether the stream is no longer what it was.
    mutating func add(_ value: Double, streams: Int) -> Bool {
      guard value.isFinite else { return false }
      guard monitor != nil else {
        reference.append(value)
        if reference.count == LifeWatch.referenceLives { learn(streams) }
        return false
      }
      guard scale > 0 else { return false }
      guard monitor?.observe((value - mean) / scale) == .drift else { return false }
      monitor?.clear()
      return true
    }

    private mutating func learn(_ streams: Int) {
      let count = Double(reference.count)
      mean = reference.reduce(0, +) / count
      let squares = reference.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      // A new value differs from the mean of n by more than one from the true mean does.
      scale = (squares / (count - 1) * (1 + 1 / count)).squareRoot()
      monitor = try? ShiryaevRoberts(
        averageRunLength: LifeWatch.averageRunLength * Double(streams))
    }
  }

  init(_ watched: RetrainingPlan.Watched, features: Int) {
    self.watched = watched
    streams = Array(repeating: Stream(), count: watched == .inputs ? features : 1)
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
      for place in streams.indices {
        let values = looks.map { $0.features[place] }.filter(\.isFinite)
          .prefix(LifeWatch.firstLooks)
        let mean = values.reduce(0, +) / Double(values.count)
        if streams[place].add(mean, streams: streams.count) { isDrift = true }
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
      return streams[0].add(errors.reduce(0, +) / Double(errors.count), streams: 1)
    }
  }
}
