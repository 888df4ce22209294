import Forecasting
import Scenarios

/// What methods would have been worth at earlier origins, a line each.
struct BacktestTable {
  /// A method on all series.
  struct Line: Encodable {
    var method: String
    var series: Int
    var failed: Int
    var mase: Double?
    var rmsse: Double?
    var smape: Double
    var owa: Double?
    var bias: Double?
    var coverage: [Double]
    var pinball: [Double]
  }

  var lines: [Line] = []
  var levels: [Double]

  /// Adds a method.
  ///
  /// - Parameters:
  ///   - method: Its name.
  ///   - results: What became of each series.
  ///   - reference: What became of Naive2, for OWA; in the same order.
  mutating func add(
    _ method: String, _ results: [Result<Backtest, ForecastingError>?],
    reference: [Result<Backtest, ForecastingError>?]
  ) {
    let good = results.compactMap { try? $0?.get() }
    guard !good.isEmpty else { return }
    func mean(_ values: [Double]) -> Double? {
      values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    func means(_ results: [Backtest]) -> (mase: Double?, smape: Double?) {
      (
        mean(results.compactMap { $0.mean(\.meanAbsoluteScaled) }),
        mean(results.compactMap { $0.mean(\.symmetricPercentage) })
      )
    }
    let pairs = zip(results, reference).compactMap { own, other -> (Backtest, Backtest)? in
      guard let own = try? own?.get(), let other = try? other?.get() else { return nil }
      return (own, other)
    }
    let (own, naive) = (means(pairs.map(\.0)), means(pairs.map(\.1)))
    var owa: Double?
    if let mase = own.mase, let smape = own.smape, let base = naive.mase, let percent = naive.smape,
      base > 0, percent > 0
    {
      owa = (mase / base + smape / percent) / 2
    }
    lines.append(
      Line(
        method: method, series: good.count, failed: results.count - good.count,
        mase: mean(good.compactMap { $0.mean(\.meanAbsoluteScaled) }),
        rmsse: mean(good.compactMap { $0.mean(\.rootMeanSquareScaled) }),
        smape: mean(good.compactMap { $0.mean(\.symmetricPercentage) }) ?? .nan, owa: owa,
        bias: mean(good.compactMap { $0.mean(\.bias) }),
        coverage: intervals(good) { $0.coverage }, pinball: intervals(good) { $0.pinball }))
  }

  private func intervals(
    _ results: [Backtest], _ figure: (IntervalScore) -> Double
  ) -> [Double] {
    levels.indices.compactMap { level in
      let values = results.flatMap(\.origins).compactMap { origin in
        level < origin.intervals.count ? figure(origin.intervals[level]) : nil
      }
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
  }

  /// The lines, the best by RMSSE first.
  var text: String {
    var table = TextTable(Array(repeating: .right, count: 7 + levels.count))
    table.alignments[0] = .left
    table.add(
      ["method", "RMSSE", "MASE", "sMAPE %", "OWA", "bias", "series"]
        + levels.map { "in \(ShortNumber.text(100 * $0, digits: 3)) %" })
    for line in lines.sorted(by: { ($0.rmsse ?? .infinity) < ($1.rmsse ?? .infinity) }) {
      func short(_ value: Double?) -> String {
        value.map { ShortNumber.text($0, digits: 3) } ?? "–"
      }
      table.add(
        [
          line.method, short(line.rmsse), short(line.mase), short(line.smape), short(line.owa),
          short(line.bias), String(line.series),
        ] + line.coverage.map { ShortNumber.text(100 * $0, digits: 3) + " %" })
    }
    return table.text
  }
}
