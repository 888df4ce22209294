import DataTables
import EventKernel
import ModelTraining

/// Units that wear: a table whose sensor rises with the share of the life that is used.
enum WearingUnits {
  /// A table of units that run to failure, after 60 to 140 cycles each.
  ///
  /// - Parameters:
  ///   - count: How many units.
  ///   - seed: The seed.
  ///   - more: Further columns.
  /// - Returns: The table.
  static func table(_ count: Int, seed: UInt64, more: [TableColumn] = []) -> ColumnarTable {
    var stream = RandomStream(StreamKey(seed: seed, replication: 0, path: "units", purpose: "test"))
    var (units, cycles, heat, noise, fixed): ([Int64], [Int64], [Double], [Double], [Double]) =
      ([], [], [], [], [])
    for unit in 0..<count {
      let life = 60 + Int(80 * stream.uniform())
      for cycle in 1...life {
        let used = Double(cycle) / Double(life)
        units.append(Int64(unit + 1))
        cycles.append(Int64(cycle))
        heat.append(10 * used * used * used + (stream.uniform() - 0.5))
        noise.append(stream.uniform())
        fixed.append(4)
      }
    }
    return ColumnarTable(
      [
        column("unit", .int64(units)), column("cycle", .int64(cycles)),
        column("heat", .float64(heat)), column("noise", .float64(noise)),
        column("fixed", .float64(fixed)),
      ] + more)
  }

  static func column(_ name: String, _ values: ColumnValues) -> TableColumn {
    TableColumn(ColumnDescription(name: name, type: values.type), values)
  }

  /// What is usually asked of it.
  static var request: TableRequest {
    var request = TableRequest(target: "remaining_useful_life")
    (request.unit, request.time) = (["unit"], "cycle")
    return request
  }

  /// A model that was trained on 40 units.
  static func model(
    _ method: LearningMethod = .boosting, seed: UInt64 = 1
  ) throws -> ModelTrainer.Result {
    var trainer = ModelTrainer()
    trainer.settings.method = method
    trainer.settings.trees = 60
    return try trainer.train(TrainingTable(table(40, seed: seed), request))
  }
}
