import DataTables
import ModelTraining
import Prognostics

/// AI4I 2020: failures of a milling machine, row by row.
enum Milling {
  private static let target = "Machine failure"

  private static var request: TableRequest {
    var request = TableRequest(target: target)
    request.leftOut = ["UDI", "Product ID", "TWF", "HDF", "PWF", "OSF", "RNF"]
    return request
  }

  /// The training or the test part, by the hash of the row's number; `eng` adds three columns that an engineer would.
  private static func rows(
    _ folder: String, _ columns: String, isTest: Bool
  ) throws -> ColumnarTable {
    var rows = try table(folder + "/ai4i2020/ai4i2020.csv")
    func numbers(_ name: String) -> [Double] { rows.column(named: name)?.numbers() ?? [] }
    let numbersOfRows = numbers("UDI")
    if columns == "eng" {
      let speed = zip(numbers("Torque"), numbers("Rotational speed"))
      let wear = zip(numbers("Tool wear"), numbers("Torque"))
      let heat = zip(numbers("Process temperature"), numbers("Air temperature"))
      rows.columns += [
        column("heat", heat.map { $0 - $1 }),
        column("power", speed.map { $0 * $1 * Double.pi / 30 }),
        column("strain", wear.map { $0 * $1 }),
      ]
    }
    // The rows whose number, hashed to 32 bits, is below 30 % of all.
    let isChosen = numbersOfRows.map { number in
      (UInt64(number) &* 2_654_435_761 & 0xFFFF_FFFF < 1_288_490_188) == isTest
    }
    return rows.rows(where: isChosen)
  }

  /// Prints the chance of a failure of each test row.
  static func foretell(_ folder: String, _ columns: String) throws {
    let training = try TrainingTable(rows(folder, columns, isTest: false), request)
    let recipes = [nil] + FeatureRecipe.candidates(for: training)
    let model = try ModelTrainer().train(training, among: recipes).model
    let tested = try rows(folder, columns, isTest: true)
    let read = try model.rows(of: tested, request)
    guard case .chance(let curve) = model.calibration else { return }
    let numbers = tested.column(named: "UDI")?.numbers() ?? []
    print("row,truth,score,chance")
    for (row, score) in try model.scores(read).enumerated() {
      print("\(Int(numbers[row])),\(Int(read.targets[row])),\(score),\(curve.probability(score))")
    }
  }

  /// Prints the average precision on training rows that were not learned from.
  static func judge(_ folder: String, _ columns: String, partitions: Int, _ tuning: Tuning) throws {
    let training = try TrainingTable(rows(folder, columns, isTest: false), request)
    var recipes = [nil] + FeatureRecipe.candidates(for: training)
    if let pairs = tuning["pairs"] { recipes = [pairs > 0 ? FeatureRecipe(hasPairs: true) : nil] }
    var (precisions, losses, pairs): ([Double], [Double], Int) = ([], [], 0)
    for partition in 1...max(1, partitions) {
      var trainer = tuning.trainer(
        ModelTrainer(), ModelTrainer().usualBoosting(training, columns: 8, 5_600))
      trainer.settings.seed = UInt64(partition)
      let result = try trainer.train(training, among: recipes)
      let happened = result.table.targets.map { $0 == 1 }
      precisions.append(
        try RankingScores(scores: result.heldOut, happened: happened).averagePrecision)
      losses.append(result.losses.estimate.value)
      if !result.model.recipe.isEmpty { pairs += 1 }
    }
    let count = Double(precisions.count)
    print(
      "held out, mean of \(partitions): average precision \(precisions.reduce(0, +) / count), "
        + "Brier score \(losses.reduce(0, +) / count), pairs chosen \(pairs) times")
  }
}
