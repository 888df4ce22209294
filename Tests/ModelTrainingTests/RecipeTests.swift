import DataTables
import EventKernel
import ModelTraining
import TestSupport
import Testing

@Suite("Recipes")
struct RecipeTests {
  /// Units with two sensors of the same wear, each with its own noise, and where asked for settings that shift both far more.
  private static func units(_ count: Int, seed: UInt64, isVaried: Bool) -> ColumnarTable {
    var stream = RandomStream(StreamKey(seed: seed, replication: 0, path: "fleet", purpose: "test"))
    var names = ["unit", "cycle", "height", "heat", "flow", "hum"]
    if !isVaried { names.remove(at: 2) }
    var columns: [String: [Double]] = [:]
    for unit in 0..<count {
      let life = 60 + Int(80 * stream.uniform())
      for cycle in 1...life {
        let used = Double(cycle) / Double(life)
        let regime = Double(Int(stream.uniform() * 3))
        let wear = used * used
        let shift = isVaried ? 40 * regime : 0
        let row = [
          "unit": Double(unit), "cycle": Double(cycle), "height": regime + 0.001 * stream.uniform(),
          "heat": 100 + shift + 3 * (1 + (isVaried ? regime : 0)) * (wear + stream.uniform() - 0.5),
          "flow": 50 - 2 * shift - 2 * (wear + stream.uniform() - 0.5),
          "hum": stream.uniform() + (isVaried ? 30 * regime : 0),
        ]
        for (name, value) in row { columns[name, default: []].append(value) }
      }
    }
    return ColumnarTable(names.map { WearingUnits.column($0, .float64(columns[$0] ?? [])) })
  }

  private static func training(_ table: ColumnarTable) throws -> TrainingTable {
    try TrainingTable(table, WearingUnits.request)
  }

  private static var trainer: ModelTrainer {
    var trainer = ModelTrainer()
    (trainer.settings.trees, trainer.settings.seeds) = (60, 1)
    return trainer
  }

  private static func error(_ result: ModelTrainer.Result) -> Double {
    result.losses.estimate.value.squareRoot()
  }

  @Test("A model of fused columns reads from files as the same, and says the same of a table")
  func files() throws {
    let result = try Self.trainer.train(
      Self.training(Self.units(30, seed: 1, isVaried: false)), recipe: .fused(window: 30))
    let files = try result.model.files()
    let again = try TrainedModel(files: files)
    #expect(try again.files() == files)
    let fusion = try #require(again.fusion)
    #expect(fusion.columns == ["heat", "flow", "hum"] && fusion.regimes == nil)
    // Of three columns two go together; the wear that both show is the one index beside that of the regression.
    #expect(fusion.indices == ["wear", "component_1"])
    // Heat rises with wear, flow falls, and both tell of it alike; noise tells of nothing.
    let wear = fusion.directions[0]
    #expect(wear[0] > 0.4 && wear[1] < -0.4 && abs(wear[2]) < 0.3)
    let new = Self.units(5, seed: 2, isVaried: false)
    #expect(
      try again.scores(again.rows(of: new, WearingUnits.request))
        == result.model.scores(result.model.rows(of: new, WearingUnits.request)))
  }

  @Test("What is said of a row does not depend on rows that come later", .tags(.law))
  func causal() throws {
    let model = try Self.trainer.train(
      Self.training(Self.units(20, seed: 3, isVaried: false)), recipe: .fused(window: 30)
    ).model
    let whole = Self.units(1, seed: 4, isVaried: false)
    let part = whole.rows(where: (0..<whole.rowCount).map { $0 < 40 })
    let all = try model.scores(model.rows(of: whole, WearingUnits.request))
    #expect(try model.scores(model.rows(of: part, WearingUnits.request)) == Array(all.prefix(40)))
  }

  @Test("Where settings move all sensors wear is found within each regime", .tags(.statistical))
  func regimes() throws {
    let plain = try Self.trainer.train(
      Self.training(Self.units(40, seed: 5, isVaried: false)), recipe: .fused(window: 30))
    let varied = try Self.trainer.train(
      Self.training(Self.units(40, seed: 5, isVaried: true)), recipe: .fused(window: 30))
    let regimes = try #require(varied.model.fusion?.regimes)
    #expect(regimes.settings == ["height", "hum"] && regimes.count == 3)
    #expect(varied.model.fusion?.columns == ["height", "heat", "flow", "hum"])
    // The same wear and noise in standard deviations, so about the same errors; the draws are the same, too. Without regimes the
    // wear, some 2 of a range of 100, is lost.
    #expect(Self.error(varied) < 1.25 * Self.error(plain))
  }

  @Test("Wear that goes up in steps is no regime")
  func steps() throws {
    var stream = RandomStream(StreamKey(seed: 6, replication: 0, path: "steps", purpose: "test"))
    var (units, cycles, stage, heat): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    for unit in 0..<20 {
      for cycle in 1...90 {
        units.append(Double(unit))
        cycles.append(Double(cycle))
        stage.append(Double((cycle - 1) / 30))
        heat.append(10 * Double((cycle - 1) / 30) + stream.uniform())
      }
    }
    let table = ColumnarTable(
      zip(["unit", "cycle", "stage", "heat"], [units, cycles, stage, heat]).map {
        WearingUnits.column($0, .float64($1))
      })
    let model = try Self.trainer.train(Self.training(table), recipe: .fused(window: 20)).model
    #expect(model.fusion?.regimes == nil && model.fusion?.columns == ["stage", "heat"])
  }

  @Test(
    "Pairs of columns are chosen where they foretell better, and kept in files", .tags(.statistical)
  )
  func pairs() throws {
    var stream = RandomStream(StreamKey(seed: 7, replication: 0, path: "pairs", purpose: "test"))
    var (torque, speed, failed): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<2_000 {
      torque.append(1 + stream.uniform())
      speed.append(1 + stream.uniform())
      failed.append(abs(torque[torque.count - 1] * speed[speed.count - 1] - 2) > 0.9 ? 1 : 0)
    }
    let table = ColumnarTable(
      zip(["torque", "speed", "failed"], [torque, speed, failed]).map {
        WearingUnits.column($0, .float64($1))
      })
    let training = try TrainingTable(table, TableRequest(target: "failed"))
    let recipes = FeatureRecipe.candidates(for: training)
    #expect(recipes == [FeatureRecipe(hasPairs: true)])
    let result = try Self.trainer.train(training, among: [nil] + recipes)
    #expect(result.model.recipe == ["pairs"])
    #expect(result.model.hasPairs && result.model.isOfTablesOnly)
    #expect(
      result.model.inputs.map(\.name) == [
        "torque", "speed", "torque × speed", "torque / speed", "torque - speed",
      ])
    let again = try TrainedModel(files: result.model.files())
    #expect(try again.files() == result.model.files())
    let read = try again.rows(of: table, TableRequest(target: "failed"))
    #expect(read.columns[2][7] == torque[7] * speed[7])
  }

  @Test("Several seeds are several parts, whose mean is the answer")
  func seeds() throws {
    var trainer = Self.trainer
    trainer.settings.seeds = 3
    let model = try trainer.train(
      TrainingTable(WearingUnits.table(20, seed: 8), WearingUnits.request)
    ).model
    #expect(model.function.parts.count == 3)
    let row = [3.0, 0.5]
    let parts = model.function.parts.map { LearnedFunction([$0]).value(row) }
    #expect(Set(parts).count == 3)
    let whole = LearnedFunction(model.function.parts).value(row)
    #expect(whole == parts.reduce(0, +) / 3)
  }
}
