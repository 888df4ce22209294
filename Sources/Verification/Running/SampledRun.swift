import EventKernel
import SimulationStatistics

/// Independent replications of something that the library draws, side by side.
struct SampledRun: Sendable {
  var sampling: SamplingModel
  /// Names the random streams.
  var path: String
  var seed: UInt64
  var replications: Int
  var jobs: Int

  /// What the replications gave, in order; `nil` where they were interrupted.
  func observations(
    _ isInterrupted: @escaping @Sendable () -> Bool,
    _ progress: @escaping @Sendable (Int, Int) -> Void
  ) async -> Observations? {
    var rows = [[Ratio]?](repeating: nil, count: replications)
    await withTaskGroup(of: (Int, [Ratio]).self) { group in
      var next = 0
      var finished = 0
      func launch() {
        let number = next
        next += 1
        group.addTask { (number, replicate(number)) }
      }
      while next < min(jobs, replications) { launch() }
      while let (number, row) = await group.next() {
        rows[number] = row
        finished += 1
        progress(finished, replications)
        if next < replications, !isInterrupted() { launch() }
      }
    }
    let finished = rows.compactMap(\.self)
    guard finished.count == replications else { return nil }
    return Observations(names: sampling.names, rows: finished)
  }

  private func replicate(_ number: Int) -> [Ratio] {
    var stream = RandomStream(
      StreamKey(seed: seed, replication: UInt64(number), path: path, purpose: "verification"))
    return sampling.replicate(&stream)
  }
}
