import ModelTraining
import Prognostics
import TestSupport
import Testing

@Suite("Training")
struct ModelTrainerTests {
  @Test(
    "A model of wearing units foretells new ones, better than their mean life",
    .tags(.statistical), arguments: LearningMethod.allCases)
  func foretells(_ method: LearningMethod) throws {
    let result = try WearingUnits.model(method)
    let model = result.model
    let new = try model.rows(
      of: WearingUnits.table(100, seed: 9),
      {
        var request = WearingUnits.request
        request.ends = .failures
        return request
      }())
    let scores = ModelScores(model, scores: try model.scores(new), of: new)
    func line(_ name: String) throws -> ScoreLine {
      try #require(scores.lines.first { $0.name == name })
    }
    // The cap is 60 % of some 100 cycles; targets spread evenly below it and pile up there, so that their
    // standard deviation is some 20 cycles.
    #expect(try line("root mean square error").value < 10)
    let coverage = try line("in the 90 % interval")
    // Rows of a unit hang together, so the error is that of 100 units: 3 · 0.03, from the calibration's 40 units 3 · 0.047;
    // intervals are made wide enough for both, so that more may lie within.
    #expect(coverage.value > 0.9 - 3 * 0.056 && coverage.value <= 1)
    #expect(scores.units == 100 && scores.rows == new.rowCount)
  }

  @Test("The same table gives the same model, to the bit, and its files read as the same")
  func saved() throws {
    for method in LearningMethod.allCases {
      let files = try WearingUnits.model(method).model.files()
      #expect(try WearingUnits.model(method).model.files() == files)
      let again = try TrainedModel(files: files)
      #expect(try again.files() == files)
      #expect(again.method == method)
    }
  }

  @Test("The chance that a factory asks for is that of the calibrated distribution")
  func chance() throws {
    let model = try WearingUnits.model().model
    let row = [7.0, 0.5]
    guard case .life(let life) = try model.answer(row) else {
      Issue.record("no remaining life")
      return
    }
    for time in [1.0, 10, 30, 100] {
      let asked = model.chanceOfFailure(within: time, features: row)
      #expect(abs(asked - life.chance(within: time)) < 1e-9)
      #expect(asked >= 0 && asked <= 1)
    }
    #expect(model.chanceOfFailure(within: 10, features: [.nan, .nan]).isNaN)
    #expect(
      model.chanceOfFailure(within: 10, features: [9, 0.5])
        > model.chanceOfFailure(within: 10, features: [0, 0.5]))
  }

  @Test("A model for other columns says which are missing", .tags(.failure))
  func otherColumns() throws {
    let model = try WearingUnits.model().model
    let table = WearingUnits.table(6, seed: 1)
    let renamed = ColumnsWithout("heat").of(table)
    #expect(throws: TrainingProblem.self) { try model.rows(of: renamed, WearingUnits.request) }
    do {
      _ = try model.rows(of: renamed, WearingUnits.request)
    } catch {
      #expect(
        error.message
          == "the model reads 'heat', which the table does not have; it has 'unit', 'cycle', 'fixed' beside what the "
          + "model reads")
    }
  }

  @Test("A damaged file of a model is refused, and it is said what is wrong", .tags(.failure))
  func damaged() throws {
    let files = try WearingUnits.model().model.files()
    func message(_ change: (inout [String: String]) -> Void) -> String {
      var texts = files.mapValues { String(decoding: $0, as: UTF8.self) }
      change(&texts)
      do {
        _ = try TrainedModel(texts: texts)
        return ""
      } catch {
        return error.message
      }
    }
    #expect(
      message { $0["model.json"] = nil }
        == "there is no file 'model.json'; this is no trained model")
    #expect(
      message { $0["trees-1.json"] = nil } == "the file 'trees-1.json' of the model is missing")
    #expect(message { $0["model.json"] = "{" } == "'model.json' is no trained model")
    #expect(
      message {
        $0["model.json"] = $0["model.json"]?.replacing("\"version\":1", with: "\"version\":7")
          .replacing("\"version\" : 1", with: "\"version\" : 7")
      }
        == "the model has the form of version 7, and this program reads version 1")
  }
}

import DataTables

/// A table without one of its columns.
private struct ColumnsWithout {
  let name: String

  init(_ name: String) { self.name = name }

  func of(_ table: ColumnarTable) -> ColumnarTable {
    ColumnarTable(table.columns.filter { $0.description.name != name })
  }
}

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension TrainedModel {
  fileprivate init(texts: [String: String]) throws(TrainingProblem) {
    try self.init(files: texts.mapValues { Data($0.utf8) })
  }
}
