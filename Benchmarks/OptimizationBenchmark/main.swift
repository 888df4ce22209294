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
  var settings = BayesianSettings(
    objectives: problem.objectives, constraints: problem.constraints,
    noise: problem.noise > 0 ? .inferred : .none)
  settings.initial = problem.initial
  if !problem.reference.isEmpty { settings.reference = problem.reference }
  if let text = unsafe getenv("DRAWS"), let value = unsafe Int(String(cString: text)) {
    settings.draws = value
  }
  var suggester = BayesianSuggester(in: space, settings: settings, seed: seed)
  func set(_ name: String, _ apply: (Double) -> Void) {
    if let text = unsafe getenv(name), let value = unsafe Double(String(cString: text)) {
      apply(value)
    }
  }
  set("SM") { suggester.process.scaleMean = $0 }
  set("SD") { suggester.process.scaleDeviation = $0 }
  set("ND") { suggester.process.noiseDeviation = $0 }
  set("TM") { suggester.process.trendMean = $0 }
  set("TD") { suggester.process.trendDeviation = $0 }
  set("GD") { suggester.process.signalDeviation = $0 }
  set("TR") { suggester.process.hasTrends = $0 > 0 }
  var trials: [Trial] = []
  var best = Double.infinity
  var regrets: [Double] = []
  var front: [[Double]] = []
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
    if unsafe getenv("SHOW") != nil {
      print(
        step, text(values[0]), text(observed[0]),
        suggestion.point.map { text($0) }.joined(separator: " "), "|",
        suggestion.memory.map { text($0) }.joined(separator: " "))
    }
    trials.append(
      Trial(point: suggestion.point, outcome: .measured(measurement), memory: suggestion.memory))
    if problem.objectives > 1 {
      front.append(values)
      regrets.append(problem.optimum - hypervolume(front, problem.reference))
      continue
    }
    if measurement.isFeasible { best = min(best, values[0] - problem.optimum) }
    regrets.append(best)
  }
  if problem.noise > 0, let index = suggester.recommendation(after: trials)?.trial {
    regrets[regrets.count - 1] =
      problem.value(space.values(at: trials[index].point))[0] - problem.optimum
  }
  return (regrets, seconds / Double(problem.budget - problem.initial))
}

/// The area that points dominate, up to a reference point.
func hypervolume(_ points: [[Double]], _ reference: [Double]) -> Double {
  var (area, height) = (0.0, reference[1])
  for point in points.sorted(by: { ($0[0], $0[1]) < ($1[0], $1[1]) })
  where point[0] < reference[0] && point[1] < height {
    area += (reference[0] - point[0]) * (height - point[1])
    height = point[1]
  }
  return area
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
var score = 0.0
var scored = 0
var count = 0
if wanted == "lines" {
  reportExactDecisions(seeds: seeds)
  exit(0)
}
if wanted == "suggestion" {
  reportSuggestion(count: seeds)
  exit(0)
}
let chosen: [Problem]
switch wanted {
case "all": chosen = publicProblems + otherProblems
case "public": chosen = publicProblems
case "other": chosen = otherProblems
default: chosen = (publicProblems + otherProblems).filter { $0.name.hasPrefix(wanted) }
}
for problem in chosen {
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
  score += log10(max(median, 1e-4))
  scored += 1
  var line =
    "\(problem.name): half \(text(quantile(halves, 0.5)))  end \(text(median)) [\(text(quantile(ends, 0.25))), \(text(quantile(ends, 0.75)))]  \(text(quantile(seconds, 0.5) * 1000)) ms"
  if let bar = bars[problem.name] {
    let ratio = log10(max(median, bar.floor) / bar.bar)
    line += "   log10 ratio \(text(ratio)) (\(bar.runs) runs)"
    total += ratio
    count += 1
  }
  print(line)
}
if count > 0 { print("mean log10 ratio \(text(total / Double(count))) over \(count)") }
print("score \(text(score / Double(scored)))")
