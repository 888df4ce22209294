import MaintenanceTheory
import RandomVariates
import SpecialFunctions
import TestDraws
import TestSupport
import Testing

@Suite("Virtual age")
struct VirtualAgeTests {
  // MARK: - The first kind

  @Test("Without memory of the past each failure is a renewal", .tags(.law))
  func renewal() throws {
    for shape in [1.5, 2, 3.2] {
      let machine = try KijimaTypeOne(shape: shape, scale: 10, keptAge: 0)
      for time in [2.0, 9, 25] {
        let renewals = try RenewalFunction(of: Distribution(.weibull(shape: shape, scale: 10)))
          .renewals(by: time)
        #expect(relativeError(machine.failures(by: time), renewals) < 1e-9)
      }
    }
  }

  @Test(
    "With all memory each repair is minimal, and with a constant hazard it is no matter",
    .tags(.law))
  func minimal() throws {
    let minimal = try KijimaTypeOne(shape: 2, scale: 10, keptAge: 1)
    #expect(relativeError(minimal.failures(by: 40), 16) < 1e-14)
    let nearly = try KijimaTypeOne(shape: 2, scale: 10, keptAge: 1 - 1e-9)
    // Not a special case of the code: the equation is solved.
    #expect(relativeError(nearly.failures(by: 40), 16) < 1e-7)
    let even = try KijimaTypeOne(shape: 1, scale: 10, keptAge: 0.5)
    #expect(relativeError(even.failures(by: 40), 4) < 1e-14)
    let hardly = try KijimaTypeOne(shape: 1 + 1e-9, scale: 10, keptAge: 0.5)
    #expect(relativeError(hardly.failures(by: 40), 4) < 1e-7)
  }

  @Test("The more age is kept, the more often a machine that wears fails", .tags(.law))
  func monotone() throws {
    let failures = try [0, 0.2, 0.4, 0.6, 0.8, 1].map {
      try KijimaTypeOne(shape: 2.3, scale: 10, keptAge: $0).failures(by: 30)
    }
    #expect(zip(failures, failures.dropFirst()).allSatisfy { $0 < $1 })
    let better = try [0, 0.5, 1].map {
      try KijimaTypeOne(shape: 0.7, scale: 10, keptAge: $0).failures(by: 30)
    }
    #expect(zip(better, better.dropFirst()).allSatisfy { $0 > $1 })
  }

  /// The next failure comes when the hazard has grown by an exponential number.
  ///
  /// At the age v + x with H(v + x) = H(v) + E; 60,000 machines.
  @Test(
    "Simulated machines fail as often", .tags(.statistical), arguments: [(1.7, 0.4), (0.8, 0.6)])
  func simulation(shape: Double, kept: Double) throws {
    let machine = try KijimaTypeOne(shape: shape, scale: 10, keptAge: kept)
    var draws = Draws("virtual age", ordinal: Int(10 * shape))
    var counts: [Double] = []
    for _ in 0..<60_000 {
      var (time, count) = (0.0, 0.0)
      while true {
        let age = kept * time
        let hazard = (age / 10).raised(to: shape) + draws.exponential()
        time += 10 * hazard.raised(to: 1 / shape) - age
        if time > 30 { break }
        count += 1
      }
      counts.append(count)
    }
    let sample = SampleMean(counts)
    #expect(abs(sample.mean - machine.failures(by: 30)) < 4 * sample.standardError)
    #expect(sample.standardError < 0.005 * sample.mean)
  }

  /// The intensity φ(t) = f(t) + ∫₀ᵗ φ(s) f(t - s | q s) ds by trapezoids, and its integral.
  ///
  /// With a whole shape all is smooth, so that the error is a series in the square of the step: grids of
  /// 200, 400 and 800 steps take its first two terms away.
  static func failuresByIntensity(shape: Double, kept: Double, by time: Double) -> Double {
    func hazard(_ t: Double) -> Double { (t / 10).raised(to: shape) }
    func density(_ x: Double, at age: Double) -> Double {
      let rate = shape / 10 * ((age + x) / 10).raised(to: shape - 1)
      return rate * (hazard(age) - hazard(age + x)).exponential
    }
    func trapezoids(_ count: Int) -> Double {
      let step = time / Double(count)
      var intensity = [density(0, at: 0)]
      for end in 1...count {
        let now = step * Double(end)
        var sum = density(now, at: 0) + step / 2 * intensity[0] * density(now, at: 0)
        for index in 1..<end {
          let past = step * Double(index)
          sum += step * intensity[index] * density(now - past, at: kept * past)
        }
        intensity.append(sum / (1 - step / 2 * density(0, at: kept * now)))
      }
      return step * (intensity.reduce(0, +) - (intensity[0] + intensity[count]) / 2)
    }
    let (coarse, middle, fine) = (trapezoids(200), trapezoids(400), trapezoids(800))
    let (first, second) = ((4 * middle - coarse) / 3, (4 * fine - middle) / 3)
    return (16 * second - first) / 15
  }

