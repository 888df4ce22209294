import SpecialFunctions

/// The passes of exponential smoothing through a series, forth and back, with what they leave behind.
///
/// Both are explained where they are used (``SmoothingLikelihood``).
struct SmoothingTrace {
  let period: Int
  private(set) var errors: [Double]
  private var bases: [Double]
  private var slopesBefore: [Double]
  private var seasonsBefore: [Double]
  /// The states of the season.
  var seasons: [Double]
  /// How much a state of the season before the first value matters.
  private(set) var pull: [Double]

  init(count: Int, period: Int) {
    self.period = period
    errors = [Double](repeating: 0, count: count)
    (bases, slopesBefore, seasonsBefore) = (errors, errors, errors)
    seasons = [Double](repeating: 0, count: period)
    pull = seasons
  }

  /// ln of a product of many numbers, taken once in a while.
  private struct LogarithmOfProduct {
    var product = 1.0
    var sum = 0.0
    mutating func multiply(_ factor: Double) {
      product *= factor
      if product > 1e100 || product < 1e-100 {
        sum += Reproducible.log(product)
        product = 1
      }
    }
    var value: Double { sum + Reproducible.log(product) }
  }

  /// Without a season; `nil` where a forecast is not above zero and has to be.
  mutating func runWithout(
    _ allValues: [Double], _ form: SmoothingForm, _ weights: SmoothingWeights,
    _ lastLevel: inout Double, _ lastSlope: inout Double, _ squares: inout Double
  ) -> Double? {
    var isSound = true
    var errorsArray = [Double]()
    swap(&errorsArray, &self.errors)
    var slopesBeforeArray = [Double]()
    swap(&slopesBeforeArray, &self.slopesBefore)
    let (alpha, beta, phi): (Double, Double, Double) = (weights.alpha, weights.beta, weights.phi)
    let isRelative = form.error == .multiplicative
    var (level, slope) = (lastLevel, lastSlope)
    var total = 0.0
    var product = LogarithmOfProduct()
    var errors = errorsArray.mutableSpan
    var before = slopesBeforeArray.mutableSpan
    let values = allValues.span
    for step in 0..<values.count {
      before[step] = slope
      let forecast = level + phi * slope
      let error = values[step] - forecast
      errors[step] = error
      if isRelative {
        guard forecast > 1e-8 else {
          isSound = false
          break
        }
        let share = error / forecast
        total += share * share
        product.multiply(forecast)
      } else {
        total += error * error
      }
      level = forecast + alpha * error
      slope = phi * slope + beta * error
    }
    swap(&errorsArray, &self.errors)
    swap(&slopesBeforeArray, &self.slopesBefore)
    guard isSound else { return nil }
    (lastLevel, lastSlope, squares) = (level, slope, total)
    return isRelative ? product.value : 0
  }

  /// With an additive season.
  mutating func runAdditive(
    _ allValues: [Double], _ form: SmoothingForm, _ weights: SmoothingWeights,
    _ lastLevel: inout Double, _ lastSlope: inout Double, _ squares: inout Double
  ) -> Double? {
    var isSound = true
    var errorsArray = [Double]()
    swap(&errorsArray, &self.errors)
    var slopesBeforeArray = [Double]()
    swap(&slopesBeforeArray, &self.slopesBefore)
    var seasonsArray = [Double]()
    swap(&seasonsArray, &self.seasons)
    let (alpha, beta, gamma, phi) = (weights.alpha, weights.beta, weights.gamma, weights.phi)
    let isRelative = form.error == .multiplicative
    var (level, slope) = (lastLevel, lastSlope)
    var (total, phase) = (0.0, 0)
    var product = LogarithmOfProduct()
    var errors = errorsArray.mutableSpan
    var before = slopesBeforeArray.mutableSpan
    var seasons = seasonsArray.mutableSpan
    let values = allValues.span
    for step in 0..<values.count {
      before[step] = slope
      let base = level + phi * slope
      let forecast = base + seasons[phase]
      let error = values[step] - forecast
      errors[step] = error
      if isRelative {
        guard forecast > 1e-8 else {
          isSound = false
          break
        }
        let share = error / forecast
        total += share * share
        product.multiply(forecast)
      } else {
        total += error * error
      }
      level = base + alpha * error
      slope = phi * slope + beta * error
      seasons[phase] += gamma * error
      phase = phase + 1 == period ? 0 : phase + 1
    }
    swap(&errorsArray, &self.errors)
    swap(&slopesBeforeArray, &self.slopesBefore)
    swap(&seasonsArray, &self.seasons)
    guard isSound else { return nil }
    (lastLevel, lastSlope, squares) = (level, slope, total)
    return isRelative ? product.value : 0
  }

