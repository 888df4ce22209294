import BenchmarkSupport
import EventKernel
import SensorSignals
import SignalFeatures

/// Readings of one number each, and features of them.
enum ScalarBenchmark {
  static func stream(_ purpose: String) -> RandomStream {
    RandomStream(StreamKey(seed: 1, replication: 0, path: "benchmark", purpose: purpose))
  }

  /// Readings through lag, correlated noise, resolution and a drift.
  static func readings(_ count: Int) throws {
    let chain = try SensorChain(
      timeConstant: 120, noise: 0.3, correlationTime: 60,
      digitizer: Digitizer(resolution: 0.1, lowest: 0, highest: 150))
    let faults = [try SensorFault(.drift(rate: 1e-6), from: 10 * Double(count) / 2)]
    var (noise, faultDraws) = (stream("noise"), stream("faults"))
    var state = SensorState(truth: 40, at: 0)
    var sum = 0.0
    let start = ProcessUse.time
    for step in 1...count {
      let reading = chain.reading(
        of: 40 + Double(step & 1_023) * 0.01, at: 10 * Double(step), faults: faults.span,
        state: &state, using: &noise, faultStream: &faultDraws)
      sum += reading.value
    }
    BenchmarkProgram.report(count, ProcessUse.time - start, ",\"mean\":\(sum / Double(count))")
  }

  /// Rows fed to seven features with one window, one exponential mean and one baseline; a vector for
  /// every tenth row.
  static func pipeline(_ count: Int) throws {
    var pipeline = try FeaturePipeline([
      FeatureChannel(
        "temperature",
        [
          .last, .mean(readings: 50), .deviation(readings: 50), .slope(readings: 50),
          .greatest(readings: 50), .exponentialMean(timeConstant: 3_600),
          .baselineScore(readings: 50, first: 200),
        ])
    ])
    var noise = stream("values")
    let values = (0..<1_024).map { _ in Float(40 + noise.uniform()) }
    var vector = [Double](repeating: 0, count: pipeline.count)
    var sum = 0.0
    let start = ProcessUse.time
    for step in 0..<count {
      pipeline.feed(channel: 0, time: 10 * Double(step), value: values[step & 1_023])
      if step % 10 == 9 {
        pipeline.copyVector(to: &vector)
        sum += vector[1]
      }
    }
    BenchmarkProgram.report(count, ProcessUse.time - start, ",\"sum\":\(sum)")
  }
}
