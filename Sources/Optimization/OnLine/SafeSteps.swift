import SpecialFunctions

/// Steps in a running process to where a Gaussian process expects better, with a yield that stays above a limit.
///
/// Each run tells a value, of which more is better, and how many of the inspected parts passed. The first runs are
/// at the start and half a step to either side, one set-point after the other. From then on the next point
/// lies in the box of one step around the best point so far and around the present one; among the points of the
/// box whose yield is above its limit with the wanted confidence it is the one with the greatest expected
/// improvement. Where none promises more than a hundredth of the values' error, the process stays at the best point.
///
/// What limits say of set-points holds always. That the yield is kept is a statement of the model, and of the
/// first runs, which are made before there is one.
///
/// Source: Y. Sui, A. Gotovos, J. Burdick, A. Krause, "Safe exploration for optimization with Gaussian processes",
/// International Conference on Machine Learning, 2015, for the rule that unsafe points are not tried.
public struct SafeSteps: Sendable {
  /// A run.
  public struct Run: Hashable, Sendable {
    /// Its set-points.
    public var point: [Double]
    /// What came of it; more is better.
    public var value: Double
    /// How many of the inspected parts passed.
    public var passed: Int
    /// How many parts were inspected, above 0.
    public var inspected: Int

    /// Creates a run.
    public init(point: [Double], value: Double, passed: Int, inspected: Int) {
      self.point = point
      self.value = value
      self.passed = passed
      self.inspected = inspected
    }

    /// The share that passed, with half a part added to either side: a run without rejects is not without errors.
    var share: Double { (Double(passed) + 0.5) / (Double(inspected) + 1) }
  }

  /// Where the next run is to be, and why.
  public struct Suggestion: Hashable, Sendable {
    /// Why a point was chosen.
    public enum Reason: String, Hashable, Sendable {
      /// It belongs to the first runs, from which the model learns.
      case learning
      /// Better values are expected there, or may well be found.
      case improving
      /// Nothing better is expected nearby: it is the best point so far.
      case best
    }

    /// The set-points.
    public var point: [Double]
    /// Why.
    public var reason: Reason
    /// What is expected there; `nil` while the model learns.
    public var expected: Double?
    /// Its standard deviation.
    public var deviation: Double?
    /// The yield that is exceeded with the wanted confidence; `nil` without a limit or a model.
    public var yield: Double?
  }

  /// How many of the latest runs are remembered.
  public static let memory = 60
  /// How many points of a box are looked at.
  static let candidates = 256

  /// What set-points never leave.
  public let limits: [ClosedRange<Double>]
  /// The largest changes.
  public let steps: [Double]
  /// The least yield; 0 for no limit.
  public let leastYield: Double
  /// How many standard deviations the yield has to be above it.
  private let distance: Double
  private let sequence: SobolSequence
  private var runs: [Run] = []
  private var plan: [[Double]] = []
  private var memories: (value: [Double]?, yield: [Double]?) = (nil, nil)

  /// Creates a scheme.
  ///
  /// - Parameters:
  ///   - start: Where the process is, within the limits.
  ///   - steps: The largest changes, each above 0.
  ///   - limits: What set-points never leave.
  ///   - leastYield: The least yield, from 0 to 1; 0 for no limit.
  ///   - confidence: How sure it has to be, above one half and below 1.
  public init(
    start: [Double], steps: [Double], limits: [ClosedRange<Double>], leastYield: Double = 0,
    confidence: Double = 0.95
  ) {
    precondition(
      start.count == steps.count && start.count == limits.count && (1...8).contains(start.count),
      "one to eight set-points have a step and limits each")
    precondition(confidence > 0.5 && confidence < 1, "no such confidence")
    self.steps = steps
    self.limits = limits
    self.leastYield = leastYield
    distance = StandardNormal.quantile(confidence)
    sequence = SobolSequence(dimensions: start.count, seed: 1)
    plan.append(start)
    for index in start.indices {
      for way in [0.5, -0.5] {
        var point = start
        point[index] = within(start[index] + way * steps[index], index)
        if point != start { plan.append(point) }
      }
    }
  }

  /// Learns from a run.
  ///
  /// - Parameter run: The run, wherever it was.
  /// - Returns: Where the next one is to be.
  public mutating func next(after run: Run) -> Suggestion {
    runs.append(run)
    if runs.count > SafeSteps.memory { runs.removeFirst(runs.count - SafeSteps.memory) }
    if let place = plan.firstIndex(of: run.point) { plan.remove(at: place) }
    if let next = plan.first { return Suggestion(point: next, reason: .learning) }
    return chosen(present: run.point)
  }

