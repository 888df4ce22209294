import Foundation
import Testing
import TreeEnsembles

@Suite("What is refused, and in which words")
struct RefusalTests {
  private func message(reading text: String) -> String? {
    #expect(throws: TreeEnsembleError.self) { try TreeEnsemble(reading: Data(text.utf8)) }?
      .description
  }

  /// A recorded file with something replaced.
  private func changed(_ name: String, _ old: String, _ new: String) throws -> String {
    let text = String(decoding: try TreeFixtures.data(name), as: UTF8.self)
    try #require(text.contains(old))
    return text.replacingOccurrences(of: old, with: new)
  }

  @Test("XGBoost: other versions, boosters, objectives and fields")
  func xgboost() throws {
    let file = "xgboost-3.2.0-base.json"
    #expect(
      message(reading: try changed(file, "\"version\":[3,2,0]", "\"version\":[4,0,0]"))
        == "version: '4.0.0' is not supported; known are XGBoost 1 to 3; save the model with one of these"
    )
    #expect(
      message(reading: try changed(file, "\"name\":\"gbtree\"", "\"name\":\"gblinear\""))
        == "learner.gradient_booster.name: 'gblinear' is not supported; known are gbtree and dart")
    #expect(
      message(reading: try changed(file, "reg:squarederror", "survival:cox"))?
        .hasPrefix("learner.objective.name: 'survival:cox' is not supported; known are binary:")
        == true)
    #expect(
      message(reading: try changed(file, "\"id\":0", "\"id\":0,\"oblique\":[]"))
        == "learner.gradient_booster.model.trees[0]: 'oblique' is not supported; save the model with a version of its program that this reader knows"
    )
    #expect(
      message(reading: try changed(file, "\"num_target\":\"1\"", "\"num_target\":\"2\""))
        == "learner.learner_model_param.num_target: '2' is not supported; train a model a target")
    #expect(
      message(
        reading: try changed(file, "\"size_leaf_vector\":\"1\"", "\"size_leaf_vector\":\"3\""))
        == "learner.gradient_booster.model.trees[0].tree_param.size_leaf_vector: '3' is not supported; train with multi_strategy=\"one_output_per_tree\""
    )
    #expect(
      message(reading: try changed(file, "\"enc\":[]", "\"enc\":[1]"))
        == "learner.gradient_booster.model.cats.enc: 'categories with names' is not supported; train with their codes, whole numbers from 0"
    )
  }

  @Test("XGBoost: a tree with a loop, and a list that is too short")
  func badTrees() throws {
    let file = "xgboost-3.2.0-base.json"
    #expect(
      message(reading: try changed(file, "\"left_children\":[1,", "\"left_children\":[0,"))
        == "tree 0: read a node with no place or with two parents, expected a tree")
    #expect(
      message(reading: try changed(file, "\"default_left\":[", "\"default_left\":[0,"))?
        .hasSuffix("one a node") == true)
  }

  @Test("Binary files, other files, nothing")
  func otherFiles() {
    #expect(
      message(reading: "{L\0\0\0\0\0\0\0\u{7}learner")
        == "file: 'a binary form of XGBoost' is not supported; save it as JSON: booster.save_model(\"model.json\")"
    )
    #expect(
      message(reading: "PK")
        == "file: read 'PK', expected XGBoost's JSON, LightGBM's text or Fettle's own form")
    #expect(message(reading: " \n") == "file: read nothing, expected a model")
    #expect(message(reading: "{\"a\": }") == "byte 6: read '}', expected a value")
    #expect(message(reading: "{\"a\": 1}") == "model: read no 'version', expected one")
    #expect(
      message(reading: "{\"format\": \"fettle trees\", \"version\": 2}")
        == "version: '2.0' is not supported; read it with the release that wrote it")
  }

  @Test("LightGBM: other versions, linear leaves, unknown lines, files cut short")
  func lightGBM() throws {
    let file = "lightgbm-4.7.0-whole.txt"
    #expect(
      message(reading: try changed(file, "version=v4", "version=v9"))
        == "version: 'v9' is not supported; known are v3 and v4, of LightGBM 3 and 4")
    #expect(
      message(reading: try changed(file, "is_linear=0", "is_linear=1"))
        == "tree 0, is_linear: '1' is not supported; train with linear_tree=false")
    #expect(
      message(reading: try changed(file, "is_linear=0", "is_curved=0"))
        == "tree 0: 'is_curved' is not supported; save the model with LightGBM 3 or 4")
    #expect(
      message(reading: try changed(file, "objective=regression", "objective=multiclassova"))?
        .hasPrefix("objective: 'multiclassova' is not supported; known are binary, ") == true)
    #expect(
      message(reading: try changed(file, "end of trees", ""))?
        .contains("is not supported") == true)
    let text = String(decoding: try TreeFixtures.data(file), as: UTF8.self)
    #expect(
      message(reading: String(text.prefix(1_000)))
        == "file: read its end, expected the line 'end of trees'")
  }

  @Test("Tables and settings that say nothing")
  func training() throws {
    func message(_ body: () throws -> Void) -> String? {
      #expect(throws: TreeEnsembleError.self) { try body() }?.description
    }
    let table = try FeatureTable(names: ["x"], columns: [[1, 2, 3]])
    #expect(
      message { _ = try FeatureTable(names: ["x", "x"], columns: [[1], [2]]) }
        == "the feature 'x' stands twice; give each column a name of its own")
    #expect(
      message { _ = try FeatureTable(names: ["x"], columns: [[1, .infinity]]) }
        == "row 1 of 'x' is infinite; give a finite value, or NaN where it is missing")
    #expect(
      message { _ = try TrainingRows(features: table, targets: [1, 2]) }
        == "2 targets do not go with 3 rows; give as many of one as of the other")
    #expect(
      message { _ = try TrainingRows(features: table, targets: [1, .nan, 2]) }
        == "target of row 1 = nan must be finite")
    let rows = try TrainingRows(features: table, targets: [0, 2, 1])
    var settings = BoostingSettings()
    settings.objective = .logistic
    #expect(
      message { _ = try BoostedTrees(training: rows, settings: settings) }
        == "target of row 1 = 2.0 must be 0 to 1")
    settings = BoostingSettings()
    settings.bins = 256
    #expect(
      message { _ = try BoostedTrees(training: rows, settings: settings) }
        == "bins = 256.0 must be 2 to 255")
    settings = BoostingSettings()
    settings.monotone = ["y": 1]
    #expect(
      message { _ = try BoostedTrees(training: rows, settings: settings) }
        == "the model knows other features: missing are y")
    let constant = try TrainingRows(
      features: FeatureTable(names: ["x"], columns: [[7, 7, 7]]), targets: [1, 2, 6])
    // A column that is constant is no fault: the prediction is the mean.
    #expect(try BoostedTrees(training: constant, settings: .init()).ensemble.prediction([7]) == 3)
  }
}
