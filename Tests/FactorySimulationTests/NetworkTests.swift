import FactoryModel
import FactorySimulation
import RandomVariates
import SimulationStatistics
import TestSupport
import Testing

/// Networks of queues with exact answers: several products, priorities, branches, crews.
///
/// Every check allows 4 standard errors of the mean over 30 replications, as in `ExactAnswerTests`.
@Suite("Networks")
struct NetworkTests {
  private func expect(
    _ tally: Tally?, _ expected: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let tally = try #require(tally, sourceLocation: sourceLocation)
    let mean = try #require(tally.mean, sourceLocation: sourceLocation)
    let standardError = try #require(tally.standardError, sourceLocation: sourceLocation)
    // The run must be long enough for the check to mean something: 4 SE within 4 %.
    #expect(4 * standardError < 0.04 * abs(expected), sourceLocation: sourceLocation)
    #expect(
      abs(mean - expected) < 4 * standardError, "\(mean) ± \(standardError), exact \(expected)",
      sourceLocation: sourceLocation)
  }

  /// One station, two products, the first with priority.
  private func classes(
    rates: [Double], means: [Double], _ preemption: Station.Preemption
  ) -> Factory {
    let products = rates.indices.map { index in
      Product(
        name: "p\(index)", release: .every(interval: exponential(rate: rates[index])),
        priority: rates.count - index,
        route: [
          Operation(
            name: "work", station: 0, time: exponential(rate: 1 / means[index]), idealTime: 1)
        ])
    }
    return Factory(
      name: "classes", warmUp: 5_000, horizon: 200_000, products: products,
      stations: [Station(name: "server", preemption: preemption)])
  }

  /// W_k = R / ((1 - σ_{k-1})(1 - σ_k)), R = Σ λ E[S²] / 2.
  ///
  /// Source: A. Cobham, "Priority assignment in waiting line problems", Operations Research 2 (1954)
  /// 70–76.
  @Test("Priority without interruption: waiting times are Cobham's", .tags(.statistical))
  func cobham() throws {
    let (rates, means) = ([0.25, 0.3], [0.8, 1.5])
    let tallies = try tallies(
      of: ["products.p0.waiting_time", "products.p1.waiting_time", "stations.server.utilization"],
      in: classes(rates: rates, means: means, .never), seed: 21, replications: 30)
    let loads = zip(rates, means).map { $0 * $1 }
    let residual = zip(rates, means).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    try expect(tallies["products.p0.waiting_time"], residual / (1 - loads[0]) / 60)
    try expect(
      tallies["products.p1.waiting_time"],
      residual / (1 - loads[0]) / (1 - loads[0] - loads[1]) / 60)
    try expect(tallies["stations.server.utilization"], loads[0] + loads[1])
  }

  /// The first class does not see the second; the second has
  /// E[T] = E[S]/(1 - ρ1) + R / ((1 - ρ1)(1 - ρ)), R over both classes.
  ///
  /// Source: D. Gross et al., *Fundamentals of Queueing Theory*, 4th ed., Wiley, 2008, § 3.4.
  @Test("Interruption and resumption: times in the system agree with theory", .tags(.statistical))
  func preemption() throws {
    let (rates, means) = ([0.3, 0.25], [0.9, 1.2])
    let tallies = try tallies(
      of: ["products.p0.cycle_time", "products.p1.cycle_time"],
      in: classes(rates: rates, means: means, .resume), seed: 22, replications: 30)
    let loads = zip(rates, means).map { $0 * $1 }
    let residual = zip(rates, means).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    try expect(tallies["products.p0.cycle_time"], means[0] / (1 - loads[0]) / 3_600)
    let rest = 1 - loads[0] - loads[1]
    try expect(
      tallies["products.p1.cycle_time"],
      (means[1] / (1 - loads[0]) + residual / ((1 - loads[0]) * rest)) / 3_600)
  }

  /// Each station is an M/M/1 queue with the rate of the traffic equations.
  ///
  /// Source: J. R. Jackson, "Networks of waiting lines", Operations Research 5 (1957) 518–521.
  @Test("Jackson network: numbers at the stations are those of M/M/1 queues", .tags(.statistical))
  func jackson() throws {
    // From a: 60 % to b, 40 % out; from b: 30 % back to a, 70 % out. A second stream enters at b.
    let entering = [0.3, 0.15]
    func route(_ first: Int) -> [Operation] {
      let names = ["a", "b"]
      let ways = [
        [Branch(operation: nil, probability: 0.4), Branch(operation: 1, probability: 0.6)],
        [Branch(operation: nil, probability: 0.7), Branch(operation: 0, probability: 0.3)],
      ]
      let order = first == 0 ? [0, 1] : [1, 0]
      return order.map { station in
        Operation(
          name: names[station], station: station, time: exponential(rate: 1), idealTime: 1,
          next: ways[station].map {
            Branch(
              operation: $0.operation.flatMap { order.firstIndex(of: $0) },
              probability: $0.probability)
          })
      }
    }
    let factory = Factory(
      name: "network", warmUp: 5_000, horizon: 200_000,
      products: entering.indices.map { index in
        Product(
          name: "p\(index)", release: .every(interval: exponential(rate: entering[index])),
          route: route(index))
      }, stations: [Station(name: "a"), Station(name: "b")])
    // λa = 0.3 + 0.3 λb, λb = 0.15 + 0.6 λa.
    let a = (0.3 + 0.3 * 0.15) / (1 - 0.18)
    let b = 0.15 + 0.6 * a
    let tallies = try tallies(
      of: ["stations.a.number", "stations.b.number", "stations.b.queue"], in: factory, seed: 23,
      replications: 30)
    try expect(tallies["stations.a.number"], a / (1 - a))
    try expect(tallies["stations.b.number"], b / (1 - b))
    try expect(tallies["stations.b.queue"], b * b / (1 - b))
  }

  /// n machines, one crew of c members, exponential lives and repairs: a birth-and-death chain.
  ///
  /// Source: C. Palm, "The assignment of workers in servicing automatic machines", Journal of
  /// Industrial Engineering 9 (1958) 28–42.
  @Test(
    "Machines and repairmen: availability and the crew's load agree with theory",
    .tags(.statistical), arguments: [(machines: 5, crew: 1), (machines: 7, crew: 2)])
  func repairmen(machines: Int, crew: Int) throws {
    let (life, repair) = (30.0, 4.0)
    let factory = Factory(
      name: "hall", warmUp: 2_000, horizon: 60_000,
      product: Product(
        name: "part", release: .saturated,
        route: [Operation(name: "work", station: 0, time: .constant(1), idealTime: 1)]),
      stations: [
        Station(
          name: "hall", machines: (1...machines).map { Machine(name: "m\($0)") },
          failures: [
            FailureMode(
              name: "stop", timeToFailure: exponential(rate: 1 / life), clock: .running,
              timeToRepair: exponential(rate: 1 / repair), crew: 0)
          ])
      ], crews: [Crew(name: "fitters", size: crew)])
    var weights = [1.0]
    for down in 0..<machines {
      weights.append(
        weights[down] * Double(machines - down) / life / (Double(min(down + 1, crew)) / repair))
    }
    let sum = weights.reduce(0, +)
    let down = weights.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / sum
    let busy =
      weights.enumerated().reduce(0) { $0 + Double(min($1.offset, crew)) * $1.element } / sum
    let tallies = try tallies(
      of: [
        "machines_down", "crews.fitters.utilization", "crews.fitters.waiting",
        "stations.hall.producing", "stations.hall.waiting_for_repair",
      ], in: factory, seed: 24, replications: 30)
    try expect(tallies["machines_down"], down)
    try expect(tallies["crews.fitters.utilization"], busy / Double(crew))
    try expect(tallies["crews.fitters.waiting"], down - busy)
    try expect(tallies["stations.hall.producing"], 1 - down / Double(machines))
    try expect(tallies["stations.hall.waiting_for_repair"], (down - busy) / Double(machines))
  }

  /// A machine good for an exponential time, then unseen bad for another, then under repair: by
  /// renewal, a share f/(f+g) of its running time is good, and it runs (1/g + 1/f)/(1/g + 1/f + 1/r)
  /// of the time.
  ///
  /// Source: J. Kim, S. B. Gershwin, "Integrated quality and quantity modeling of a production line",
  /// OR Spectrum 27 (2005) 287–314.
  @Test("A fault that goes unnoticed makes bad parts until it is noticed", .tags(.statistical))
  func hiddenFaults() throws {
    let (coming, noticing, repair) = (0.01, 0.05, 0.1)
    let factory = Factory(
      name: "drifting", warmUp: 1_000, horizon: 100_000, defects: ["bad"],
      product: Product(
        name: "part", release: .saturated,
        route: [Operation(name: "work", station: 0, time: .constant(1), idealTime: 1)]),
      stations: [
        Station(
          name: "work",
          failures: [
            FailureMode(
              name: "drift", timeToFailure: exponential(rate: coming), clock: .producing,
              timeToRepair: exponential(rate: repair),
              timeUntilNoticed: exponential(rate: noticing),
              makes: [DefectChance(defect: 0, probability: 1)])
          ])
      ])
    let tallies = try tallies(
      of: ["stations.work.producing", "stations.work.quality_ratio"], in: factory, seed: 25,
      replications: 30)
    let running = 1 / coming + 1 / noticing
    try expect(tallies["stations.work.producing"], running / (running + 1 / repair))
    // A part during which the fault comes is bad too, since it is bad when it is finished: of the
    // parts in a cycle, those that end before the fault are good. Counted by the time of the work:
    // (e^-g)/(1 - e^-g) of the parts before the fault.
    let before = exp(-coming) / (1 - exp(-coming))
    try expect(tallies["stations.work.quality_ratio"], before / running)
  }

  private func exp(_ x: Double) -> Double {
    // Enough terms of the series for the small numbers here.
    var (term, sum) = (1.0, 1.0)
    for n in 1..<30 {
      term *= x / Double(n)
      sum += term
    }
    return sum
  }

  @Test("Details that are asked for agree with M/M/1", .tags(.statistical))
  func details() throws {
    let load = 0.6
    let line = serialLine(
      times: [exponential(rate: 1)], buffers: [nil],
      release: .every(interval: exponential(rate: load)), warmUp: 3_000, horizon: 200_000)
    let details: [(String, DetailRequest)] = [
      ("wait", DetailRequest(.waitingTime(station: 0), .shareOver(0))),
      ("long", DetailRequest(.cycleTime(product: nil), .shareOver(3))),
      ("quantile", DetailRequest(.cycleTime(product: 0), .quantile(0.9))),
      ("squares", DetailRequest(.waitingTime(station: 0), .secondMoment)),
      ("empty", DetailRequest(.number(station: 0), .shareAt(0))),
      ("two", DetailRequest(.workInProcess, .shareAt(2))),
      ("many", DetailRequest(.queue(station: 0), .shareOver(1))),
      ("spread", DetailRequest(.number(station: 0), .standardDeviation)),
      ("times", DetailRequest(.cycleTime(product: nil), .standardDeviation)),
    ]
    let metrics = details.map { DetailMetric(name: $0.0, request: $0.1) }
    let table = MetricTable(for: line, details: metrics)
    var found: [String: Tally] = [:]
    for replication in 0..<30 as Range<UInt64> {
      var simulation = FactorySimulation(
        line, seed: 26, replication: replication, details: details.map(\.1))
      while try simulation.advance(maximumEvents: 100_000) {}
      let values = table.values(of: simulation.account())
      for metric in metrics {
        let index = try #require(table.index(of: metric.name))
        found[metric.name, default: Tally()].add(try #require(values[index].value))
      }
    }
    try expect(found["wait"], load)
    try expect(found["long"], exp(-3 * (1 - load)))
    // The 90 % point of an exponential time with rate 1 - ρ, in hours.
    try expect(found["quantile"], 2.302585093 / (1 - load) / 3_600)
    try expect(found["squares"], 2 * load / ((1 - load) * (1 - load)) / 3_600)
    try expect(found["empty"], 1 - load)
    try expect(found["two"], (1 - load) * load * load)
    // More than one waits where more than two are there.
    try expect(found["many"], load * load * load)
    try expect(found["spread"], load.squareRoot() / (1 - load))
    try expect(found["times"], 1 / (1 - load) / 3_600)
  }

  @Test("Batches of one long run add up to it", .tags(.law))
  func batches() throws {
    let line = serialLine(
      times: [exponential(rate: 1), exponential(rate: 1.1)], buffers: [nil, 3],
      release: .every(interval: exponential(rate: 0.6)), warmUp: 500, horizon: 10_000)
    var divided = FactorySimulation(line, seed: 27, replication: 0, batches: 8)
    while try divided.advance(maximumEvents: 1_000) {}
    let whole = try account(of: line, seed: 27)
    let batches = divided.batchAccounts
    #expect(batches.count == 8)
    #expect(batches.map(\.duration) == Array(repeating: 1_250, count: 8))
    #expect(batches.reduce(0) { $0 + $1.line.good } == whole.line.good)
    #expect(batches.reduce(0) { $0 + $1.line.released } == whole.line.released)
    for station in 0..<2 {
      func agrees(_ value: (StationAccount) -> Double) -> Bool {
        let sum = batches.reduce(0) { $0 + value($1.stations[station]) }
        return abs(sum - value(whole.stations[station])) < 1e-6
      }
      #expect(agrees(\.producing) && agrees(\.blocked) && agrees(\.starved))
      #expect(agrees(\.queueTime) && agrees(\.presence))
    }
    let presence = batches.reduce(0) { $0 + $1.line.presence }
    #expect(abs(presence - whole.line.presence) < 1e-6)
  }
}
