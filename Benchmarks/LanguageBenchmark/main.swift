// Measures what the scenario language costs at run time; prints nanoseconds, one line each.
//
//   LanguageBenchmark formula [EVALUATIONS]
//   LanguageBenchmark table [ROWS]

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Processor time of this process, in seconds.
func processorTime() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

/// The median of an odd number of runs, in seconds.
func medianTime(runs: Int = 5, of body: () -> Void) -> Double {
  let times = (0..<runs).map { _ in
    let start = processorTime()
    body()
    return processorTime() - start
  }
  return times.sorted()[runs / 2]
}

func fail() -> Never {
  print("usage: LanguageBenchmark formula [EVALUATIONS] | table [ROWS]")
  exit(64)
}

switch CommandLine.arguments.dropFirst().first {
case "formula": measureFormulas(evaluations: count(orElse: 10_000_000))
case "table": measureTable(rows: count(orElse: 100_000))
default: fail()
}

/// The number on the command line, or the usual one.
func count(orElse usual: Int) -> Int {
  guard CommandLine.arguments.count > 2 else { return usual }
  guard let count = Int(CommandLine.arguments[2]), count > 0 else { fail() }
  return count
}
