import DataTables
import EventKernel
import ModelTraining
import Testing

@Suite("Models of defects")
struct DefectModelTests {
  /// Inspected parts as a dataset has them: a reading with an error, a constant set-point, and whether the value is above 61.
  private static func table() -> ColumnarTable {
    var stream = RandomStream(StreamKey(seed: 3, replication: 0, path: "parts", purpose: "test"))
    var (units, parts, readings, defects): ([Int32], [Int64], [Double], [Bool]) = ([], [], [], [])
    for unit in 1...8 {
      for part in 0..<200 {
        let value = 58 + 4 * stream.uniform()
        units.append(Int32(unit))
        parts.append(Int64(part))
        readings.append(value + (stream.uniform() - 0.5))
        defects.append(value > 61)
      }
    }
    return ColumnarTable([
      WearingUnits.column("unit", .int32(units)), WearingUnits.column("part", .int64(parts)),
      WearingUnits.column("hardness", .float64(readings)),
      WearingUnits.column("set_heat", .float64([Double](repeating: 20, count: units.count))),
      WearingUnits.column("has_defect", .boolean(defects)),
    ])
  }

  @Test("A model that is trained on inspected parts says how likely the next has a defect")
  func chance() throws {
    var trainer = ModelTrainer()
    trainer.settings.trees = 60
    let model = try trainer.train(
      TrainingTable(Self.table(), TableRequest(target: "has_defect"))
    ).model
    // The number of a part tells nothing, and what is the same everywhere neither.
    #expect(model.question == .chance && model.inputs.map(\.name) == ["hardness"])
    // The error is half a unit of hardness at most: a whole unit from the limit the answer is sure.
    #expect(model.chanceOfDefect(features: [62]) > 0.9)
    #expect(model.chanceOfDefect(features: [60]) < 0.1)
    #expect(model.chanceOfDefect(features: [.nan]).isNaN)
    guard case .chance(let answer) = try model.answer([61]) else {
      Issue.record("no chance")
      return
    }
    #expect(model.chanceOfDefect(features: [61]) == answer)
  }

  @Test("A model of lives says nothing of defects")
  func lives() throws {
    #expect(try WearingUnits.model().model.chanceOfDefect(features: [7, 0.5]).isNaN)
  }
}
