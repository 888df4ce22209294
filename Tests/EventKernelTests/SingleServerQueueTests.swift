import EventKernel
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

  /// The time average of the number in the system over [0, T] has, for long T, the variance
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
}
