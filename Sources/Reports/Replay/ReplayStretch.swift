public import FactoryModel

/// Which stretch of a run is replayed, and how finely.
public struct ReplayStretch: Hashable, Sendable {
  /// When it begins, in seconds from the start of the simulation.
  public let start: Double
  /// When it ends.
  public let end: Double
  /// The time from one moment at which levels are read to the next, in seconds.
  let step: Double
  /// The same for the wear of components; a whole multiple of `step`.
  let wearStep: Double

  /// A month, which a replay shows where nothing else is said.
  static let usualLength = 30 * 86_400.0
  /// Steps that people count in, in seconds.
  private static let steps: [Double] = [
    1, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400,
  ]
  /// Most moments, and most figures at all of them, half a byte each or more.
  private static let mostMoments = 45_000.0
  private static let mostFigures = 1_200_000.0
  /// Most figures of wear, half a byte each or more.
  private static let mostWear = 200_000.0

  /// Chooses a stretch.
  ///
  /// - Parameters:
  ///   - factory: What is simulated.
  ///   - from: When it begins, in seconds from the start of the simulation; `nil` for the end of the warm-up.
  ///   - until: When it ends; `nil` for a month later. It is not beyond the end of the run.
  public init(of factory: Factory, from: Double? = nil, until: Double? = nil) {
    let last = factory.warmUp + factory.horizon
    start = min(from ?? factory.warmUp, last)
    end = min(until ?? start + ReplayStretch.usualLength, last)
    let length = end - start
    let series =
      factory.stations.count + factory.crews.count + factory.stores.count
      + 2 * factory.customers.count + 4
    let shortest = max(
      length / ReplayStretch.mostMoments, length * Double(series) / ReplayStretch.mostFigures)
    let step = ReplayStretch.steps.first { $0 >= shortest } ?? shortest.rounded(.up)
    self.step = step
    let components = factory.stations.reduce(0) { $0 + $1.machines.count * $1.components.count }
    let shortestWear = max(length / 1_500, length * Double(components) / ReplayStretch.mostWear)
    wearStep = step * max(1, (shortestWear / step).rounded(.up))
  }
}
