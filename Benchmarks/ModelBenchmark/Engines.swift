import BenchmarkSupport
import DataTables
import ModelTraining
import Prognostics
import SignalFeatures

/// C-MAPSS FD001: engines that run to failure.
enum Engines {
  private static let cap = 125.0

  private static var request: TableRequest {
    var request = TableRequest(target: "remaining_useful_life")
    (request.unit, request.time) = (["unit"], "cycle")
    return request
  }

  private static var trainer: ModelTrainer {
    var trainer = ModelTrainer()
    trainer.cap = cap
    return trainer
  }

  private static func training(_ folder: String) throws -> TrainingTable {
    try TrainingTable(table(folder + "/cmapss-fd001/train.csv"), request)
  }

  private static func trained(_ folder: String) throws -> ModelTrainer.Result {
    let training = try training(folder)
    return try trainer.train(training, among: FeatureRecipe.candidates(for: training))
  }

  /// Prints what is foretold of each test engine at its last cycle, with the 90 % interval.
  static func foretell(_ folder: String) throws {
    let model = try trained(folder).model
    var request = request
    let truths = try DelimitedTable(contentsOfFile: folder + "/cmapss-fd001/test_rul.csv").numbers(
      1)
    request.ends = .remaining(truths)
    var rows = try model.rows(of: table(folder + "/cmapss-fd001/test.csv"), request)
    rows.keepLastRows()
    guard case .life(let lives) = model.calibration else { return }
    print("unit,truth,prediction,lower,upper")
    for (row, score) in try model.scores(rows).enumerated() {
      let interval = lives.interval(level: 0.9, score: score)
      print(
        "\(rows.unitNames[rows.units[row]]),\(rows.targets[row]),\(score),\(interval.lower),\(interval.upper)"
      )
    }
  }

  /// What is made of the columns: what is usual, unless something else is tried.
  private static func recipes(_ training: TrainingTable, _ tuning: Tuning) -> [FeatureRecipe?] {
    if let window = tuning["plain"] { return [.usual(window: Int(window))] }
    if let window = tuning["window"] { return [.fused(window: Int(window))] }
    var recipes: [FeatureRecipe?] = FeatureRecipe.candidates(for: training)
    if let n = tuning["sensors"] { recipes[0]?.features = [.mean(readings: Int(n))] }
    if let n = tuning["slopes"] { recipes[0]?.features.append(.slope(readings: Int(n))) }
    if tuning["last"] != nil { recipes[0]?.fused.append(.last) }
    if let n = tuning["short"] { recipes[0]?.fused.append(.mean(readings: Int(n))) }
    return recipes
  }

  /// Prints the errors on training engines that were not learned from, for each partition.
  static func judge(_ folder: String, partitions: Int, _ tuning: Tuning) throws {
    let training = try training(folder)
    let recipes = recipes(training, tuning)
    var sums = (all: 0.0, cut: 0.0, score: 0.0)
    for partition in 1...max(1, partitions) {
      var trainer = tuning.trainer(trainer, trainer.usualBoosting(training, columns: 60, 16_500))
      trainer.settings.seed = UInt64(partition)
      let result = try trainer.train(training, among: recipes)
      let capped = result.table.targets.map { min($0, cap) }
      let errors = zip(result.heldOut, capped).map { $0 - $1 }
      // As the test engines were cut: 7 to 145 cycles before the end.
      let cut = errors.indices.filter { (7...145).contains(result.table.targets[$0]) }
      let all = mean(errors.map { $0 * $0 }).squareRoot()
      let part = mean(cut.map { errors[$0] * errors[$0] }).squareRoot()
      let score =
        try saxenaScore(
          predictions: cut.map { result.heldOut[$0] }, truths: cut.map { capped[$0] })
        / Double(cut.count) * 100
      sums = (sums.all + all, sums.cut + part, sums.score + score)
    }
    let count = Double(max(1, partitions))
    print(
      "held out, mean of \(partitions): RMSE \(sums.all / count), as the test engines were cut \(sums.cut / count), "
        + "score of 100 such \(sums.score / count)")
  }

  /// Prints what is foretold of each training engine at every cycle by a model that has not seen it.
  static func look(_ folder: String, partitions: Int, _ tuning: Tuning) throws {
    let training = try training(folder)
    let recipes = recipes(training, tuning)
    print("partition,unit,fold,life,look,prediction")
    for partition in 1...max(1, partitions) {
      var trainer = tuning.trainer(trainer, trainer.usualBoosting(training, columns: 60, 16_500))
      trainer.settings.seed = UInt64(partition)
      let result = try trainer.train(training, among: recipes)
      guard let times = result.table.times else { return }
      for row in times.indices where result.table.targets[row] > 0 {
        print(
          "\(partition),\(result.table.unitNames[result.table.units[row]]),\(result.folds[row]),"
            + "\(times[row] + result.table.targets[row]),\(times[row]),\(result.heldOut[row])")
      }
    }
  }

  /// Prints the time of a training, and of a row from readings to the calibrated answer.
  static func measure(_ folder: String) throws {
    var began = ProcessUse.time
    let model = try trained(folder).model
    BenchmarkProgram.report(1, ProcessUse.time - began, ",\"what\":\"training with five folds\"")
    let tested = try table(folder + "/cmapss-fd001/test.csv")
    var request = request
    request.ends = .unknown
    var (features, scores): ([Double], [Double]) = ([], [])
    var count = 0
    for _ in 0..<5 {
      began = ProcessUse.time
      let rows = try model.rows(of: tested, request)
      features.append(ProcessUse.time - began)
      began = ProcessUse.time
      count = try model.scores(rows).count
      scores.append(ProcessUse.time - began)
    }
    BenchmarkProgram.report(count, features.sorted()[2], ",\"what\":\"features of a row\"")
    BenchmarkProgram.report(count, scores.sorted()[2], ",\"what\":\"score of a row\"")
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