  // MARK: - Choice

  private mutating func chosen(present: [Double]) -> Suggestion {
    guard let known = learned(), let best = best(known) else {
      return Suggestion(point: present, reason: .best)
    }
    // The first is the best that is known, or as near to it as one change comes.
    let points = [nearest(to: runs[best].point, from: present)] + box(around: best, present)
    let places = points.map { coded($0) }
    let sights = known.values.process.predictions(at: places)
    let bounds = known.yields.map { exceeded($0, at: places) }
    let aim = known.values.process.prediction(at: coded(runs[best].point)).mean
    var choice = 0
    var most = (0.01 * known.values.process.noiseVariance.squareRoot()).logarithm
    for place in places.indices.dropFirst() {
      if let bounds, bounds[place] < leastYield { continue }
      let gain = LogExpectedImprovement.value(
        mean: sights[place].mean, variance: sights[place].variance, best: aim
      ).value
      if gain > most { (choice, most) = (place, gain) }
    }
    return Suggestion(
      point: points[choice], reason: choice == 0 ? .best : .improving,
      expected: -known.values.scale.unscaled(sights[choice].mean),
      deviation: known.values.scale.deviation * sights[choice].variance.squareRoot(),
      yield: bounds.map { $0[choice] })
  }

  /// Of the runs the one that is expected to be best, of those whose yield is above its limit; where none is, the one with
  /// the highest yield.
  private func best(_ known: Knowledge) -> Int? {
    let tried = runs.map { coded($0.point) }
    let means = known.values.process.predictions(at: tried).map(\.mean)
    let bounds = known.yields.map { exceeded($0, at: tried) }
    let safe = tried.indices.filter { place in bounds.map { $0[place] >= leastYield } ?? true }
    return safe.min { (means[$0], $0) < (means[$1], $1) }
      ?? tried.indices.max { (runs[$0].share, $1) < (runs[$1].share, $0) }
  }

  /// Points within one step of a run and of the present point.
  private func box(around run: Int, _ present: [Double]) -> [[Double]] {
    let sides = limits.indices.map { index in
      let (middle, here) = (runs[run].point[index], present[index])
      let low = max(middle, here) - steps[index]
      let high = min(middle, here) + steps[index]
      return low <= high ? (low, high) : (here, here)
    }
    return sequence.points(SafeSteps.candidates).map { place in
      place.indices.map {
        within(sides[$0].0 + place[$0] * (sides[$0].1 - sides[$0].0), $0)
      }
    }
  }

  // MARK: - What is known

  /// What was learned: the values, turned round so that less is better, and the yields where they have a limit.
  private struct Knowledge {
    var values: WarpedFit
    var yields: WarpedFit?
  }

  private mutating func learned() -> Knowledge? {
    guard let values = process(runs.map { -$0.value }, nil, &memories.value) else { return nil }
    guard leastYield > 0 else { return Knowledge(values: values) }
    let errors = runs.map { $0.share * (1 - $0.share) / (Double($0.inspected) + 1) }
    guard let yields = process(runs.map(\.share), errors, &memories.yield) else { return nil }
    return Knowledge(values: values, yields: yields)
  }

  /// The yields that are exceeded with the wanted confidence.
  private func exceeded(_ fit: WarpedFit, at places: [[Double]]) -> [Double] {
    fit.process.predictions(at: places).map {
      fit.scale.unscaled($0.mean - distance * $0.variance.squareRoot())
    }
  }

  /// A process of a quantity.
  private func process(
    _ values: [Double], _ variances: [Double]?, _ memory: inout [Double]?
  ) -> WarpedFit? {
    let data = WarpedFit.Data(
      points: runs.map { coded($0.point) }, isChoice: limits.map { _ in false }, values: values,
      variances: variances)
    let prior = ProcessPrior(dimensions: limits.count, inferringNoise: variances == nil)
    let fit = WarpedFit.best(data, prior: prior, old: memory, canWarp: false)
    memory = fit?.memory
    return fit
  }

  // MARK: - Coordinates

  private func within(_ value: Double, _ index: Int) -> Double {
    min(max(value, limits[index].lowerBound), limits[index].upperBound)
  }

  private func coded(_ point: [Double]) -> [Double] {
    point.indices.map { index in
      let width = limits[index].upperBound - limits[index].lowerBound
      return width > 0 ? (point[index] - limits[index].lowerBound) / width : 0.5
    }
  }

  /// The point nearest to another that one change may reach.
  private func nearest(to point: [Double], from present: [Double]) -> [Double] {
    point.indices.map {
      min(max(point[$0], present[$0] - steps[$0]), present[$0] + steps[$0])
    }
  }
}
