import Foundation
import JSONDocuments
import Testing

@testable import Forecasting

@Suite("Saved forecasters")
struct SavedForecasterTests {
  static func learned() throws -> BoostedForecaster {
    try BoostedForecaster(learning: try BoostedTests.shops(8), BoostedSettings(horizon: 6))
  }

  @Test("What is learned is read back to the same forecasts, bit for bit, and to the same bytes")
  func readBack() throws {
    let learned = try SavedForecasterTests.learned()
    let files = try SavedForecaster(learned).files()
    #expect(files.keys.sorted() == ["forecaster.json", "trees.json"])
    let saved = try SavedForecaster(files: files)
    #expect(try saved.files() == files)
    guard case .boosted(let again) = saved.content else {
      Issue.record("something else was read")
      return
    }
    #expect(again.trials == learned.trials && again.seriesCount == 8 && again.horizon == 6)
    for number in 0..<4 {
      let series = try BoostedTests.shop("others", number, count: 7 + 20 * number)
      let levels = [0.8, 0.95]
      #expect(
        try again.forecast(series, steps: 9, levels: levels)
          == learned.forecast(series, steps: 9, levels: levels))
      let look = try #require(saved.look(at: series.values, steps: 9, deviations: true))
      #expect(try look.mean == learned.forecast(series, steps: 9).mean)
      #expect(look.deviations.count == 9 && look.deviations.allSatisfy { $0 > 0 })
      #expect(saved.look(at: series.values, steps: 9)?.deviations == [])
    }
  }

  @Test("A method is fitted anew to each history; short ones have their mean")
  func method() throws {
    let saved = try SavedForecaster(
      files: SavedForecaster(ForecastMethod(name: "ses"), periods: [4]).files())
    #expect(saved.name == "ses" && saved.periods == [4] && saved.knownNames == [])
    let forecast = try TimeSeries(values: Goldens.smooth, periods: [4]).forecast(
      ForecastRequest(method: .simpleSmoothing, horizon: 3))
    let look = try #require(saved.look(at: Goldens.smooth, steps: 3, deviations: true))
    #expect(look.mean == forecast.mean)
    let deviation = SimpleSmoothing(fitted: Goldens.smooth).deviation(3)
    for step in 0..<3 {
      // The quantile of 84.13 % is 1 but for the 40 binary places that are kept of it.
      #expect(abs(look.deviations[step] / deviation[step] - 1) < 1e-9)
    }
    // Seven values are fewer than eight: mean 4, variance 28/6 times 1 + 1/7.
    let short = try #require(saved.look(at: [1, 2, 3, 4, 5, 6, 7], steps: 2, deviations: true))
    #expect(short.mean == [4, 4])
    #expect(abs(short.deviations[1] - (28.0 / 6 * 8 / 7).squareRoot()) < 1e-12)
    #expect(saved.look(at: [], steps: 1) == nil && saved.look(at: [1, .nan], steps: 1) == nil)
    // What the method refuses has its mean, too.
    let croston = try SavedForecaster(.croston)
    let negative = [-1.0, 1, -1, 1, -1, 1, -1, 1, 9]
    #expect(croston.look(at: negative, steps: 1)?.mean == [1])
  }

  @Test("What has to be known in advance leaves looks without an answer")
  func known() throws {
    let series = try BoostedTests.shops(4).map { each in
      KnownSeries(
        each.series,
        known: try KnownColumns(
          names: ["price"], columns: [each.series.values.indices.map { Double($0 % 5) }]))
    }
    let saved = try SavedForecaster(
      files: SavedForecaster(
        BoostedForecaster(learning: series, BoostedSettings(horizon: 3))
      ).files())
    #expect(saved.knownNames == ["price"])
    #expect(saved.look(at: series[0].series.values, steps: 3) == nil)
  }

  @Test("Files that are something else are refused by name")
  func refused() throws {
    let files = try SavedForecaster(SavedForecasterTests.learned()).files()
    func message(_ change: (inout [String: Data]) -> Void) -> String {
      var changed = files
      change(&changed)
      do {
        _ = try SavedForecaster(files: changed)
        return "nothing refused"
      } catch {
        return "\(error)"
      }
    }
    func edited(_ name: String, _ text: String, _ other: String) -> Data {
      let old = String(decoding: files[name] ?? Data(), as: UTF8.self)
      #expect(old.contains(text))
      return Data(old.replacingOccurrences(of: text, with: other).utf8)
    }
    let main = "forecaster.json"
    #expect(
      message { $0[main] = nil } == "there is no file 'forecaster.json'; this is no forecaster")
    #expect(message { $0[main] = Data("[]".utf8) } == "'forecaster.json' is no forecaster")
    #expect(
      message { $0[main] = edited(main, "\"forecaster\"", "\"trained model\"") }
        == "this is a trained model, not a forecaster")
    #expect(
      message { $0[main] = edited(main, "\"version\" : 1", "\"version\" : 2") }
        == "the forecaster has the form of version 2, and this program reads version 1")
    #expect(
      message { $0[main] = edited(main, "\"seasons\"", "\"reasons\"") }
        == "'forecaster.json' is damaged: something is missing")
    #expect(
      message { $0["trees.json"] = nil } == "the file 'trees.json' of the forecaster is missing")
    let half = Data(files["trees.json"]?.prefix(500) ?? Data())
    #expect(message { $0["trees.json"] = half }.hasPrefix("'trees.json': "))
    #expect(
      message { $0["trees.json"] = edited("trees.json", "\"lag 1\"", "\"log 1\"") }
        == "the trees of 'trees.json' read other columns than the forecaster gives them")
    #expect(
      message { $0[main] = edited(main, "\"usual_ratio\" : ", "\"usual_ratio\" : -") }
        == "'forecaster.json' is damaged: the usual ratio is not above 0")
    #expect(
      message {
        $0[main] = Data(
          #"{"kind": "forecaster", "version": 1, "method": "boosted", "seasons": []}"#.utf8)
      }
        == "'boosted' is learned from series: learn a BoostedForecaster and save that")
    #expect(
      message {
        $0[main] = Data(
          #"{"kind": "forecaster", "version": 1, "method": "oracle", "seasons": []}"#.utf8)
      }
      .hasPrefix("'forecaster.json' is damaged: no method 'oracle'; there are automatic"))
    #expect(
      message {
        $0[main] = Data(
          #"{"kind": "forecaster", "version": 1, "method": "ses", "seasons": [1]}"#.utf8)
      }
      .hasPrefix("'forecaster.json' is damaged: series: seasons of 1 steps"))
  }
}
