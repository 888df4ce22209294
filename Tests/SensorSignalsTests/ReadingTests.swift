import EventKernel
import SensorSignals
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@Suite("Readings")
struct ReadingTests {
  static func stream(_ purpose: String, ordinal: UInt64 = 0) -> RandomStream {
    RandomStream(
      StreamKey(seed: 20_260_301, replication: 0, path: "tests", purpose: purpose),
      ordinal: ordinal)
  }

  @Test("A step is followed as 1 - e^(-t/τ), however the time is cut", .tags(.exact))
  func stepResponse() {
    var draws = Draws("lag")
    let timeConstant = 90.0
    var lag = FirstOrderLag(restingAt: 20)
    lag.jump(to: 80)
    var time = 0.0
    for _ in 0..<200 {
      let interval = 20 * draws.exponential()
      lag.hold(for: interval, timeConstant: timeConstant)
      time += interval
      let expected = 80 - 60 * Reproducible.exp(-time / timeConstant)
      // Each of up to 200 steps rounds a number below 80 some three times.
      #expect(abs(lag.output - expected) < 200 * 3 * 80.0.ulp)
    }
  }

  @Test(
    "A ramp is followed at its exact distance", .tags(.exact), arguments: [1e-3, 1, 50, 1e5, 1e9])
  func rampResponse(interval: Double) {
    let (timeConstant, slope) = (40.0, 0.25)
    var lag = FirstOrderLag(restingAt: 5)
    for step in 1...50 {
      let time = Double(step) * interval
      lag.ramp(to: 5 + slope * time, over: interval, timeConstant: timeConstant)
      // y = u - k τ (1 - e^(-t/τ))
      let behind = -slope * timeConstant * Reproducible.expMinusOne(-time / timeConstant)
      let expected = 5 + slope * time - behind
      #expect(abs(lag.output - expected) < 200 * max(expected, 10).ulp)
    }
  }

  @Test("Without a time constant nothing lags, and a jump takes no time", .tags(.exact))
  func noLag() {
    var lag = FirstOrderLag(restingAt: 1)
    lag.ramp(to: 7, over: 10, timeConstant: 0)
    #expect(lag.output == 7)
    lag.ramp(to: 9, over: 0, timeConstant: 5)
    #expect(lag.output == 7 && lag.input == 9)
    lag.ramp(to: 3, over: 0, timeConstant: 0)
    #expect(lag.output == 3)
  }

  @Test(
    "Noise has its deviation and e^(-Δ/τ) between readings at irregular times", .tags(.statistical),
    arguments: [0.0, 5, 60, 1_000])
  func noise(correlationTime: Double) {
    var stream = Self.stream("noise", ordinal: UInt64(correlationTime))
    var draws = Draws("intervals", ordinal: Int(correlationTime))
    let deviation = 2.5
    let starts = 40_000
    var (squares, fourths, errors, errorSquares) = (0.0, 0.0, 0.0, 0.0)
    for _ in 0..<starts {
      var noise = CorrelatedNoise(deviation: deviation, using: &stream)
      // The product of neighbours less what it should be on the average, over the variance.
      let first = noise.value
      let interval = 30 * draws.exponential()
      noise.advance(
        by: interval, deviation: deviation, correlationTime: correlationTime, using: &stream)
      let correlation = correlationTime > 0 ? Reproducible.exp(-interval / correlationTime) : 0
      let error = first * noise.value / (deviation * deviation) - correlation
      errors += error
      errorSquares += error * error
      // After three more steps the deviation must still be the same.
      for _ in 0..<3 {
        noise.advance(
          by: 30 * draws.exponential(), deviation: deviation, correlationTime: correlationTime,
          using: &stream)
      }
      let square = noise.value * noise.value / (deviation * deviation)
      squares += square
      fourths += square * square
    }
    let count = Double(starts)
    // 4 standard errors of a mean, as found in the sample.
    let correlationError = (errorSquares / count / count).squareRoot()
    #expect(abs(errors / count) < 4 * correlationError)
    let squareError = ((fourths / count - 1) / count).squareRoot()
    #expect(abs(squares / count - 1) < 4 * squareError)
  }

