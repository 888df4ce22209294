import SignalFeatures
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@Suite("Features of readings")
struct StreamingTests {
  /// The same from its definition, over an array.
  struct Naive {
    var mean, deviation, slope, least, greatest, duration: Double

    init(_ values: ArraySlice<Double>, _ times: ArraySlice<Double>) {
      let count = Double(values.count)
      mean = values.reduce(0, +) / count
      let meanTime = times.reduce(0, +) / count
      var (squares, timeSquares, products) = (0.0, 0.0, 0.0)
      for (value, time) in zip(values, times) {
        squares += (value - mean) * (value - mean)
        timeSquares += (time - meanTime) * (time - meanTime)
        products += (value - mean) * (time - meanTime)
      }
      deviation = count < 2 ? .nan : (squares / (count - 1)).squareRoot()
      slope = timeSquares > 0 ? products / timeSquares : .nan
      least = values.min() ?? .nan
      greatest = values.max() ?? .nan
      duration = (times.last ?? .nan) - (times.first ?? .nan)
    }
  }

  /// Compares up to rounding; NaN is equal to NaN.
  func expectEqual(_ value: Double, _ other: Double, within tolerance: Double, _ place: Int) {
    #expect(value.isNaN == other.isNaN && !(abs(value - other) > tolerance), "reading \(place)")
  }

  func expectEqual(_ summary: WindowSummary, _ naive: Naive, _ place: Int) {
    let size = max(abs(naive.greatest), abs(naive.least))
    let spread = naive.greatest - naive.least
    // n roundings each, n ≤ 1,000, of which few go the same way.
    expectEqual(summary.mean, naive.mean, within: 1e-14 * size, place)
    expectEqual(summary.deviation, naive.deviation, within: 1e-13 * spread + 1e-15 * size, place)
    // Times near 10^6 s have digits to 1.2e-10 s; their means are a few of these off.
    let slope = (1e-14 * size + spread * 1e-9 / naive.duration) / naive.duration
    expectEqual(summary.slope, naive.slope, within: slope, place)
    #expect(summary.least == naive.least && summary.greatest == naive.greatest)
  }

  @Test(
    "Windows know what a walk over their readings finds", .tags(.law),
    arguments: [1, 2, 3, 7, 64, 1_000])
  func windows(length: Int) {
    var draws = Draws("window", ordinal: length)
    var window = RollingWindow(length: length)
    var (values, times) = ([Double](), [Double]())
    var time = 1e6
    for place in 0..<3_500 {
      time += 10 * draws.exponential()
      // Numbers with a large mean, and now and then a value far off.
      let value = Double(Float(1_000 + draws.normal() + (draws.chance(0.01) ? 1e6 : 0)))
      values.append(value)
      times.append(time)
      window.append(value, at: time)
      let first = max(0, values.count - length)
      #expect(window.summary.count == values.count - first)
      expectEqual(window.summary, Naive(values[first...], times[first...]), place)
    }
  }

  @Test("After ten million readings a window is as exact as at first", .tags(.law))
  func longRun() {
    var draws = SplitMix(seed: 5)
    let length = 100
    var window = RollingWindow(length: length)
    var (values, times) = ([Double](), [Double]())
    let count = 10_000_000
    for place in 0..<count {
      // A sentinel of 10^9 in the first part must leave no trace.
      let value = place == 5_000_050 ? 1e9 : Double(Float(300 + draws.fraction()))
      let time = Double(place) * 10
      window.append(value, at: time)
      if place >= count - length {
        values.append(value)
        times.append(time)
      }
      if place == 5_000_200 { #expect(window.summary.greatest < 302) }
    }
    expectEqual(window.summary, Naive(values[...], times[...]), count)
  }

  @Test("Equal readings have no deviation and no slope, whatever the rounding", .tags(.exact))
  func constant() {
    var window = RollingWindow(length: 10)
    for step in 0..<95 {
      window.append(0.1, at: 0.1 * Double(step))
      #expect(window.summary.mean == 0.1)
      #expect(step < 1 || window.summary.deviation == 0 && window.summary.slope == 0)
    }
  }

  @Test("The exponential mean forgets with its time constant, at any intervals", .tags(.exact))
  func exponentialMean() {
    var draws = Draws("exponential mean")
    var mean = ExponentialMean(timeConstant: 30)
    #expect(mean.value.isNaN)
    mean.add(10, at: 100)
    #expect(mean.value == 10)
    var time = 100.0
    for _ in 0..<100 {
      time += 5 * draws.exponential()
      mean.add(50, at: time)
      let expected = 50 - 40 * Reproducible.exp(-(time - 100) / 30)
      #expect(abs(mean.value - expected) < 300 * 50.0.ulp)
    }
    let before = mean.value
    mean.add(1_000, at: time - 1)
    #expect(mean.value == before)
  }

  @Test("A baseline is the mean and the deviation of the first readings", .tags(.exact))
  func baseline() {
    var baseline = HealthyBaseline(readings: 4)
    for reading in [2.0, 4, 6] {
      baseline.add(reading)
      #expect(baseline.mean.isNaN && baseline.score(7).isNaN)
    }
    for reading in [8.0, 100, 200] { baseline.add(reading) }
    // Mean 5, sum of squares 20.
    #expect(baseline.mean == 5 && baseline.deviation == (20.0 / 3).squareRoot())
    #expect(baseline.difference(9) == 4)
    #expect(baseline.score(9) == 4 / (20.0 / 3).squareRoot())
    var coarse = HealthyBaseline(readings: 2, leastDeviation: 0.5)
    coarse.add(3)
    coarse.add(3)
    #expect(coarse.score(4) == 2)
  }
}
