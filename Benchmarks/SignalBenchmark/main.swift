import BenchmarkSupport
import EventKernel
import SensorSignals
import SignalFeatures

let usage = """
  SignalBenchmark readings|pipeline|bearing-2560|bearing|machine|normals|normal-blocks|statistics\
  |spectrum|envelope|envelope-magnitude|transform-2560|transform|transform-prime|transform-32768\
  |simple-transform-32768 N
  """
let arguments = CommandLine.arguments
guard arguments.count == 3, let count = Int(arguments[2]), count > 0 else {
  BenchmarkProgram.fail(usage: usage)
}

switch arguments[1] {
case "readings": try ScalarBenchmark.readings(count)
case "pipeline": try ScalarBenchmark.pipeline(count)
case "bearing-2560": try WaveformBenchmark.snapshots(count, length: 2_560, all: false)
case "bearing": try WaveformBenchmark.snapshots(count, length: 25_600, all: false)
case "machine": try WaveformBenchmark.snapshots(count, length: 25_600, all: true)
case "normals": WaveformBenchmark.normals(count, blockwise: false)
case "normal-blocks": WaveformBenchmark.normals(count, blockwise: true)
case "statistics": SpectrumBenchmark.statistics(count)
case "spectrum": SpectrumBenchmark.spectra(count, length: 25_600)
case "envelope":
  try SpectrumBenchmark.envelopes(count, length: 25_600, band: 7_500...10_500, kind: .squared)
case "envelope-magnitude":
  try SpectrumBenchmark.envelopes(count, length: 25_600, band: nil, kind: .magnitude)
case "transform-2560": SpectrumBenchmark.transforms(count, length: 2_560)
case "transform": SpectrumBenchmark.transforms(count, length: 25_600)
case "transform-prime": SpectrumBenchmark.transforms(count, length: 25_601)
case "transform-32768": SpectrumBenchmark.transforms(count, length: 32_768)
case "simple-transform-32768": SpectrumBenchmark.simpleTransforms(count, length: 32_768)
default: BenchmarkProgram.fail(usage: usage)
}
