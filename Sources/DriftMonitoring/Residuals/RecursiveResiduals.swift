import SpecialFunctions

/// What each observation adds to what those before it foretell, in standard deviations.
///
///     x_t = c + φ₁ x_{t-1} + … + φ_p x_{t-p} + e_t
///     w_t = (x_t - x̂_t) / (s_{t-1} √(1 + f' P f))
///
/// Coefficients c, φ and the standard deviation s are those of least squares from all observations before t, taken
/// up one by one. Without autoregression the w of normal observations are independent, each with Student's t
/// distribution exactly; they are given as normal scores (Wallace's approximation). So neither the mean, nor the standard
/// deviation, nor the autocorrelation need be known, and their uncertainty is already in the scale: limits need
/// not be widened by hand.
///
/// Source: R. L. Brown, J. Durbin, J. M. Evans, "Techniques for testing the constancy of regression relationships over
/// time", *Journal of the Royal Statistical Society* B 37, 1975, 149–192, equations 2–5; D. L. Wallace, "Bounds on normal
/// approximations to Student's and the chi-square distributions", *Annals of Mathematical Statistics* 30, 1959, 1121–1130.
struct RecursiveResiduals: Hashable, Sendable {
  /// How many earlier observations each is foretold from.
  let order: Int
  /// What is taken off each observation before all else, so that digits are kept.
  private let center: Double
  /// What each observation is divided by then.
  private let scale: Double
  /// c, φ₁ … φ_p, for centered and scaled observations.
  private var coefficients: [Double]
  /// 1 and the latest observations, the newest first.
  private var regressors: [Double]
  /// The inverse of the regressors' cross products, row by row.
  private var inverse: [Double]
  private var gain: [Double]
  private var squares = 0.0
  private var seen = 0
  private var learned = 0

  /// Residuals farther out teach the model only as much as these: a spike must not become usual.
  private static let farthestLesson = 6.0
  /// The spread of what seems constant, against the scale.
  private static let leastSpread = 1e-9

  /// Creates residuals that have learned nothing.
  ///
  /// - Parameters:
  ///   - order: The order p; 0 for none.
  ///   - center: A value among the observations.
  ///   - scale: About their standard deviation; > 0.
  init(order: Int, center: Double, scale: Double) {
    self.order = order
    self.center = center
    self.scale = scale
    let width = order + 1
    coefficients = [Double](repeating: 0, count: width)
    regressors = [Double](repeating: 0, count: width)
    regressors[0] = 1
    gain = [Double](repeating: 0, count: width)
    inverse = [Double](repeating: 0, count: width * width)
    // So little is known at first that a coefficient of 100 would not surprise.
    for i in 0..<width { inverse[i * width + i] = 1e4 }
  }

  /// The standard deviation of what is not foretold, in the unit of the observations.
  var deviation: Double {
    scale * (squares / Double(max(1, learned - coefficients.count))).squareRoot()
  }

  /// How far the mean of the observations moves when that of the residuals moves by one of their standard deviations.
  var gainOfShift: Double {
    let sum = coefficients.dropFirst().reduce(0, +)
    return deviation / max(0.01, 1 - sum)
  }

  /// The residual of an observation as normal score.
  ///
  /// - Parameters:
  ///   - observation: The next observation.
  ///   - isLearning: Whether the model learns from it.
  /// - Returns: The score; `nil` until there are degrees of freedom, and where a constant goes on as it was.
  mutating func next(_ observation: Double, isLearning: Bool = true) -> Double? {
    let value = (observation - center) / scale
    defer { remember(value) }
    guard seen >= order else { return nil }
    let width = coefficients.count
    var leverage = 0.0
    var expected = 0.0
    for i in 0..<width {
      var sum = 0.0
      for j in 0..<width { sum += inverse[i * width + j] * regressors[j] }
      gain[i] = sum
      leverage += sum * regressors[i]
      expected += coefficients[i] * regressors[i]
    }
    let freedom = Double(learned - width)
    var residual = (value - expected) / (1 + leverage).squareRoot()
    var score: Double?
    if freedom > 0 {
      let spread = max((squares / freedom).squareRoot(), RecursiveResiduals.leastSpread)
      if spread == RecursiveResiduals.leastSpread, abs(residual) <= spread { return nil }
      let student = residual / spread
      score = RecursiveResiduals.normalScore(student, freedom: freedom)
      let farthest = RecursiveResiduals.farthestLesson * spread
      if freedom > 20 { residual = min(max(residual, -farthest), farthest) }
    }
    if isLearning { learn(residual, leverage: leverage) }
    return score
  }

  private mutating func learn(_ residual: Double, leverage: Double) {
    let width = coefficients.count
    let step = residual / (1 + leverage).squareRoot()
    for i in 0..<width {
      coefficients[i] += gain[i] * step
      for j in 0...i {
        let value = inverse[i * width + j] - gain[i] * gain[j] / (1 + leverage)
        inverse[i * width + j] = value
        inverse[j * width + i] = value
      }
    }
    // The first ones only fix the coefficients.
    if learned >= width { squares += residual * residual }
    learned += 1
  }

  private mutating func remember(_ value: Double) {
    seen += 1
    guard order > 0 else { return }
    for place in stride(from: order, to: 1, by: -1) { regressors[place] = regressors[place - 1] }
    regressors[1] = value
  }

  /// The normal number that is exceeded as rarely as one of Student's t distribution.
  static func normalScore(_ student: Double, freedom: Double) -> Double {
    let ratio = student * student / freedom
    guard ratio < 1e12 else { return student < 0 ? -40 : 40 }
    // Below 1e-9 the logarithm is its argument to all digits that matter.
    let squared = ratio < 1e-9 ? student * student : freedom * Reproducible.log(1 + ratio)
    let score = (8 * freedom + 1) / (8 * freedom + 3) * squared.squareRoot()
    return student < 0 ? -score : score
  }
}
