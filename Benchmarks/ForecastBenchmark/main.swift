// Forecasts the series of a file and prints the mean scores of each method, or a line of losses a series.
//
//   ForecastBenchmark FILE METHOD[,METHOD…] [--periods 24,168] [--count N] [--inner K] [--lag L] [--losses]
//
// --inner K stays within the training part: K horizons before its end are the origin. Methods are chosen with it.

import BenchmarkSupport
import Forecasting

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

func fail() -> Never {
  BenchmarkProgram.fail(
    usage: "ForecastBenchmark FILE METHOD[,METHOD…] [--periods P,P] [--count N] [--inner K] "
      + "[--lag L] [--losses]\nmethods: \(ForecastMethod.names.joined(separator: " "))")
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
let prints = arguments.contains("--losses")
arguments.removeAll { $0 == "--losses" }
guard arguments.count == 2 else { fail() }
let series = readSeries(arguments[0], periods: periods, count: count, inner: inner)

/// The mean of numbers, with four digits after the point.
func mean(_ values: [Double]) -> String {
  "\((values.reduce(0, +) / Double(max(1, values.count)) * 1e4).rounded() / 1e4)"
}

/// The scores of a method, a series each; `nil` where it does not suit the series.
@MainActor func scores(_ method: ForecastMethod) -> (scores: [ForecastScore?], seconds: Double) {
  let start = ProcessUse.time
  let forecasts = series.map { parted -> Forecast? in
    guard let request = try? ForecastRequest(method: method, horizon: parted.actual.count) else {
      return nil
    }
    return try? parted.known.forecast(request)
  }
  let seconds = ProcessUse.time - start
  let scores = zip(series, forecasts).map { parted, forecast in
    forecast.flatMap {
      try? ForecastScore(
        of: $0.mean, against: parted.actual, history: parted.known.values,
        period: lag ?? parted.period)
    }
  }
  return (scores, seconds)
}

let reference = scores(.naive2).scores
for name in arguments[1].split(separator: ";") {
  guard let method = try? ForecastMethod(name: String(name)) else { fail() }
  let (own, seconds) = scores(method)
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
