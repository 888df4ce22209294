import FactoryModel
import FactorySimulation
import RandomVariates
import SimulationStatistics
import TestSupport
import Testing

/// Long-run averages against exact answers.
///
/// Every check allows 4 standard errors of the mean over 30 replications: a correct simulator misses
/// one by chance about once in 2,500 checks (Student with 29 degrees of freedom: 4e-4).
@Suite("Exact answers")
struct ExactAnswerTests {
  func expect(
    _ tally: Tally?, _ expected: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let tally = try #require(tally)
    let mean = try #require(tally.mean)
    let standardError = try #require(tally.standardError)
    // The run must be long enough for the check to mean something: 4 SE within 3 %.
    #expect(4 * standardError < 0.03 * abs(expected), sourceLocation: sourceLocation)
    #expect(
      abs(mean - expected) < 4 * standardError, "\(mean) ± \(standardError), exact \(expected)",
      sourceLocation: sourceLocation)
  }

  /// M/M/1, load ρ: waiting time ρ / (μ - λ), number in system ρ / (1 - ρ).
  @Test(
    "M/M/1: waiting time, queue and utilization agree with theory", .tags(.statistical),
    arguments: [0.5, 0.7, 0.8])
  func mm1(load: Double) throws {
    let line = serialLine(
      times: [exponential(rate: 1)], buffers: [nil],
      release: .every(interval: exponential(rate: load)), warmUp: 5_000, horizon: 400_000)
    let tallies = try tallies(
      of: [
        "stations.s1.waiting_time", "stations.s1.queue", "work_in_process", "cycle_time",
        "stations.s1.utilization",
      ], in: line, seed: 11, replications: 30)
    let wait = load / (1 - load)
    try expect(tallies["stations.s1.waiting_time"], wait / 60)
    try expect(tallies["stations.s1.queue"], load * wait)
    try expect(tallies["work_in_process"], load / (1 - load))
    try expect(tallies["cycle_time"], (wait + 1) / 3_600)
    try expect(tallies["stations.s1.utilization"], load)
  }

  /// Two exponential stations, b places between, blocking after service: the number of parts that
  /// left station 1 and not yet station 2 is M/M/1 with at most b + 2 of them, so with r = μ1/μ2 the
  /// throughput is μ2 · (1 - p0), p0 = (1 - r) / (1 - r^(b+3)).
  ///
  /// Source: J. A. Buzacott, J. G. Shanthikumar, *Stochastic Models of Manufacturing Systems*,
  /// Prentice Hall, 1993, ch. 4.
  @Test(
    "Two exponential stations: throughput agrees with the exact one", .tags(.statistical),
    arguments: [
      (first: 1.0, second: 1.25, places: 3), (first: 1.3, second: 0.9, places: 0),
      (first: 0.8, second: 1.1, places: 1), (first: 1.02, second: 1.0, places: 7),
    ])
  func twoStations(first: Double, second: Double, places: Int) throws {
    let line = serialLine(
      times: [exponential(rate: first), exponential(rate: second)], buffers: [nil, places],
      horizon: 100_000)
    let tallies = try tallies(
      of: ["throughput", "stations.s1.blocked", "stations.s2.starved"], in: line, seed: 12,
      replications: 30)
    let ratio = first / second
    let states = Double(places + 2)
    var sum = 0.0
    var power = 1.0
    for _ in 0...Int(states) {
      sum += power
      power *= ratio
    }
    let starved = 1 / sum
    let throughput = second * (1 - starved)
    try expect(tallies["throughput"], throughput * 3_600)
    try expect(tallies["stations.s2.starved"], starved)
    try expect(tallies["stations.s1.blocked"], 1 - throughput / first)
  }

  /// Two like exponential stations in a CONWIP loop of N parts: throughput μ N / (N + 1).
  ///
  /// Source: product form; F. Baskett et al., Journal of the ACM 22 (1975) 248–260.
  @Test(
    "CONWIP: throughput of two like stations is μ N / (N + 1)", .tags(.statistical),
    arguments: [1, 4, 9])
  func conwip(parts: Int) throws {
    let line = serialLine(
      times: [exponential(rate: 1), exponential(rate: 1)], buffers: [nil, nil],
      release: .keep(parts: parts), horizon: 100_000)
    let tallies = try tallies(
      of: ["throughput", "work_in_process"], in: line, seed: 13, replications: 30)
    try expect(tallies["throughput"], 3_600 * Double(parts) / Double(parts + 1))
    // Constant but for the rounding of a sum of some 10^5 areas: 10^5 · 2^-53 ≈ 1e-11.
    let workInProcess = try #require(tallies["work_in_process"])
    #expect(abs(workInProcess.minimum - Double(parts)) < 1e-9)
    #expect(abs(workInProcess.maximum - Double(parts)) < 1e-9)
  }

  /// Of a saturated machine's time, MTTF / (MTTF + MTTR) is spent producing.
  ///
  /// The law holds for any distributions (renewal reward), so the times are not exponential.
  @Test("Stand-alone availability with operation-dependent failures", .tags(.statistical))
  func operationDependentFailures() throws {
    let mode = FailureMode(
      name: "jam", timeToFailure: Distribution(.weibull(shape: 1.5, scale: 50)),
      clock: .producing, timeToRepair: Distribution(.gamma(shape: 2, scale: 3)))
    let line = serialLine(
      times: [exponential(rate: 1)], buffers: [nil], horizon: 200_000, failures: [mode])
    let tallies = try tallies(
      of: [
        "stations.s1.producing", "stations.s1.mean_time_between_failures",
        "stations.s1.mean_time_to_repair",
      ], in: line, seed: 14, replications: 30)
    // 50 Γ(1 + 1/1.5), Γ(5/3) = 0.9027452929509336.
    let meanLife = 50 * 0.9027452929509336
    try expect(tallies["stations.s1.producing"], meanLife / (meanLife + 6))
    try expect(tallies["stations.s1.mean_time_between_failures"], meanLife / 3_600)
    try expect(tallies["stations.s1.mean_time_to_repair"], 6.0 / 3_600)
  }

  /// Time-dependent failures strike an M/M/1 machine whether it works or not.
  @Test("Time-dependent failures: parts in an M/M/1 queue with breakdowns", .tags(.statistical))
  func timeDependentFailures() throws {
    let (arrivals, service, failure, repair) = (0.5, 1.0, 0.02, 0.2)
    let mode = FailureMode(
      name: "jam", timeToFailure: exponential(rate: failure), clock: .calendar,
      timeToRepair: exponential(rate: repair))
    let line = serialLine(
      times: [exponential(rate: service)], buffers: [nil],
      release: .every(interval: exponential(rate: arrivals)), warmUp: 5_000, horizon: 400_000,
      failures: [mode])
    let tallies = try tallies(
      of: ["work_in_process", "stations.s1.down"], in: line, seed: 15, replications: 30)
    try expect(tallies["stations.s1.down"], failure / (failure + repair))
    try expect(
      tallies["work_in_process"],
      meanNumberWithBreakdowns(
        arrivals: arrivals, service: service, failure: failure, repair: repair))
  }

  /// Mean number in an M/M/1 queue whose server fails at all times and resumes after repair.
  ///
  /// From the generating functions U(z) of "up" and D(z) of "down": the balance of "down" gives
  /// D(z) = ξ U(z) / (η + λ(1 - z)), that of the whole λ (U + D) z = μ (U - u0) at a cut between n
  /// and n + 1, so U(z) = μ u0 / (μ - λ z (1 + ξ / (η + λ(1 - z)))). With a = η / (ξ + η) = U(1),
  /// u0 = a - λ/μ; the mean is U'(1) + D'(1).
  private func meanNumberWithBreakdowns(
    arrivals: Double, service: Double, failure: Double, repair: Double
  ) -> Double {
    let up = repair / (failure + repair)
    let empty = up - arrivals / service
    // Derivative at 1 of the denominator μ - λ z g(z), with g(1) = 1 + ξ/η, g'(1) = λ ξ / η².
    let g = 1 + failure / repair
    let slope = arrivals * failure / (repair * repair)
    let denominator = service - arrivals * g
    let upSlope = service * empty * arrivals * (g + slope) / (denominator * denominator)
    let downSlope = failure * upSlope / repair + failure * up * arrivals / (repair * repair)
    return upSlope + downSlope
  }

  /// Each pass fails with probability q and the part joins the queue again.
  ///
  /// Mean flow time 1 / (μ (1 - q) - λ).
  ///
  /// Source: J. R. Jackson, Operations Research 5 (1957) 518–521.
  @Test("Rework: flow time of an M/M/1 queue with feedback", .tags(.statistical))
  func rework() throws {
    var line = serialLine(
      times: [exponential(rate: 1)], buffers: [nil],
      release: .every(interval: exponential(rate: 0.6)), warmUp: 5_000, horizon: 300_000)
    line.defects = ["flaw"]
    line.products[0].route[0].makes = [DefectChance(defect: 0, probability: 0.2)]
    line.products[0].route[0].inspection = Inspection(
      finds: [DefectChance(defect: 0, probability: 1)], dispositions: [0: .back(operation: 0)])
    let tallies = try tallies(
      of: ["cycle_time", "stations.s1.quality_ratio", "first_pass_yield"], in: line, seed: 16,
      replications: 30)
    try expect(tallies["cycle_time"], 1 / (0.8 - 0.6) / 3_600)
    try expect(tallies["stations.s1.quality_ratio"], 0.8)
    try expect(tallies["first_pass_yield"], 0.8)
  }
}
