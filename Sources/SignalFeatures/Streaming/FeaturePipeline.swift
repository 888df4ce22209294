/// Readings in, a vector of numbers out: the same in a running simulation as over its tables.
///
/// The vector depends on nothing but the rows fed since the life began, in the order in which
/// they came: time stamp, value as a table has it (`Float`), or that the value is missing.
///
/// ```swift
/// var pipeline = try FeaturePipeline([
///   FeatureChannel("temperature", [.last, .slope(readings: 60), .baselineScore(readings: 5, first: 100)])
/// ])
/// pipeline.beginLife(at: 0)
/// pipeline.feed(channel: 0, time: 10, value: 41.5)
/// pipeline.copyVector(to: &vector)
/// ```
///
/// A missing reading leaves means, windows, baselines and the last value as they were; it is counted.
/// A value that is not finite is missing. A row that comes twice counts twice, as in the table.
///
/// - Complexity: O(1) a row for each window, mean and baseline, on the average; no memory is asked
///   for after the beginning.
public struct FeaturePipeline: Sendable {
  /// The channels and their features.
  public let channels: [FeatureChannel]
  private var trackers: [ChannelTrackers]
  private var begin = 0.0
  private var now = 0.0

  /// Creates a pipeline at the beginning of a life at time 0.
  ///
  /// - Parameter channels: The channels and their features.
  /// - Throws: ``FeatureProblem`` that names a feature that cannot be.
  public init(_ channels: [FeatureChannel]) throws(FeatureProblem) {
    var names: Set<String> = []
    for channel in channels {
      guard names.insert(channel.name).inserted else {
        throw FeatureProblem("two channels are called \(channel.name); names must differ")
      }
      guard channel.leastDeviation >= 0 && channel.leastDeviation < .infinity else {
        throw FeatureProblem(
          "the least deviation of the channel \(channel.name) is \(channel.leastDeviation); it "
            + "must be finite and ≥ 0")
      }
      for feature in channel.features { try feature.validate() }
    }
    self.channels = channels
    trackers = channels.map { ChannelTrackers($0) }
  }

  /// The names of the vector's numbers: channel, a point, feature.
  public var names: [String] {
    channels.flatMap { channel in channel.features.map { "\(channel.name).\($0.name)" } }
  }

  /// How many numbers the vector has.
  public var count: Int { channels.reduce(0) { $0 + $1.features.count } }

  /// Forgets everything: a unit's life begins.
  ///
  /// - Parameter time: When, in seconds.
  public mutating func beginLife(at time: Double) {
    (begin, now) = (time, time)
    for place in trackers.indices { trackers[place].removeAll() }
  }

  /// Takes in a row.
  ///
  /// - Parameters:
  ///   - channel: The place of the channel.
  ///   - time: The row's time stamp, in seconds.
  ///   - value: The reading, as a table has it; without meaning where it is missing.
  ///   - isMissing: Whether the row has no value.
  public mutating func feed(channel: Int, time: Double, value: Float, isMissing: Bool = false) {
    if time > now { now = time }
    if isMissing || !value.isFinite {
      trackers[channel].addMissing()
    } else {
      trackers[channel].add(Double(value), at: time)
    }
  }

  /// Writes the features as of the rows so far, in the order of ``names``.
  ///
  /// - Parameters:
  ///   - vector: Where they go.
  ///   - first: The place of the first.
  public func copyVector(to vector: inout [Double], at first: Int = 0) {
    var place = first
    for channel in trackers.indices {
      for feature in trackers[channel].sources.indices {
        let source = trackers[channel].sources[feature]
        vector[place] = trackers[channel].value(of: source, begin: begin, now: now)
        place += 1
      }
    }
  }

  /// The features as of the rows so far, in an array of their own.
  public var vector: [Double] {
    var vector = [Double](repeating: .nan, count: count)
    copyVector(to: &vector)
    return vector
  }
}
