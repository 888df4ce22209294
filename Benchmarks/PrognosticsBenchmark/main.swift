import BenchmarkSupport
import Foundation
import Prognostics

// PrognosticsBenchmark anomalies DATA   scores of all detectors on public data, as CSV
// PrognosticsBenchmark lives DATA       intervals and decisions from a health index on FD001
// PrognosticsBenchmark speed            time of one look-up of each model
let usage = "PrognosticsBenchmark anomalies FOLDER_OF_DATA | lives FOLDER_OF_DATA | speed"
guard CommandLine.arguments.count > 1 else { BenchmarkProgram.fail(usage: usage) }
switch CommandLine.arguments[1] {
case "anomalies" where CommandLine.arguments.count == 3:
  try AnomalyScores.write(folder: CommandLine.arguments[2])
case "lives" where CommandLine.arguments.count == 3:
  try EngineLives.report(folder: CommandLine.arguments[2])
case "speed": try LookUpTimes.report()
default: BenchmarkProgram.fail(usage: usage)
}
