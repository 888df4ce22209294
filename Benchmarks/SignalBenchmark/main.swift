import BenchmarkSupport
import EventKernel
import SensorSignals
import SignalFeatures

let usage = "SignalBenchmark readings|pipeline N"
let arguments = CommandLine.arguments
guard arguments.count == 3, let count = Int(arguments[2]), count > 0 else {
  BenchmarkProgram.fail(usage: usage)
}

switch arguments[1] {
case "readings": try ScalarBenchmark.readings(count)
case "pipeline": try ScalarBenchmark.pipeline(count)
default: BenchmarkProgram.fail(usage: usage)
}
