import EventKernel
import SimulationStatistics
import TestSupport
import Testing

/// A queue written on the kernel, against exact answers and against itself.
@Suite("Single-server queue on the kernel")
struct SingleServerQueueTests {
  /// Both branches of a fork equal the uninterrupted run, for forks after 1,000 random numbers of
  /// events.
  @Test("A fork goes on as the run would have, and so does the original", .tags(.law))
  func forkLaw() {
    let length = 4000
    var uninterrupted = SingleServerQueue(arrivalRate: 0.9, serviceRate: 1, seed: 5)
    var trace = LatestEvents(capacity: length)
    var loop = EventLoop(eventLimit: length)
    uninterrupted.run(&loop, trace: &trace)
    let expected = trace.entries
    let (expectedWait, expectedArea) = (uninterrupted.totalWait, uninterrupted.meanInSystem)

    var stream = RandomStream(
      StreamKey(seed: 6, replication: 0, path: "fork", purpose: "test"))
    var mismatches = 0
    for _ in 0..<1000 {
      let forkedAfter = Int(stream.uniform() * Double(length))
      var original = SingleServerQueue(arrivalRate: 0.9, serviceRate: 1, seed: 5)
      var loop = EventLoop(eventLimit: forkedAfter)
      original.run(&loop)
      var branch = original.fork()
      // The branch runs first, so that it would disturb the original if they shared anything.
      for isBranch in [true, false] {
        var trace = LatestEvents(capacity: length)
        var rest = EventLoop(eventLimit: length - forkedAfter)
        let wait: Double
        let area: Double
        if isBranch {
          branch.run(&rest, trace: &trace)
          (wait, area) = (branch.totalWait, branch.meanInSystem)
        } else {
          original.run(&rest, trace: &trace)
          (wait, area) = (original.totalWait, original.meanInSystem)
        }
        if trace.entries != Array(expected[forkedAfter...]) { mismatches += 1 }
        if wait != expectedWait || area != expectedArea { mismatches += 1 }
      }
    }
    #expect(mismatches == 0)
  }

  /// The time average of the number in the system over a long [0, T] has a known variance.
  ///
  ///     2 ρ (1 + ρ) / (μ (1 - ρ)⁴ T)
  ///
  /// Source: W. Whitt, "Planning queueing simulations", Management Science 35 (1989) 1341–1366.
  ///
  /// The queue starts empty; a fifth of the run before it is counted is enough for the bias to be
  /// far below the tolerance at these loads. The variance of n = 400 nearly normal averages has a
  /// standard error of √(2/(n - 1)); 3 % are allowed for a finite T, of which the first term left
  /// out is of the order of the relaxation time over T.
  @Test(
    "The mean number in the system and its variance over long runs are those of theory",
    .tags(.statistical),
    arguments: [(rate: 0.5, service: 1.0), (rate: 0.6, service: 1.0), (rate: 1.0, service: 2.0)])
  func asymptoticVariance(rate: Double, service: Double) {
    let load = rate / service
    let duration = 4000 / service
    let runs = 400
    var averages: [Double] = []
    for replication in 0..<runs {
      var queue = SingleServerQueue(
        arrivalRate: rate, serviceRate: service, seed: 11, replication: UInt64(replication))
      var loop = EventLoop(horizon: duration / 5)
      queue.run(&loop)
      let before = queue.meanInSystem * queue.calendar.now
      loop.horizon = duration * 6 / 5
      queue.run(&loop)
      averages.append((queue.meanInSystem * queue.calendar.now - before) / duration)
    }
    let mean = averages.reduce(0, +) / Double(runs)
    let variance =
      averages.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(runs - 1)
    let theory =
      2 * load * (1 + load) / (service * (1 - load) * (1 - load) * (1 - load) * (1 - load))
    let standardError = (variance / Double(runs)).squareRoot()
    #expect(abs(mean - load / (1 - load)) < 4 * standardError)
    let ratio = variance * duration / theory
    #expect(abs(ratio - 1) < 4 * (2 / Double(runs - 1)).squareRoot() + 0.03)
  }

  /// The half width of an interval from b batches of a run of length T.
  ///
  /// With nearly normal batch means its expectation is t(0.975, b - 1) c₄(b) σ/√T, where σ² is the
  /// asymptotic variance and c₄(b) = √(2/(b - 1)) Γ(b/2)/Γ((b - 1)/2) that of a sample standard
  /// deviation; its relative standard deviation is √(1/c₄² - 1), 16.4 % for 20 batches. 1 % is allowed for
  /// the correlation between batches, 5,000 mean services long against a relaxation time of 12.
  @Test("Batch means of one long run have the half width of theory", .tags(.statistical))
  func halfWidth() throws {
    let (load, duration, batches, runs) = (0.5, 1e5, 20, 60)
    var halfWidths = Tally()
    for replication in 0..<runs {
      var queue = SingleServerQueue(
        arrivalRate: load, serviceRate: 1, seed: 13, replication: UInt64(replication))
      var loop = EventLoop(horizon: 1000)
      queue.run(&loop)
      var series: [Double] = []
      for interval in 1...2000 {
        let before = queue.meanInSystem * queue.calendar.now
        loop.horizon = 1000 + duration / 2000 * Double(interval)
        queue.run(&loop)
        let area = queue.meanInSystem * queue.calendar.now - before
        series.append(area / (duration / 2000))
      }
      let means = try BatchMeans(series, batchCount: batches)
      halfWidths.add(try #require(try means.interval(confidenceLevel: 0.95).halfWidth))
    }
    let variance = 24.0  // 2 ρ (1 + ρ)/(1 - ρ)⁴
    let c4 = 0.98693  // for 20 batches
    let expected = 2.093024 * c4 * (variance / duration).squareRoot()
    let spread = (1 / (c4 * c4) - 1).squareRoot() / Double(runs).squareRoot()
    let mean = try #require(halfWidths.mean)
    #expect(abs(mean / expected - 1) < 4 * spread + 0.01)
  }
}