  @Test("A long path at equal intervals is AR(1)", .tags(.statistical))
  func autoregression() {
    var stream = Self.stream("path")
    var noise = CorrelatedNoise(deviation: 1, using: &stream)
    let count = 400_000
    let path = (0..<count).map { _ in
      noise.advance(by: 1, deviation: 1, correlationTime: 2, using: &stream)
      return noise.value
    }
    for lag in [1, 2, 5] {
      var sum = 0.0
      for place in lag..<count { sum += path[place] * path[place - lag] }
      let found = sum / Double(count - lag)
      // Bartlett: the variance of such a mean is below (1 + ρ²)/(1 - ρ²) · (1 + ...) < 5/n here.
      #expect(
        abs(found - Reproducible.exp(-Double(lag) / 2)) < 4 * (5 / Double(count)).squareRoot())
    }
  }

  @Test("Shown values are whole multiples within half a step, then clipped", .tags(.law))
  func digits() throws {
    var draws = Draws("digits")
    for resolution in [0.1, 0.25, 1, 7.5] {
      let digitizer = try Digitizer(resolution: resolution, lowest: -30, highest: 60)
      for _ in 0..<10_000 {
        let value = 40 * draws.normal()
        let (shown, isClipped) = digitizer.shown(value)
        let steps = (shown / resolution).rounded()
        #expect(steps * resolution == shown || isClipped)
        #expect(isClipped || abs(shown - value) <= resolution / 2 * (1 + 1e-12))
        #expect(shown >= -30 && shown <= 60)
        #expect(isClipped == (shown != steps * resolution || abs(shown - value) > resolution / 2))
      }
    }
    #expect(try Digitizer(resolution: 2).shown(3).value == 4)
    #expect(try Digitizer(resolution: 2).shown(5).value == 4)
    #expect(try Digitizer().shown(0.123).value == 0.123)
  }

  @Test("A chain lags, adds noise, rounds and clips", .tags(.exact))
  func chain() throws {
    let digitizer = try Digitizer(resolution: 0.5, lowest: 0, highest: 50)
    let chain = try SensorChain(timeConstant: 60, digitizer: digitizer)
    var stream = Self.stream("chain")
    var state = SensorState(truth: 20, at: 0)
    chain.truthJumps(from: 20, to: 40, at: 100, state: &state)
    // 40 - 20 e^-1 = 32.64
    #expect(chain.reading(of: 40, at: 160, state: &state, using: &stream) == 32.5)
    #expect(chain.reading(of: 80, at: 1_000_000, state: &state, using: &stream) == 50)
    #expect(abs(state.lagged - (80 - 40 / 999_840.0 * 60)) < 1e-12)
  }

  @Test("Readings ask for no memory", .tags(.exact))
  func memory() throws {
    let chain = try SensorChain(
      timeConstant: 60, noise: 1, correlationTime: 10, digitizer: Digitizer(resolution: 0.1))
    let faults = [
      try SensorFault(.drift(rate: 1e-3), from: 100),
      try SensorFault(.spikes(probability: 0.1, size: 9), from: 100),
    ]
    var (stream, faultStream) = (Self.stream("memory"), Self.stream("faults"))
    var state = SensorState(truth: 20, at: 0)
    var sum = 0.0
    let count = allocations {
      for step in 1...1_000 {
        sum +=
          chain.reading(
            of: 20, at: Double(step), faults: faults.span, state: &state, using: &stream,
            faultStream: &faultStream
          ).value
      }
    }
    #expect((count ?? 0) == 0)
    #expect(sum > 0)
  }

  @Test("What a sensor cannot be is said", .tags(.failure))
  func problems() throws {
    #expect(
      throws: SignalProblem(
        "a sensor's range is from 5.0 to 5.0; it must end above where it begins")
    ) {
      try Digitizer(lowest: 5, highest: 5)
    }
    #expect(throws: SignalProblem("the resolution of a sensor is -1.0; it must be finite and ≥ 0"))
    {
      try Digitizer(resolution: -1)
    }
    let digitizer = try Digitizer()
    #expect(
      throws: SignalProblem("the time constant of a sensor is inf; it must be finite and ≥ 0")
    ) {
      try SensorChain(timeConstant: .infinity, digitizer: digitizer)
    }
    #expect(throws: SignalProblem("the noise of a sensor is nan; it must be finite and ≥ 0")) {
      try SensorChain(noise: .nan, digitizer: digitizer)
    }
  }
}
