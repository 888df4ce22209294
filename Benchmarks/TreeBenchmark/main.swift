import BenchmarkSupport
import EventKernel
import TreeEnsembles

/// Rows like those of a fleet of engines: features that drift with age, with noise, and a target that falls.
func sample(rows: Int, features: Int) throws -> TrainingRows {
  var stream = RandomStream(
    StreamKey(seed: 1, replication: 0, path: "benchmark", purpose: "rows"))
  var columns = Array(repeating: [Double](), count: features)
  var targets: [Double] = []
  for row in 0..<rows {
    let age = Double(row % 206) / 206
    targets.append(min(206 * (1 - age), 125))
    for feature in 0..<features {
      let noise = stream.uniform() + stream.uniform() + stream.uniform() - 1.5
      columns[feature].append(Double(feature % 7) * age * age * 0.2 + noise)
    }
  }
  return try TrainingRows(
    features: FeatureTable(names: columns.indices.map { "f\($0)" }, columns: columns),
    targets: targets)
}

let usage = "TreeBenchmark train|predict [TREES]"
let arguments = CommandLine.arguments
guard arguments.count >= 2 else { BenchmarkProgram.fail(usage: usage) }
var settings = BoostingSettings()
settings.trees = arguments.count > 2 ? Int(arguments[2]) ?? 400 : 400
settings.maximumDepth = 5
settings.learningRate = 0.03
settings.rowShare = 0.7
settings.featureShare = 0.5
settings.minimumChildHessian = 10

switch arguments[1] {
case "train":
  let rows = try sample(rows: 20_631, features: 85)
  var times: [Double] = []
  for _ in 0..<5 {
    let began = ProcessUse.time
    _ = try BoostedTrees(training: rows, settings: settings)
    times.append(ProcessUse.time - began)
  }
  BenchmarkProgram.report(settings.trees, times.sorted()[2], ",\"rows\":20631,\"features\":85")
case "predict":
  let rows = try sample(rows: 20_631, features: 85)
  let model = try BoostedTrees(training: rows, settings: settings).ensemble
  var all = Array(repeating: Array(repeating: 0.0, count: 85), count: 2_000)
  for row in all.indices { rows.features.copy(row: 10 * row, into: &all[row]) }
  var times: [Double] = []
  var sum = 0.0
  for _ in 0..<21 {
    let began = ProcessUse.time
    for row in all { sum += model.prediction(row.span) }
    times.append(ProcessUse.time - began)
  }
  BenchmarkProgram.report(
    all.count, times.sorted()[10], ",\"trees\":\(model.treeCount),\"sum\":\(sum)")
default: BenchmarkProgram.fail(usage: usage)
}
