import BenchmarkSupport
import DriftMonitoring

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// Reads streams, one a line, numbers parted by blanks, and prints for each stream the observations at which a monitor alarms. After an alarm
// the evidence is cleared and the baseline kept. Ends with the processor time of an observation, in nanoseconds.

/// Watches the streams with copies of one monitor.
func watch(_ streams: [[Double]], _ monitor: some DriftMonitor) {
  var alarms: [[Int]] = []
  let start = ProcessUse.time
  var count = 0
  for stream in streams {
    var copy = monitor
    var found: [Int] = []
    for (index, value) in stream.enumerated() where copy.observe(value) == .drift {
      found.append(index)
      copy.clear()
    }
    count += stream.count
    alarms.append(found)
  }
  let seconds = ProcessUse.time - start
  for found in alarms { print(found.map { "\($0)" }.joined(separator: " ")) }
  print("ns \(seconds * 1e9 / Double(count))")
}

let usage = "DriftBenchmark standard|cusum|ewma|page-hinkley|adwin|ks|psi ORDER ARL < STREAMS"
let arguments = CommandLine.arguments
guard arguments.count == 4, let order = Int(arguments[2]), let length = Double(arguments[3]) else {
  BenchmarkProgram.fail(usage: usage)
}
var streams: [[Double]] = []
while let line = readLine() {
  streams.append(line.split(separator: " ").compactMap { Double($0) })
}

/// Watches residuals, or the observations where the order is negative.
@MainActor func start(_ monitor: some DriftMonitor) throws {
  if order < 0 {
    watch(streams, monitor)
  } else {
    watch(streams, try Whitened(monitor, order: order))
  }
}

switch arguments[1] {
case "standard": try start(ShiryaevRoberts(averageRunLength: length))
case "cusum": try start(CumulativeSum(averageRunLength: length))
case "ewma": try start(MovingAverage(averageRunLength: length))
case "page-hinkley": try start(PageHinkley(averageRunLength: length))
case "adwin": try start(AdaptiveWindow(averageRunLength: length))
case "ks": try start(KolmogorovSmirnovWindow(averageRunLength: length))
case "psi": try start(StabilityIndexWindow(averageRunLength: length))
default: BenchmarkProgram.fail(usage: usage)
}
