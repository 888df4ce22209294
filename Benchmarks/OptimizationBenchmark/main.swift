// Searches for the optima of functions that are known, once a seed, and prints one line a function:
// the median of the last regrets with the quartiles, the decimal logarithm of its ratio to the bar with
// a 95 % interval by resampling seeds, and the processor time of a suggestion.
//
//   OptimizationBenchmark PROBLEM|public|other SEEDS

import BenchmarkSupport
import EventKernel
import Optimization
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func fail() -> Never {
  let names = (publicProblems + otherProblems).map(\.name).joined(separator: " ")
  BenchmarkProgram.fail(
    usage: "OptimizationBenchmark PROBLEM|public|other|lines SEEDS, or suggestion TRIALS\n"
      + "problems: \(names)")
}

/// The median regret against the bar, as a decimal logarithm; less is better.
func logarithmicRatio(_ regrets: [Double], to bar: Bar) -> Double {
  log10(max(quantile(regrets, 0.5), bar.floor) / bar.median)
}

/// The ends of a 95 % interval of a statistic of seeds, by 2,000 resamples.
func interval(_ values: [Double], of statistic: ([Double]) -> Double) -> (Double, Double) {
  var stream = RandomStream(
    StreamKey(seed: 1, replication: 0, path: "benchmark", purpose: "resamples"))
  let resampled = (0..<2_000).map { _ in
    statistic(values.map { _ in values[Int(stream.uniform() * Double(values.count))] })
  }
  return (quantile(resampled, 0.025), quantile(resampled, 0.975))
}

/// A number with about four digits.
func text(_ x: Double) -> String {
  x == 0 || (abs(x) >= 1e-3 && abs(x) < 1e4) ? "\((x * 1e4).rounded() / 1e4)" : "\(Float(x))"
}

/// Prints what came of a problem.
///
/// - Returns: The regrets and the bar, where there is one.
func measure(_ problem: Problem, seeds: Int) -> (regrets: [Double], bar: Bar)? {
  let runs = (0..<seeds).map { search(problem, seed: UInt64($0)) }
  let regrets = runs.map(\.regret)
  var line =
    "\(problem.name): \(text(quantile(regrets, 0.5))) "
    + "[\(text(quantile(regrets, 0.25))), \(text(quantile(regrets, 0.75)))]"
  if let bar = bars[problem.name] {
    let own = logarithmicRatio(regrets, to: bar)
    let (low, high) = interval(regrets) { logarithmicRatio($0, to: bar) }
    line += "  log10 ratio \(text(own)) [\(text(low)), \(text(high))] to \(bar.runs) runs"
  }
  print(line + "  \(text(quantile(runs.map(\.seconds), 0.5) * 1e3)) ms a suggestion")
  return bars[problem.name].map { (regrets, $0) }
}

/// The mean of the ratios, with the ends of its 95 % interval, seeds resampled within each problem.
func meanRatio(_ results: [(regrets: [Double], bar: Bar)]) -> (Double, Double, Double) {
  func mean(_ regrets: ([Double]) -> [Double]) -> Double {
    results.reduce(0) { $0 + logarithmicRatio(regrets($1.regrets), to: $1.bar) }
      / Double(results.count)
  }
  var stream = RandomStream(
    StreamKey(seed: 2, replication: 0, path: "benchmark", purpose: "resamples"))
  let resampled = (0..<2_000).map { _ in
    mean { values in values.map { _ in values[Int(stream.uniform() * Double(values.count))] } }
  }
  return (mean { $0 }, quantile(resampled, 0.025), quantile(resampled, 0.975))
}

let arguments = CommandLine.arguments
guard arguments.count == 3, let seeds = Int(arguments[2]), seeds > 0 else { fail() }
if arguments[1] == "lines" {
  reportExactDecisions(seeds: seeds)
  exit(0)
}
if arguments[1] == "suggestion" {
  reportSuggestion(count: seeds)
  exit(0)
}
let chosen: [Problem]
switch arguments[1] {
case "public": chosen = publicProblems
case "other": chosen = otherProblems
case let name: chosen = (publicProblems + otherProblems).filter { $0.name == name }
}
guard !chosen.isEmpty else { fail() }
let results = chosen.compactMap { measure($0, seeds: seeds) }
for (name, counted) in [
  ("all", results), ("bars of 10 runs or more", results.filter { $0.bar.runs >= 10 }),
]
where counted.count > 1 {
  let (mean, low, high) = meanRatio(counted)
  print(
    "mean log10 ratio, \(name): \(text(mean)) [\(text(low)), \(text(high))] over \(counted.count)")
}
