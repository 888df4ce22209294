/// A monitor that is given what is new in each observation, instead of the observation.
///
/// Monitors expect independent observations of mean 0 and standard deviation 1, and call autocorrelation drift. This
/// learns mean, spread, autoregression and, where needed, shape from the stream itself: at first from a reference
/// part, then from each observation after it has been judged. The monitor inside is given the residuals as normal scores.
///
/// It keeps learning, so that its baseline gets sharper with every observation, but not while it says drift; a change that
/// is slower than the stream is long is learned and not reported.
public struct Whitened<Monitor: DriftMonitor>: DriftMonitor {
  /// How the shape of the residuals is treated.
  public enum Shape: Hashable, Sendable {
    /// Residuals are taken to be normal.
    case normal
    /// They are brought to a normal shape by the quantiles of the reference part.
    case learned
    /// Learned where the reference part is plainly not normal, else normal.
    case decided
  }

  /// The name of the monitor inside.
  public static var name: String { Monitor.name }

  /// The monitor that is given the residuals.
  public private(set) var monitor: Monitor
  /// The order of the autoregression.
  public let order: Int
  /// How many observations are the reference part.
  public let reference: Int

  private let shapeChoice: Shape
  private var part: [Double] = []
  private var residuals: RecursiveResiduals?
  private var shape: ScoreShape?
  /// Mean and standard deviation of shaped scores, learned on.
  private var shaped: RecursiveResiduals?
  private var state = DriftState.learning

  /// Scores farther out count as these, so that no single observation decides.
  private static var farthest: Double { 3.5 }

  /// Creates a monitor that has learned nothing.
  ///
  /// - Parameters:
  ///   - monitor: Which one gets the residuals.
  ///   - order: The order of the autoregression, 0 for none.
  ///   - reference: How many observations are the reference part; at least 30 and 10 for each coefficient.
  ///   - shape: How the shape of the residuals is treated.
  /// - Throws: ``DriftSettingError`` naming the setting that is out of range.
  public init(
    _ monitor: Monitor, order: Int = 3, reference: Int = 200, shape: Shape = .decided
  ) throws(DriftSettingError) {
    try DriftSettingError.check(Double(order), "order", "from 0 to 20", (0...20).contains(order))
    try DriftSettingError.check(reference, "reference", atLeast: max(30, 10 * (order + 1)))
    self.monitor = monitor
    self.order = order
    self.reference = reference
    shapeChoice = shape
    part.reserveCapacity(reference)
  }

  /// How strongly the residuals speak for a change.
  public var statistic: Double { monitor.statistic }
  /// Where drift begins.
  public var threshold: Double { monitor.threshold }

  /// The change in the unit of the observations: what the mean of the residuals comes to once it has worked through
  /// the autoregression.
  public var change: ChangeEstimate? {
    guard let residuals, var change = monitor.change else { return nil }
    change.shift *= residuals.gainOfShift
    return change
  }

  /// Takes the next observation.
  public mutating func observe(_ value: Double) -> DriftState {
    guard value.isFinite else { return state }
    guard residuals != nil else {
      part.append(value)
      if part.count == reference { learnReference() }
      return state
    }
    // What may be another state must not become usual before somebody has said so.
    let isLearning = state != .drift
    guard var score = residuals?.next(value, isLearning: isLearning) else { return state }
    if let shape {
      score = shaped?.next(shape.score(score), isLearning: isLearning) ?? score
    }
    score = min(max(score, -Self.farthest), Self.farthest)
    state = monitor.observe(score)
    return state
  }

  private mutating func learnReference() {
    let count = Double(reference)
    // From the first, so that equal observations have no spread at all.
    let first = part[0]
    let center = first + part.reduce(0) { $0 + ($1 - first) } / count
    let squares = part.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    let spread = (squares / (count - 1)).squareRoot()
    // A constant reference makes any other value a drift.
    let scale = spread > 0 && spread.isFinite ? spread : max(abs(center) * 1e-9, 1e-300)
    var learned = RecursiveResiduals(order: order, center: center, scale: scale)
    // The first residuals have a few degrees of freedom, and say little of the shape.
    let scores = part.map { learned.next($0) }.dropFirst(min(20, reference / 3)).compactMap { $0 }
    if shapeChoice == .learned
      || shapeChoice == .decided && ScoreShape.isPlainlyNotNormal(Array(scores))
    {
      let known = ScoreShape(of: Array(scores))
      var standard = RecursiveResiduals(order: 0, center: 0, scale: 1)
      for score in scores { _ = standard.next(known.score(score)) }
      (shape, shaped) = (known, standard)
    }
    residuals = learned
    part = []
    state = .steady
  }

  /// Forgets the evidence, and keeps what was learned.
  public mutating func clear() {
    monitor.clear()
    if state == .drift { state = .steady }
  }

  /// Forgets everything: the next observations are the new reference part.
  public mutating func relearn() {
    monitor.clear()
    part.removeAll()
    part.reserveCapacity(reference)
    (residuals, shape, shaped) = (nil, nil, nil)
    state = .learning
  }
}
