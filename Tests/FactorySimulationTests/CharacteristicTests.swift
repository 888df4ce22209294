import FactoryModel
import FactorySimulation
import ProcessQuality
import RandomVariates
import SimulationStatistics
import SpecialFunctions
import TestSupport
import Testing

/// Measured characteristics against exact answers.
///
/// Counts are judged by 4 standard errors of a binomial share: a correct simulator misses one by chance
/// once in 16,000 checks.
@Suite("Measured characteristics")
struct CharacteristicTests {
  private static let hardness = Distribution(.normal(mean: 60, standardDeviation: 0.6))
  private static func limits(_ lower: Double, _ upper: Double) throws -> SpecificationLimits {
    try SpecificationLimits(lower: lower, upper: upper)
  }

  /// A station that gives every part a hardness in one second, and ones that read it in half a second.
  private func line(
    _ value: Distribution = hardness, limits: SpecificationLimits?, target: Double? = nil,
    gauges: [Gauge] = [Gauge(characteristic: 0)],
    otherwise: Inspection.Disposition = .scrap, parts: Int
  ) -> Factory {
    let temper = Operation(
      name: "temper", station: 0, time: .constant(1), idealTime: 1,
      measures: [CharacteristicValue(characteristic: 0, value: value)])
    let checks = gauges.enumerated().map { index, gauge in
      Operation(
        name: "check_\(index)", station: index + 1, time: .constant(0.5), idealTime: 1,
        inspection: Inspection(reads: [gauge], otherwise: otherwise))
    }
    return Factory(
      name: "shafts", horizon: Double(parts) + 0.5, defects: ["hardness"],
      characteristics: [
        Characteristic(name: "hardness", defect: 0, limits: limits, target: target)
      ],
      product: Product(name: "shaft", release: .saturated, route: [temper] + checks),
      stations: [Station(name: "temper")]
        + gauges.indices.map { Station(name: "check_\($0)") })
  }

