import Foundation
import Testing
import TreeEnsembles

@Suite("Models of other programs")
struct OtherProgramsTests {
  static let programs = ["xgboost-1.7.6", "xgboost-2.1.4", "xgboost-3.2.0", "lightgbm-4.7.0"]

  @Test("1,000 rows get the predictions of the program that trained the model", arguments: programs)
  func predictions(program: String) throws {
    let rows = try TreeFixtures.table("rows.csv")
    let expected = try TreeFixtures.table("\(program).csv")
    #expect(rows.rowCount == 1_000)
    var cases = 0
    for name in expected.names where name.hasSuffix(".0") {
      let label = name.dropLast(2)
      let file = "\(program)-\(label)." + (program.hasPrefix("x") ? "json" : "txt")
      let model = try TreeEnsemble(reading: TreeFixtures.data(file))
      let predictions = try model.predictions(rows)
      var worst = 0.0
      for output in 0..<model.outputCount {
        let column = try #require(expected.names.firstIndex(of: "\(label).\(output)"))
        for row in 0..<rows.rowCount {
          let wanted = expected.columns[column][row]
          // XGBoost gives single precision, where a number of 60 has steps of 4e-6.
          let scale = program.hasPrefix("x") ? max(1, abs(wanted)) : 1
          worst = max(
            worst, abs(predictions[row * model.outputCount + output] - wanted) / scale)
        }
      }
      #expect(worst <= 1e-6, "\(file): \(worst)")
      cases += 1
    }
    #expect(cases >= 10)
  }

  @Test("What was read is saved and read back to the bit", arguments: programs)
  func saved(program: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: TreeFixtures.folder.path)
    for name in names.sorted()
    where name.hasPrefix(program) && (name.hasSuffix(".json") || name.hasSuffix(".txt")) {
      let model = try TreeEnsemble(reading: TreeFixtures.data(name))
      let again = try TreeEnsemble(reading: model.saved())
      #expect(again.nodes == model.nodes, "\(name)")
      #expect(again.categorySets == model.categorySets)
      #expect(again.gains == model.gains && again.covers == model.covers)
      #expect(again.baseScores == model.baseScores && again.roots == model.roots)
      #expect(again.saved() == model.saved())
    }
  }
}
