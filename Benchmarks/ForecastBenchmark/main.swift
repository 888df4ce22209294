// Forecasts the series of a file and prints the mean scores of each method, or a line of losses a series.
//
//   ForecastBenchmark FILE METHOD[;METHOD…] [--periods 24,168] [--count N] [--inner K] [--lag L]
//     [--levels P,P] [--learned-horizon H] [--losses] [--looks STEPS]
//
// --inner K stays within the training part: K horizons before its end are the origin. Methods are chosen with it.
// --levels tells how many values lie in intervals. --learned-horizon learns `boosted` for H steps, of which the others
// follow; 1 is a recursive forecast. --looks times saved forecasters at histories of 200 values.

import BenchmarkSupport
import Forecasting
import ParallelWork

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func fail() -> Never {
  BenchmarkProgram.fail(
    usage: "ForecastBenchmark FILE METHOD[;METHOD…] [--periods P,P] [--count N] [--inner K] "
      + "[--lag L] [--levels P,P] [--learned-horizon H] [--losses] [--looks STEPS]\nmethods: "
      + ForecastMethod.names.joined(separator: " "))
}

var arguments = Array(CommandLine.arguments.dropFirst())

/// Takes an option with its value out of the arguments.
@MainActor func option(_ name: String) -> String? {
  guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else { return nil }
  let value = arguments[place + 1]
  arguments.removeSubrange(place...place + 1)
  return value
}

let periods = (option("--periods") ?? "").split(separator: ",").compactMap { Int($0) }
let count = option("--count").flatMap { Int($0) } ?? 0
let inner = option("--inner").flatMap { Int($0) } ?? 0
let lag = option("--lag").flatMap { Int($0) }
let levels = (option("--levels") ?? "").split(separator: ",").compactMap { Double($0) }
let learnedHorizon = option("--learned-horizon").flatMap { Int($0) }
let looks = option("--looks").flatMap { Int($0) }
let prints = arguments.contains("--losses")
arguments.removeAll { $0 == "--losses" }
guard arguments.count == 2 else { fail() }
let series = readSeries(arguments[0], periods: periods, count: count, inner: inner)

/// The mean of numbers, with four digits after the point.
func mean(_ values: [Double]) -> String {
  "\((values.reduce(0, +) / Double(max(1, values.count)) * 1e4).rounded() / 1e4)"
}

/// The scores of a method, a series each; `nil` where it does not suit the series.
@MainActor func scores(
  _ method: ForecastMethod
) async -> (scores: [ForecastScore?], seconds: Double) {
  let start = ProcessUse.time
  var forecasts = [Forecast?](repeating: nil, count: series.count)
  // Series are forecast together where they have one horizon, from which some methods learn.
  for horizon in Set(series.map(\.actual.count)).sorted() {
    guard let request = try? ForecastRequest(method: method, horizon: horizon, levels: levels)
    else { continue }
    let places = series.indices.filter { series[$0].actual.count == horizon }
    if method == .boosted, let learnedHorizon {
      // Learned for fewer steps, the later ones are forecast from the first as if they had come.
      let learned = try? await BoostedForecaster.learned(
        from: places.map { KnownSeries(series[$0].known) },
        BoostedSettings(horizon: learnedHorizon), on: SideBySide(jobs: 1))
      for place in places {
        forecasts[place] = try? learned?.forecast(
          series[place].known, steps: horizon, levels: levels)
      }
      continue
    }
    let outcomes = await ForecastBatch(request).outcomes(
      of: places.map { series[$0].known }, on: SideBySide(jobs: 1))
    for (place, outcome) in zip(places, outcomes) { forecasts[place] = try? outcome?.get() }
  }
  let seconds = ProcessUse.time - start
  let scores = zip(series, forecasts).map { parted, forecast in
    forecast.flatMap {
      try? ForecastScore(
        of: $0.mean, against: parted.actual, history: parted.known.values,
        period: lag ?? parted.period)
    }
  }
  for place in levels.indices {
    let inside = zip(series, forecasts).compactMap { parted, forecast in
      forecast.flatMap { try? IntervalScore(of: $0.intervals[place], against: parted.actual) }
    }
    print("\(method): inside \(levels[place]): \(mean(inside.map(\.coverage)))")
  }
  return (scores, seconds)
}

/// Prints how long a look of a saved forecaster takes.
@MainActor func timeLooks(_ name: String, _ method: ForecastMethod, steps: Int) {
  let periods = series.first?.known.periods ?? []
  let saved =
    method == .boosted
    ? try? SavedForecaster(
      BoostedForecaster(
        learning: series.map { KnownSeries($0.known) }, BoostedSettings(horizon: steps)))
    : try? SavedForecaster(method, periods: periods)
  guard let saved else { return print("\(name): cannot be saved") }
  // Values of all series one behind the other, so that a look is never the same.
  let values = series.prefix(100).flatMap(\.known.values)
  let count = min(2_000, values.count - 200)
  guard count > 0 else { return print("\(name): too few values") }
  let start = ProcessUse.time
  var sum = 0.0
  for first in 0..<count {
    let look = saved.look(at: Array(values[first..<first + 200]), steps: steps)
    sum += look?.mean[steps - 1] ?? 0
  }
  let seconds = ProcessUse.time - start
  print("\(saved.name): \(mean([seconds / Double(count) * 1e6])) µs a look, sum \(sum)")
}

if let looks {
  for name in arguments[1].split(separator: ";") {
    guard let method = try? ForecastMethod(name: String(name)) else { fail() }
    timeLooks(String(name), method, steps: looks)
  }
  exit(0)
}

let reference = await scores(.naive2).scores
for name in arguments[1].split(separator: ";") {
  guard let method = try? ForecastMethod(name: String(name)) else { fail() }
  let (own, seconds) = await scores(method)
  let both = zip(own, reference).compactMap { own, other in
    own.flatMap { own in other.map { (own: own, other: $0) } }
  }
  if prints {
    for (parted, score) in zip(series, own) {
      let values = [
        score?.meanAbsoluteScaled, score?.symmetricPercentage, score?.rootMeanSquareScaled,
        score?.bias,
      ]
      print(
        "\(parted.known.name),\(name),"
          + values.map { $0.map { "\($0)" } ?? "" }.joined(separator: ","))
    }
    continue
  }
  let overall = ForecastScore.overallWeightedAverage(
    both.map(\.own), reference: both.map(\.other))
  let scored = both.map(\.own)
  // As in the anchors, a series without a scale counts nowhere.
  let counted = scored.filter { $0.meanAbsoluteScaled != nil }
  print(
    "\(name): n \(counted.count)  MASE \(mean(counted.compactMap(\.meanAbsoluteScaled)))"
      + "  sMAPE \(mean(counted.map(\.symmetricPercentage)))"
      + "  RMSSE \(mean(counted.compactMap(\.rootMeanSquareScaled)))"
      + "  bias \(mean(counted.compactMap(\.bias)))"
      + "  OWA \(overall.map { "\(($0 * 1e4).rounded() / 1e4)" } ?? "–")"
      + "  s/1000 \((seconds / Double(max(1, series.count)) * 1e6).rounded() / 1e3)")
}
