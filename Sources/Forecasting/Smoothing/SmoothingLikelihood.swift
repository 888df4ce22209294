import SpecialFunctions

/// How unlikely a series is under a form of exponential smoothing, as a function of weights and initial states.
///
///     -2 log L = n ln Σ e_t²                                  additive errors
///     -2 log L = n ln Σ (e_t / μ_t)² + 2 Σ ln |μ_t|            multiplicative errors
///
/// constants left out. All forms share one recursion: with q = ℓ + φb and the forecast μ of q and the season s,
///
///     ℓ' = q + α e,   b' = φb + β e,   s' = s + γ e            season added, or none
///     ℓ' = q + α e/s, b' = φb + β e/s, s' = s + γ e/q          season multiplied
///
/// The slope follows from the same recursion backwards (the adjoint), for about twice its cost, whatever the
/// number of parameters.
///
/// Source: Hyndman et al. (2008), ch. 2 and 5 (``SmoothingForm``).
struct SmoothingLikelihood: SmoothFunction {
  let form: SmoothingForm
  let period: Int
  /// The values, divided by their mean size, so that states are about 1.
  let values: [Double]
  /// k of the prior (1 - β/α)^k, which doubts slopes that turn quickly; 0 for none.
  let slopePrior: Double
  private let firstState: Int
  private(set) var weights = SmoothingWeights(alpha: 0.5, beta: 0, gamma: 0, phi: 1)
  private var point: [Double] = []
  private var trace: SmoothingTrace
  private(set) var level = 0.0
  private(set) var slope = 0.0
  /// Σ e² or Σ (e/μ)².
  private(set) var squares = 0.0
  /// -2 log L, without what the prior adds.
  private(set) var deviance = 0.0

  init(_ values: [Double], _ form: SmoothingForm, period: Int, slopePrior: Double = 0) {
    self.slopePrior = slopePrior
    self.form = form
    self.period = period
    self.values = values
    firstState =
      1 + (form.trend == .none ? 0 : 1) + (form.season == .none ? 0 : 1)
      + (form.trend == .damped ? 1 : 0)
    trace = SmoothingTrace(count: values.count, period: form.season == .none ? 1 : period)
  }

  /// The seasonal states after the last value, the next place of the season first.
  var lastSeasons: [Double] {
    guard form.season != .none else { return [] }
    let first = values.count % period
    return (0..<period).map { trace.seasons[(first + $0) % period] }
  }

  /// Errors, as they enter: e, or e/μ; only after ``value(at:)``.
  var residuals: [Double] {
    guard form.error == .multiplicative else { return trace.errors }
    return values.indices.map { trace.errors[$0] / (values[$0] - trace.errors[$0]) }
  }

  mutating func value(at point: [Double]) -> Double {
    self.point = point
    weights = SmoothingWeights(point, form)
    var place = firstState
    level = point[place]
    place += 1
    slope = 0
    if form.trend != .none {
      slope = point[place]
      place += 1
    }
    if form.season != .none {
      var rest = form.season == .additive ? 0.0 : Double(period)
      for phase in 0..<period - 1 {
        trace.seasons[phase] = point[place + phase]
        rest -= trace.seasons[phase]
      }
      trace.seasons[period - 1] = rest
    }
    let logarithms: Double?
    switch form.season {
    case .none: logarithms = trace.runWithout(values, form, weights, &level, &slope, &squares)
    case .additive: logarithms = trace.runAdditive(values, form, weights, &level, &slope, &squares)
    case .multiplicative:
      logarithms = trace.runMultiplicative(values, weights, &level, &slope, &squares)
    }
    guard let logarithms, squares.isFinite else { return .infinity }
    let n = Double(values.count)
    deviance = n * Reproducible.log(max(squares, 1e-300)) + 2 * logarithms
    guard slopePrior > 0, form.trend != .none else { return deviance }
    let rest = 1 - SmoothingWeights.logistic(point[1])
    return deviance - 2 * slopePrior * Reproducible.log(max(rest, 1e-300))
  }

  mutating func slope(into slope: inout [Double]) {
    var slopes = SmoothingWeights(alpha: 0, beta: 0, gamma: 0, phi: 0)
    let (byLevel, bySlope) =
      form.season == .multiplicative
      ? trace.backMultiplicative(values, weights, squares, &slopes)
      : trace.backAdditive(values, form, weights, squares, &slopes)
    weights.pullBack(slopes, point, form, into: &slope)
    if slopePrior > 0, form.trend != .none {
      slope[1] += 2 * slopePrior * SmoothingWeights.logistic(point[1])
    }
    var place = firstState
    slope[place] = byLevel
    place += 1
    if form.trend != .none {
      slope[place] = bySlope
      place += 1
    }
    if form.season != .none {
      // The last season is what the others leave over.
      for phase in 0..<period - 1 {
        slope[place + phase] = trace.pull[phase] - trace.pull[period - 1]
      }
    }
  }
}