  @Test("The failures are the integral of their intensity", .tags(.exact))
  func intensity() throws {
    for (shape, kept) in [(2.0, 0.3), (3, 0.6), (2, 0.9)] {
      let (failures, error) = try KijimaTypeOne(shape: shape, scale: 10, keptAge: kept)
        .estimate(by: 25)
      let expected = VirtualAgeTests.failuresByIntensity(shape: shape, kept: kept, by: 25)
      #expect(relativeError(failures, expected) < 1e-8, "\(shape) \(kept)")
      #expect(error < 1e-8 * failures, "\(shape) \(kept)")
    }
  }

  @Test("Costs count replacements and repairs", .tags(.exact))
  func costs() throws {
    let machine = try KijimaTypeOne(shape: 2, scale: 10, keptAge: 1)
    #expect(
      relativeError(machine.costRate(every: 20, replacement: 40, repair: 10), 4) < 1e-14)
  }

  // MARK: - The second kind

  @Test("Without memory or with a constant hazard the mean is known", .tags(.exact))
  func secondLimits() throws {
    let renewed = try KijimaTypeTwo(shape: 2, scale: 10, keptAge: 0)
    let mean = 10 * logGamma(1.5).exponential
    #expect(relativeError(renewed.meanTimeBetweenFailures, mean) < 1e-14)
    #expect(renewed.meanVirtualAgeAfterRepair == 0)
    for kept in [0.1, 0.5, 0.95] {
      let even = try KijimaTypeTwo(shape: 1, scale: 10, keptAge: kept)
      #expect(relativeError(even.failuresPerTime, 0.1) < 1e-13)
      #expect(relativeError(even.meanVirtualAgeAfterRepair, 10 * kept / (1 - kept)) < 1e-12)
    }
  }

  /// Y = Σ r^k E_k is a sum of exponential numbers of different rates: its density is
  /// Σ c_k r^(-k) e^(-y/r^k), c_k = Π_{j≠k} 1/(1 - r^(j-k)), so that E Y^s = Γ(1 + s) Σ c_k r^(ks).
  @Test("The moment is that of a sum of exponential numbers", .tags(.exact))
  func hypoexponential() throws {
    for (shape, kept) in [(2.0, 0.5), (1.5, 0.3), (3, 0.7)] {
      let ratio = kept.raised(to: shape)
      var sum = 0.0
      for k in 0..<25 {
        var factor = 1.0
        for j in 0..<60 where j != k {
          factor /= 1 - ratio.raised(to: Double(j - k))
        }
        sum += factor * kept.raised(to: Double(k))
      }
      let expected = 10 * logGamma(1 + 1 / shape).exponential * sum
      let machine = try KijimaTypeTwo(shape: shape, scale: 10, keptAge: kept)
      // With r up to 0.35 the terms are up to 3 and alternate.
      #expect(relativeError(machine.meanVirtualAgeAtFailure, expected) < 1e-13)
    }
  }

  /// 200 machines over 1,000 failures after 50 that are forgotten by then: 0.8^50 = 1e-5.
  @Test("Simulated machines fail as often in the long run", .tags(.statistical))
  func secondSimulation() throws {
    let machine = try KijimaTypeTwo(shape: 2.5, scale: 10, keptAge: 0.8)
    var draws = Draws("virtual age of the second kind")
    var (times, ages): ([Double], [Double]) = ([], [])
    for _ in 0..<200 {
      var (age, time, kept) = (0.0, 0.0, 0.0)
      for failure in 0..<1050 {
        let hazard = (age / 10).raised(to: 2.5) + draws.exponential()
        let atFailure = 10 * hazard.raised(to: 0.4)
        let waited = atFailure - age
        age = 0.8 * atFailure
        if failure >= 50 {
          time += waited
          kept += age
        }
      }
      times.append(time / 1000)
      ages.append(kept / 1000)
    }
    for (values, expected) in [
      (times, machine.meanTimeBetweenFailures), (ages, machine.meanVirtualAgeAfterRepair),
    ] {
      let sample = SampleMean(values)
      #expect(abs(sample.mean - expected) < 4 * sample.standardError)
      #expect(sample.standardError < 0.005 * expected)
    }
  }

  @Test("A machine that ages without end is refused", .tags(.failure))
  func mistakes() {
    #expect {
      try KijimaTypeTwo(shape: 2, scale: 10, keptAge: 1)
    } throws: {
      "\($0)" == "kept age is 1; it must be from 0 to below 1"
    }
    #expect {
      try KijimaTypeOne(shape: 2, scale: 10, keptAge: 1.5)
    } throws: {
      "\($0)" == "kept age is 1.5; it must be from 0 to 1"
    }
  }
}
