import EventKernel
import Experiments
import ParallelWork
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
    let rows = await SideBySide(jobs: jobs).results(
      replications, isInterrupted: isInterrupted, progress: { progress($0, replications) },
      work: { replicate($0) })
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
