import EventKernel
import Optimization
import SpecialFunctions
#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

/// One search; the regret after each trial, and the time of a suggestion.
func search(_ problem: Problem, seed: UInt64) -> (regrets: [Double], seconds: Double) {
  let space = problem.space
  let suggester = BayesianSuggester(
    space: space, objectives: problem.objectives, constraints: problem.constraints,
    noise: problem.noise > 0 ? .inferred : .none, initial: problem.initial, seed: seed)
  var trials: [Trial] = []
  var best = Double.infinity
  var regrets: [Double] = []
  var seconds = 0.0
  let key = StreamKey(seed: seed, replication: 0, path: problem.name, purpose: "noise")
  for step in 0..<problem.budget {
    let began = processorTime()
    guard let suggestion = suggester.suggestions(1, after: trials).first else { break }
    if step >= problem.initial { seconds += processorTime() - began }
    let values = problem.value(space.values(at: suggestion.point))
    var observed = values
    if problem.noise > 0 {
      var stream = RandomStream(key, ordinal: UInt64(step))
      observed[0] += problem.noise * StandardNormal.quantile(stream.uniform())
    }
    let measurement = Measurement(
      objectives: Array(observed[..<problem.objectives]),
      constraints: Array(observed[problem.objectives...]))
    trials.append(
      Trial(point: suggestion.point, outcome: .measured(measurement), memory: suggestion.memory))
    if measurement.isFeasible { best = min(best, values[0] - problem.optimum) }
    regrets.append(best)
  }
  return (regrets, seconds / Double(problem.budget - problem.initial))
}

func quantile(_ values: [Double], _ p: Double) -> Double {
  let sorted = values.sorted()
  let place = p * Double(sorted.count - 1)
  let low = Int(place)
  let high = min(low + 1, sorted.count - 1)
  return sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low])
}

func text(_ x: Double) -> String {
  x == 0 ? "0" : abs(x) >= 1e-3 && abs(x) < 1e4 ? "\((x * 1e4).rounded() / 1e4)" : "\(Float(x))"
}

let arguments = CommandLine.arguments
let wanted = arguments.count > 1 ? arguments[1] : "all"
let seeds = arguments.count > 2 ? Int(arguments[2]) ?? 20 : 20
var total = 0.0
var count = 0
let chosen: [Problem]
switch wanted {
case "all": chosen = publicProblems + otherProblems
case "public": chosen = publicProblems
case "other": chosen = otherProblems
default: chosen = (publicProblems + otherProblems).filter { $0.name.hasPrefix(wanted) }
}
for problem in chosen {
  if problem.objectives > 1 { continue }
  var ends: [Double] = []
  var halves: [Double] = []
  var seconds: [Double] = []
  for seed in 0..<seeds {
    let (regrets, time) = search(problem, seed: UInt64(seed))
    ends.append(regrets.last ?? .infinity)
    halves.append(regrets[problem.budget / 2])
    seconds.append(time)
  }
  let median = quantile(ends, 0.5)
  var line = "\(problem.name): half \(text(quantile(halves, 0.5)))  end \(text(median)) [\(text(quantile(ends, 0.25))), \(text(quantile(ends, 0.75)))]  \(text(quantile(seconds, 0.5) * 1000)) ms"
  if let bar = bars[problem.name] {
    let ratio = log10(max(median, bar.floor) / bar.bar)
    line += "   log10 ratio \(text(ratio)) (\(bar.runs) runs)"
    total += ratio
    count += 1
  }
  print(line)
}
if count > 0 { print("mean log10 ratio \(text(total / Double(count))) over \(count)") }
