// Measures what the scenario language costs at run time; prints nanoseconds, one line each.
//
//   LanguageBenchmark formula [EVALUATIONS]
//   LanguageBenchmark table [ROWS]
//   LanguageBenchmark scenario [LINES]
//   LanguageBenchmark orders [ROWS]

import BenchmarkSupport

/// The median of an odd number of runs, in seconds.
func medianTime(runs: Int = 5, of body: () -> Void) -> Double {
  let times = (0..<runs).map { _ in
    let start = ProcessUse.time
    body()
    return ProcessUse.time - start
  }
  return times.sorted()[runs / 2]
}

func fail() -> Never {
  BenchmarkProgram.fail(
    usage: "LanguageBenchmark formula [EVALUATIONS] | table [ROWS] | scenario [LINES] | "
      + "orders [ROWS]")
}

switch CommandLine.arguments.dropFirst().first {
case "formula": measureFormulas(evaluations: count(orElse: 10_000_000))
case "table": measureTable(rows: count(orElse: 100_000))
case "scenario": measureScenario(lines: count(orElse: 2_000))
case "orders": measureOrders(rows: count(orElse: 100_000))
default: fail()
}

/// The number on the command line, or the usual one.
func count(orElse usual: Int) -> Int {
  guard CommandLine.arguments.count > 2 else { return usual }
  guard let count = Int(CommandLine.arguments[2]), count > 0 else { fail() }
  return count
}
