import ModelTraining
import Prognostics
import SpecialFunctions
import TestSupport
import Testing
import TreeEnsembles

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

  @Test("Trees are taught logarithms of remaining lives, and lives are answered", .tags(.exact))
  func logarithms() throws {
    for method in LearningMethod.allCases {
      let model = try WearingUnits.model(method).model
      // A plane is of lives themselves.
      #expect(model.function.offset == (method == .linear ? nil : 0.08 * model.cap))
      let row = [7.0, 0.5]
      let taught = LearnedFunction(model.function.parts).value(row)
      let life = model.function.offset.map { Reproducible.exp(taught) - $0 } ?? taught
      #expect(model.function.value(row) == life && model.score(row) == life)
    }
  }

  @Test(
    "The last cycles of a life are foretold more closely than by trees that are taught lives as they are",
    .tags(.statistical), arguments: [1 as UInt64, 2, 3])
  func nearTheEnd(_ seed: UInt64) throws {
    let table = WearingUnits.table(40, seed: seed)
    var trainer = ModelTrainer()
    trainer.cap = 60
    var boosting = BoostingSettings()
    (boosting.trees, boosting.learningRate, boosting.maximumDepth) = (100, 0.1, 4)
    (boosting.rowShare, boosting.minimumChildHessian) = (0.3, 5)
    trainer.settings.boosting = boosting
    let lives = try trainer.train(TrainingTable(table, WearingUnits.request))
    let left = lives.table.targets.map { min($0, 60) }
    var request = WearingUnits.request
    (request.target, request.question) = ("left", .value)
    let plain = try trainer.train(
      TrainingTable(
        ColumnarTable(table.columns + [WearingUnits.column("left", .float64(left))]), request))
    func error(_ result: ModelTrainer.Result) -> Double {
      let last = left.indices.filter { left[$0] < 10 }
      return last.reduce(0) { $0 + abs(result.heldOut[$1] - left[$1]) } / Double(last.count)
    }
    #expect(plain.folds == lives.folds)
    // With the same draws, settings and folds trees that are taught lives themselves would be the same; these err by 5 to 7 % less.
    #expect(error(lives) < 0.97 * error(plain))
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
    let text = message {
      $0["model.json"] = $0["model.json"]?.replacing("\"offset\":", with: "\"offset\":-")
        .replacing("\"offset\" : ", with: "\"offset\" : -")
    }
    #expect(text.hasPrefix("'model.json' is damaged: the offset of lives is -"))
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
