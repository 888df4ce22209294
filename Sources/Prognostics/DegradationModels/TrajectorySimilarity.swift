import SpecialFunctions

/// Looks for the lives that went most like this one, and says how long they lasted from there.
///
/// The last few values of a unit's index are laid beside every stretch of every life of the library; the best
/// place in each life gives what remained there, and counts
///
///     w = e^(-D²/(2 h²)),   D² = mean squared difference,   h² = noise of the index + D² of the best life
///
/// Only the ``neighbors`` nearest lives count. All histories have readings at the same even steps.
///
/// Source: T. Wang, J. Yu, D. Siegel, J. Lee, "A similarity-based prognostics approach for remaining useful life estimation of
/// engineered systems", PHM 2008.
public struct TrajectorySimilarity: SavedModel, Hashable {
  /// What it is called in its file.
  public static let kind = "trajectory similarity"
  /// The version of its form.
  public static let version = 1

  /// The index over each life, to its failure.
  let library: [[Double]]
  /// The time between two readings.
  public let step: Double
  /// How many last values are compared.
  public let window: Int
  /// How many lives count.
  public let neighbors: Int
  /// The variance of an index from one reading to the next, halved: what differs without any reason.
  let noise: Double

  /// Keeps the lives of a library.
  ///
  /// - Parameters:
  ///   - library: The index over each life, to its failure, a value a step.
  ///   - step: The time between two readings.
  ///   - window: How many last values are compared.
  ///   - neighbors: How many lives count.
  /// - Throws: ``PrognosticsError`` for fewer than two lives, or ones shorter than two readings.
  public init(
    _ library: [[Double]], step: Double, window: Int = 30, neighbors: Int = 20
  ) throws(PrognosticsError) {
    var (sum, count) = (0.0, 0)
    for life in library {
      for (value, next) in zip(life, life.dropFirst()) {
        sum += (next - value) * (next - value)
        count += 1
      }
    }
    (self.library, self.step, self.window, self.neighbors) = (library, step, window, neighbors)
    noise = count > 0 ? sum / Double(count) / 2 : 0
    try check()
  }

  /// The distribution of what remains.
  ///
  /// - Parameter history: The index from any beginning until now, a value a step; only the last of them
  ///   count.
  /// - Returns: The distribution; between what remained of the lives it is even.
  /// - Throws: ``PrognosticsError`` where there is no value, or one that is none.
  /// - Complexity: All values of the library times the window.
  public func remainingLife(_ history: [Double]) throws(PrognosticsError) -> RemainingLife {
    try checkAtLeast(history.count, 1, "values of a history")
    try checkFinite(history, "a value of a history")
    let recent = Array(history.suffix(window))
    var found: [(distance: Double, remaining: Double, life: Int)] = []
    for (number, life) in library.enumerated() {
      let best = TrajectorySimilarity.best(recent, in: life)
      found.append((best.distance, step * Double(life.count - 1 - best.place), number))
    }
    found.sort { ($0.distance, $0.life) < ($1.distance, $1.life) }
    let near = found.prefix(neighbors)
    let width = noise + near[0].distance
    var lives = near.map { life in
      let weight =
        width > 0 ? Reproducible.exp(-(life.distance - near[0].distance) / (2 * width)) : 1
      return WeightedSurvival.Life(time: life.remaining, ended: true, weight: weight)
    }
    lives.sort { ($0.time, $0.weight) < ($1.time, $1.weight) }
    return TrajectorySimilarity.spread(lives)
  }

  /// Where a stretch of a life is nearest to the values, and how near: the place of the stretch's last value.
  ///
  /// A life shorter than the values is compared with their last ones.
  private static func best(
    _ recent: [Double], in life: [Double]
  ) -> (distance: Double, place: Int) {
    let count = min(recent.count, life.count)
    let offset = recent.count - count
    var best = (distance: Double.infinity, place: life.count - 1)
    for start in 0...(life.count - count) {
      var sum = 0.0
      for place in 0..<count {
        let gap = life[start + place] - recent[offset + place]
        sum += gap * gap
      }
      let distance = sum / Double(count)
      if distance < best.distance { best = (distance, start + count - 1) }
    }
    return best
  }

  /// Even between the middles of the weights, so that no single life is a jump.
  private static func spread(_ lives: [WeightedSurvival.Life]) -> RemainingLife {
    let total = lives.reduce(0) { $0 + $1.weight }
    var (times, survival, passed): ([Double], [Double], Double) = ([], [], 0)
    for life in lives {
      let share = 1 - (passed + life.weight / 2) / total
      if times.isEmpty {
        // The first half weight lies between its time and a little before.
        let next = lives.first { $0.time > life.time }?.time ?? life.time
        times.append(max(0, life.time - (next - life.time) / 2))
        survival.append(1)
      }
      times.append(life.time)
      survival.append(max(0, min(share, survival[survival.count - 1])))
      passed += life.weight
    }
    let last = times[times.count - 1]
    let before = lives.last { $0.time < last }?.time ?? last
    times.append(last + (last - before) / 2)
    survival.append(0)
    return RemainingLife(unchecked: times, survival)
  }

  /// Sees whether the numbers can be those of a library.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  public func check() throws(PrognosticsError) {
    try checkAtLeast(library.count, 2, "lives of a library")
    for life in library {
      try checkAtLeast(life.count, 2, "readings of a life")
      try checkFinite(life, "a value of a life")
    }
    try checkPositive(step, "the time between two readings")
    try checkAtLeast(window, 1, "values of a window")
    try checkAtLeast(neighbors, 1, "lives that count")
    try checkNotNegative(noise, "the noise of an index")
  }
}
