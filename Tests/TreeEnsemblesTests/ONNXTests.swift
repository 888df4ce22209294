import Foundation
import Testing
import TreeEnsembles

@Suite("ONNX files")
struct ONNXTests {
  @Test(
    "A model gives the bytes that onnxruntime was checked with",
    arguments: [
      ("xgboost-2.1.4-margin.json", ONNXForm.regressor),
      ("xgboost-1.7.6-classes.json", .classifier),
      ("xgboost-3.2.0-logistic.json", .classifier), ("xgboost-3.2.0-poisson.json", .regressor),
      ("lightgbm-4.7.0-quantile.txt", .regressor),
    ])
  func golden(name: String, form: ONNXForm) throws {
    let bytes = try TreeEnsemble(reading: TreeFixtures.data(name)).onnx(form)
    let recorded =
      name.replacingOccurrences(of: ".json", with: "")
      .replacingOccurrences(of: ".txt", with: "") + ".onnx"
    // Scripts/check-onnx.py must be run on what is recorded anew.
    if ProcessInfo.processInfo.environment["FETTLE_RECORD"] != nil {
      try bytes.write(to: TreeFixtures.folder.appending(path: recorded))
    }
    #expect(try TreeFixtures.data(recorded) == bytes)
  }

  @Test("What ONNX has no trees for is refused by name")
  func refusals() throws {
    let model = try TreeEnsemble(reading: TreeFixtures.data("xgboost-3.2.0-categories.json"))
    let error = #expect(throws: TreeEnsembleError.self) { try model.onnx() }
    #expect(
      error?.description
        == "feature 'recipe': 'category' is not supported; train without categories and without zeros as missing values"
    )
    let numbers = try TreeEnsemble(reading: TreeFixtures.data("xgboost-3.2.0-base.json"))
    let other = #expect(throws: TreeEnsembleError.self) { try numbers.onnx(.classifier) }
    #expect(
      other?.description == "link: 'identity' is not supported; export it as a regressor")
  }
}