  /// With a multiplicative season and errors.
  mutating func runMultiplicative(
    _ allValues: [Double], _ weights: SmoothingWeights,
    _ lastLevel: inout Double, _ lastSlope: inout Double, _ squares: inout Double
  ) -> Double? {
    var isSound = true
    var errorsArray = [Double]()
    swap(&errorsArray, &self.errors)
    var basesArray = [Double]()
    swap(&basesArray, &self.bases)
    var slopesBeforeArray = [Double]()
    swap(&slopesBeforeArray, &self.slopesBefore)
    var seasonsBeforeArray = [Double]()
    swap(&seasonsBeforeArray, &self.seasonsBefore)
    var seasonsArray = [Double]()
    swap(&seasonsArray, &self.seasons)
    let (alpha, beta, gamma, phi) = (weights.alpha, weights.beta, weights.gamma, weights.phi)
    var (level, slope) = (lastLevel, lastSlope)
    var (total, phase) = (0.0, 0)
    var product = LogarithmOfProduct()
    var errors = errorsArray.mutableSpan
    var bases = basesArray.mutableSpan
    var before = slopesBeforeArray.mutableSpan
    var seasonsBefore = seasonsBeforeArray.mutableSpan
    var seasons = seasonsArray.mutableSpan
    let values = allValues.span
    for step in 0..<values.count {
      let season = seasons[phase]
      let base = level + phi * slope
      guard season > 1e-4, base > 1e-8 else {
        isSound = false
        break
      }
      before[step] = slope
      bases[step] = base
      seasonsBefore[step] = season
      let forecast = base * season
      let error = values[step] - forecast
      errors[step] = error
      let share = error / forecast
      total += share * share
      product.multiply(forecast)
      let drive = share * base
      level = base + alpha * drive
      slope = phi * slope + beta * drive
      seasons[phase] = season + gamma * share * season
      phase = phase + 1 == period ? 0 : phase + 1
    }
    swap(&errorsArray, &self.errors)
    swap(&basesArray, &self.bases)
    swap(&slopesBeforeArray, &self.slopesBefore)
    swap(&seasonsBeforeArray, &self.seasonsBefore)
    swap(&seasonsArray, &self.seasons)
    guard isSound else { return nil }
    (lastLevel, lastSlope, squares) = (level, slope, total)
    return product.value
  }