  private func expectShare(
    _ count: Int, of total: Int, is probability: Double, _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let share = Double(count) / Double(total)
    let standardError = (probability * (1 - probability) / Double(total)).squareRoot()
    #expect(
      abs(share - probability) < 4 * standardError,
      "\(what): \(share) ± \(standardError), exact \(probability)", sourceLocation: sourceLocation)
    // The run must be long enough for the check to mean something.
    #expect(standardError < 0.03 * probability, sourceLocation: sourceLocation)
  }

  /// The integral of the density of the true value times what `probability` says of it.
  private func expectation(
    from lower: Double, to upper: Double, _ probability: (Double) -> Double
  ) -> Double {
    // Simpson's rule; a step of 1/500 of σ has an error below 1e-12.
    let steps = 8_000
    let width = (upper - lower) / Double(steps)
    var sum = 0.0
    for step in 0...steps {
      let x = lower + width * Double(step)
      let weight = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4 : 2
      sum += weight * StandardNormal.density((x - 60) / 0.6) / 0.6 * probability(x)
    }
    return sum * width / 3
  }

  /// The chance that a reading lies within limits, given the true value.
  private func acceptance(
    _ error: Double, _ lower: Double, _ upper: Double
  ) -> (Double) -> Double {
    { x in
      StandardNormal.cumulative((upper - x) / error)
        - StandardNormal.cumulative((lower - x) / error)
    }
  }

  // MARK: - Values and readings

  @Test(
    "The share outside the limits is the normal tail, and all of it escapes", .tags(.statistical))
  func tail() throws {
    let factory = line(
      limits: try Self.limits(58.8, 61.2), gauges: [], parts: 200_000)
    let account = try account(of: factory, seed: 21)
    let tail = 2 * StandardNormal.survival(2)
    let found = account.characteristics[0]
    #expect(found.values.count == 200_000)
    expectShare(found.outside, of: 200_000, is: tail, "outside")
    #expect(account.line.escaped == found.outside)
    #expect(account.stations[0].good == 200_000 - found.outside)
    // Mean and standard deviation: 4 σ/√n and 4 σ/√(2n).
    #expect(abs(found.values.mean - 60) < 4 * 0.6 / 200_000.0.squareRoot())
    let deviation = try #require(found.values.overallStandardDeviation)
    #expect(abs(deviation - 0.6) < 4 * 0.6 / 400_000.0.squareRoot())
  }

  @Test("A gauge without error rejects those outside its limits and no others", .tags(.exact))
  func exactGauge() throws {
    let limits = try Self.limits(59, 61)
    let factory = line(
      limits: limits, gauges: [Gauge(characteristic: 0, limits: limits)], parts: 20_000)
    let account = try account(of: factory, seed: 22)
    // One part is on its way to the gauge at the end.
    #expect((0...1).contains(account.characteristics[0].outside - account.line.scrapped))
    #expect(account.line.scrapped > 1_500)
    #expect(account.line.escaped == 0)
  }

  /// The reading is normal with variance σ² + e²; a part escapes with the chance
  /// ∫ φ((x - μ)/σ)/σ P(reading within | x) dx over the x outside the limits.
  @Test(
    "Gauge error rejects good parts and lets bad ones pass as often as theory says",
    .tags(.statistical))
  func gaugeError() throws {
    let parts = 400_000
    let factory = line(
      limits: try Self.limits(59, 61),
      gauges: [Gauge(characteristic: 0, error: 0.3, limits: try Self.limits(59.2, 60.8))],
      parts: parts)
    let account = try account(of: factory, seed: 23)
    let accepts = acceptance(0.3, 59.2, 60.8)
    let reading = (0.6 * 0.6 + 0.3 * 0.3).squareRoot()
    let rejected = 2 * StandardNormal.survival(0.8 / reading)
    let escaped = 2 * expectation(from: 61, to: 68, accepts)
    // Both ways to the same number: what passes is good or escapes.
    #expect(abs(1 - rejected - escaped - expectation(from: 59, to: 61, accepts)) < 1e-9)
    let looked = account.line.scrapped + account.line.good
    expectShare(account.line.scrapped, of: looked, is: rejected, "rejected")
    expectShare(account.line.escaped, of: looked, is: escaped, "escaped")
  }

  /// Two gauges pass a part with ∫ φ a(x)² dx where their errors are independent; were the error the
  /// part's, with ∫ φ a(x) dx.
  @Test("Readings of one part have independent errors", .tags(.statistical))
  func independentReadings() throws {
    let limits = try Self.limits(59, 61)
    let gauge = Gauge(characteristic: 0, error: 0.5, limits: limits)
    let account = try account(
      of: line(limits: limits, gauges: [gauge, gauge], parts: 100_000), seed: 24)
    let accepts = acceptance(0.5, 59, 61)
    let passed = expectation(from: 52, to: 68) { accepts($0) * accepts($0) }
    let looked = account.line.scrapped + account.line.good
    expectShare(account.line.good, of: looked, is: passed, "passed")
    #expect(expectation(from: 52, to: 68, accepts) > 1.05 * passed)
  }

  // MARK: - Repeated operations

  @Test(
    "A part that repeats the operation gets another value, and its defect with it",
    .tags(.statistical))
  func redrawn() throws {
    let limits = try Self.limits(59.4, 60.6)
    let factory = line(
      limits: limits, gauges: [Gauge(characteristic: 0, limits: limits)],
      otherwise: .back(operation: 0), parts: 100_000)
    let account = try account(of: factory, seed: 25)
    let outside = 2 * StandardNormal.survival(1)
    #expect(account.line.escaped == 0)
    #expect(account.line.scrapped == 0)
    expectShare(
      account.characteristics[0].outside, of: account.characteristics[0].values.count,
      is: outside, "outside")
    // Every second value of a part is a draw of its own: with the first value again none would pass.
    expectShare(
      account.line.sentBack, of: account.line.sentBack + account.line.good, is: outside, "back")
  }

  @Test("A part that is read again keeps its value, and what is wrong with it", .tags(.exact))
  func readAgain() throws {
    let limits = try Self.limits(59, 61)
    let factory = line(
      limits: limits, gauges: [Gauge(characteristic: 0, limits: limits)],
      otherwise: .back(operation: 1, atMost: 2), parts: 20_000)
    let account = try account(of: factory, seed: 26)
    #expect(account.line.escaped == 0)
    // Some parts wait for their second or third look at the end.
    #expect(account.line.scrapped > 500)
    #expect((0...2).contains(account.line.sentBack - 2 * account.line.scrapped))
  }

  @Test("Parts that stand behind the operation at the start have values", .tags(.statistical))
  func initialParts() throws {
    let limits = try Self.limits(59, 61)
    // Two are read each second, those that stood there first.
    var factory = line(
      limits: limits, gauges: [Gauge(characteristic: 0, limits: limits)], parts: 20_000)
    factory.products[0].route[1].initialParts = 50_000
    let account = try account(of: factory, seed: 27)
    let looked = account.line.good + account.line.scrapped
    #expect(looked == 40_001)
    expectShare(
      account.line.scrapped, of: looked, is: 2 * StandardNormal.survival(1 / 0.6), "rejected")
    #expect(account.line.escaped == 0)
  }

  // MARK: - Indices

  /// With 10 values a replication, Pp without its factor would be 9.4 % too large on the average.
  @Test(
    "Pp, Ppk and the standard deviation have no bias in short replications", .tags(.statistical))
  func shortReplications() throws {
    let factory = line(
      Distribution(.normal(mean: 61, standardDeviation: 0.6)), limits: try Self.limits(58, 62),
      gauges: [], parts: 10)
    let names = ["pp", "ppk", "standard_deviation", "mean"].map { "characteristics.hardness." + $0 }
    let tallies = try tallies(of: names, in: factory, seed: 28, replications: 20_000)
    for (name, exact) in zip(names, [4 / 3.6, 1 / 1.8, 0.6, 61]) {
      let tally = try #require(tallies[name])
      let mean = try #require(tally.mean)
      let standardError = try #require(tally.standardError)
      #expect(
        abs(mean - exact) < 4 * standardError, "\(name): \(mean) ± \(standardError), \(exact)")
      #expect(standardError < 0.003 * exact)
    }
  }

  @Test("Cpm counts the distance from the target", .tags(.statistical))
  func target() throws {
    let factory = line(
      limits: try Self.limits(58, 62), target: 60.8, gauges: [], parts: 200_000)
    let tallies = try tallies(
      of: ["characteristics.hardness.cpm"], in: factory, seed: 29, replications: 1)
    // 4 / (6 √(0.6² + 0.8²)); the standard error of the root is below 0.2 % of it.
    let cpm = try #require(tallies["characteristics.hardness.cpm"]?.mean)
    #expect(abs(cpm - 4 / 6.0) < 4 * 0.002 * 4 / 6)
  }

  @Test("Metrics are in the unit that was named", .tags(.exact))
  func units() throws {
    var factory = line(.constant(0.02), limits: try Self.limits(0.01, 0.03), gauges: [], parts: 3)
    factory.characteristics[0].unit = "mm"
    factory.characteristics[0].unitSize = 0.001
    let table = MetricTable(for: factory)
    let index = try #require(table.index(of: "characteristics.hardness.mean"))
    #expect(table.definitions[index].unit == "mm")
    let values = table.values(of: try account(of: factory, seed: 1))
    #expect(values[index].value == 20)
    // Nothing varies, so there is no index.
    let pp = try #require(table.index(of: "characteristics.hardness.pp"))
    #expect(values[pp].value == nil)
  }

  // MARK: - Forks and the other engine

  @Test("A fork carries values, readings and charts, and one with a future of its own draws anew")
  func forks() throws {
    let limits = try Self.limits(59, 61)
    let chart = ControlChart.cusum(
      try CusumChart(center: 60, sigma: 0.39, reference: 0.5, decisionInterval: 3))
    let factory = line(
      limits: limits,
      gauges: [
        Gauge(
          characteristic: 0, error: 0.3, limits: limits,
          chart: GaugeChart(chart: chart, sampleSize: 3))
      ], parts: 5_000)
    var original = FactorySimulation(factory, seed: 4, replication: 0)
    _ = try original.advance(maximumEvents: 5_001)
    var copy = original.fork()
    var other = original.fork(rekeyed: 1)
    while try copy.advance(maximumEvents: 1_000) {}
    while try original.advance(maximumEvents: 1_000) {}
    while try other.advance(maximumEvents: 1_000) {}
    let (first, second) = (original.account(), copy.account())
    #expect(first == second)
    #expect(first.charts[0].points > 1_600 && first.charts[0].alarms > 0)
    let third = other.account()
    #expect(third.characteristics[0].values.mean != first.characteristics[0].values.mean)
  }

  @Test("The recursion leaves characteristics to the event loop", .tags(.failure))
  func recursion() throws {
    let factory = line(limits: nil, gauges: [], parts: 10)
    #expect(RecursionLine.refusal(of: factory) == "'temper' measures a characteristic")
  }
}
