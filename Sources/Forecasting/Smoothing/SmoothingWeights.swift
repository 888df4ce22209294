import SpecialFunctions

/// The smoothing parameters α, β, γ, φ, within 0 < β < α < 1, γ < 1 - α, 0.8 < φ < 0.98.
///
/// Searches move in numbers without bounds; each weight is a logistic share of its range.
struct SmoothingWeights: Hashable, Sendable {
  var alpha = 0.5
  var beta = 0.0
  var gamma = 0.0
  var phi = 1.0

  static let edge = 1e-4
  static let damping = 0.8...0.98

  /// 1 / (1 + e^-x).
  static func logistic(_ x: Double) -> Double { 1 / (1 + Reproducible.exp(-x)) }

  /// The x whose logistic share it is.
  static func logit(_ share: Double) -> Double {
    let inside = min(max(share, 1e-6), 1 - 1e-6)
    return Reproducible.log(inside / (1 - inside))
  }

  /// The weights that stand at the head of a point of the search.
  init(_ point: [Double], _ form: SmoothingForm) {
    let edge = SmoothingWeights.edge
    var next = 0
    func share() -> Double {
      next += 1
      return SmoothingWeights.logistic(point[next - 1])
    }
    alpha = edge + (1 - 2 * edge) * share()
    if form.trend != .none { beta = edge * alpha + (1 - edge) * alpha * share() }
    if form.season != .none { gamma = (1 - alpha) * (edge + (1 - 2 * edge) * share()) }
    if form.trend == .damped {
      let range = SmoothingWeights.damping
      phi = range.lowerBound + (range.upperBound - range.lowerBound) * share()
    }
  }

  init(alpha: Double, beta: Double, gamma: Double, phi: Double) {
    self.alpha = alpha
    self.beta = beta
    self.gamma = gamma
    self.phi = phi
  }

  /// The point of the search for these weights.
  func point(_ form: SmoothingForm) -> [Double] {
    let edge = SmoothingWeights.edge
    var point = [SmoothingWeights.logit((alpha - edge) / (1 - 2 * edge))]
    if form.trend != .none {
      point.append(SmoothingWeights.logit((beta / alpha - edge) / (1 - edge)))
    }
    if form.season != .none {
      point.append(SmoothingWeights.logit((gamma / (1 - alpha) - edge) / (1 - 2 * edge)))
    }
    if form.trend == .damped {
      let range = SmoothingWeights.damping
      point.append(
        SmoothingWeights.logit((phi - range.lowerBound) / (range.upperBound - range.lowerBound)))
    }
    return point
  }

  /// The slope by the numbers of the search, from the slopes by the weights.
  func pullBack(
    _ slopes: SmoothingWeights, _ point: [Double], _ form: SmoothingForm, into slope: inout [Double]
  ) {
    let edge = SmoothingWeights.edge
    var next = 0
    func steep() -> Double {
      let share = SmoothingWeights.logistic(point[next])
      return share * (1 - share)
    }
    var byAlpha = slopes.alpha
    if form.trend != .none { byAlpha += slopes.beta * beta / alpha }
    if form.season != .none { byAlpha -= slopes.gamma * gamma / (1 - alpha) }
    slope[0] = byAlpha * (1 - 2 * edge) * steep()
    next = 1
    if form.trend != .none {
      slope[next] = slopes.beta * (1 - edge) * alpha * steep()
      next += 1
    }
    if form.season != .none {
      slope[next] = slopes.gamma * (1 - alpha) * (1 - 2 * edge) * steep()
      next += 1
    }
    if form.trend == .damped {
      let range = SmoothingWeights.damping
      slope[next] = slopes.phi * (range.upperBound - range.lowerBound) * steep()
    }
  }
}