  /// The way back of the forms whose parts add up.
  mutating func backAdditive(
    _ allValues: [Double], _ form: SmoothingForm, _ weights: SmoothingWeights,
    _ squares: Double, _ slopes: inout SmoothingWeights
  ) -> (byLevel: Double, bySlope: Double) {
    var pullArray = [Double]()
    swap(&pullArray, &self.pull)
    let (alpha, beta, gamma, phi) = (weights.alpha, weights.beta, weights.gamma, weights.phi)
    let n = allValues.count
    let scale = 2 * Double(n) / squares
    let isRelative = form.error == .multiplicative
    let hasSeason = form.season != .none
    var (byLevel, bySlope) = (0.0, 0.0)
    var (sumAlpha, sumBeta, sumGamma, sumPhi) = (0.0, 0.0, 0.0, 0.0)
    for phase in pullArray.indices { pullArray[phase] = 0 }
    var pull = pullArray.mutableSpan
    let (heldErrors, heldSlopes) = (self.errors, slopesBefore)
    let (errors, before, values) = (heldErrors.span, heldSlopes.span, allValues.span)
    var phase = hasSeason ? (n - 1) % period : 0
    for step in stride(from: n - 1, through: 0, by: -1) {
      let error = errors[step]
      let slopeBefore = before[step]
      let bySeason = pull[phase]
      sumAlpha += byLevel * error
      sumBeta += bySlope * error
      sumGamma += bySeason * error
      sumPhi += bySlope * slopeBefore
      var byError = alpha * byLevel + beta * bySlope + gamma * bySeason
      var byForecast = 0.0
      if isRelative {
        let forecast = values[step] - error
        let share = error / forecast
        byError += scale * share / forecast
        byForecast = (2 - scale * share * share) / forecast
      } else {
        byError += scale * error
      }
      byForecast -= byError
      let byBase = byLevel + byForecast
      sumPhi += byBase * slopeBefore
      bySlope = phi * (bySlope + byBase)
      byLevel = byBase
      if hasSeason {
        pull[phase] = bySeason + byForecast
        phase = phase == 0 ? period - 1 : phase - 1
      }
    }
    swap(&pullArray, &self.pull)
    slopes = SmoothingWeights(alpha: sumAlpha, beta: sumBeta, gamma: sumGamma, phi: sumPhi)
    return (byLevel, bySlope)
  }

  /// The way back with a multiplicative season.
  mutating func backMultiplicative(
    _ allValues: [Double], _ weights: SmoothingWeights, _ squares: Double,
    _ slopes: inout SmoothingWeights
  ) -> (byLevel: Double, bySlope: Double) {
    var pullArray = [Double]()
    swap(&pullArray, &self.pull)
    let (alpha, beta, gamma, phi) = (weights.alpha, weights.beta, weights.gamma, weights.phi)
    let n = allValues.count
    let scale = 2 * Double(n) / squares
    var (byLevel, bySlope) = (0.0, 0.0)
    var (sumAlpha, sumBeta, sumGamma, sumPhi) = (0.0, 0.0, 0.0, 0.0)
    for phase in pullArray.indices { pullArray[phase] = 0 }
    var pull = pullArray.mutableSpan
    let (heldErrors, heldSlopes) = (self.errors, slopesBefore)
    let (heldBases, heldSeasons) = (self.bases, self.seasonsBefore)
    let (errors, before) = (heldErrors.span, heldSlopes.span)
    let (bases, seasonsBefore) = (heldBases.span, heldSeasons.span)
    var phase = (n - 1) % period
    for step in stride(from: n - 1, through: 0, by: -1) {
      let (error, base, season) = (errors[step], bases[step], seasonsBefore[step])
      let slopeBefore = before[step]
      let forecast = base * season
      let share = error / forecast
      let (drive, turn) = (share * base, share * season)
      let bySeason = pull[phase]
      sumAlpha += byLevel * drive
      sumBeta += bySlope * drive
      sumGamma += bySeason * turn
      sumPhi += bySlope * slopeBefore
      // drive = e/s and turn = e/q.
      let byDrive = alpha * byLevel + beta * bySlope
      let byTurn = gamma * bySeason
      let byError = scale * share / forecast + byDrive / season + byTurn / base
      let byForecast = (2 - scale * share * share) / forecast - byError
      let byBase = byLevel + byForecast * season - byTurn * turn / base
      pull[phase] = bySeason + byForecast * base - byDrive * drive / season
      sumPhi += byBase * slopeBefore
      bySlope = phi * (bySlope + byBase)
      byLevel = byBase
      phase = phase == 0 ? period - 1 : phase - 1
    }
    swap(&pullArray, &self.pull)
    slopes = SmoothingWeights(alpha: sumAlpha, beta: sumBeta, gamma: sumGamma, phi: sumPhi)
    return (byLevel, bySlope)
  }
}
