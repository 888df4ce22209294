import DataTables
import ModelTraining
import Prognostics
import TestSupport
import Testing

@testable import Reports

@Suite("Pages about models")
struct ModelReportTests {
  /// Units that last 40 to 79 cycles, whose heat is the share of the life that is used, with a saw of errors.
  private func table(_ count: Int, first: Int = 0, classes: Bool = false) -> ColumnarTable {
    var (units, cycles, heat, noise, failed): ([String], [Int64], [Double], [Double], [Int64]) =
      ([], [], [], [], [])
    for unit in first..<first + count {
      let life = 40 + (unit * 17) % 40
      for cycle in 1...life {
        let error = Double((cycle * 7 + unit * 13) % 11) / 11 - 0.5
        units.append("<unit> \(unit) & co")
        cycles.append(Int64(cycle))
        heat.append(10 * Double(cycle) / Double(life) + error)
        noise.append(error)
        failed.append(Double(cycle) / Double(life) + 0.2 * error > 0.85 ? 1 : 0)
      }
    }
    func column(_ name: String, _ values: ColumnValues) -> TableColumn {
      TableColumn(ColumnDescription(name: name, type: values.type), values)
    }
    return ColumnarTable(
      [
        column("unit", .text(units)), column("cycle", .int64(cycles)),
        column("heat", .float64(heat)), column("noise", .float64(noise)),
      ] + (classes ? [column("failed", .int64(failed))] : []))
  }

  private func request(_ target: String) -> TableRequest {
    var request = TableRequest(target: target)
    request.unit = ["unit"]
    request.time = "cycle"
    if target == "remaining_useful_life" { request.ends = .failures }
    return request
  }

  private func judged(
    _ target: String, method: LearningMethod = .boosting
  ) throws -> JudgedModel {
    let isClass = target == "failed"
    var trainer = ModelTrainer()
    trainer.settings.trees = 30
    trainer.settings.method = method
    let learned = try TrainingTable(table(30, classes: isClass), request(target))
    let model = try trainer.train(learned).model
    var request = request(target)
    request.question = model.question
    let rows = try model.rows(of: table(20, first: 30, classes: isClass), request)
    return try JudgedModel(model, rows, source: "test.csv", within: isClass ? nil : 8)
  }

  private func report(_ judged: JudgedModel) -> ModelReport {
    ModelReport(
      name: "engine", model: judged.model, card: nil, baseline: nil, judged: judged,
      command: "fettle report engine --data test.csv", version: "1.2.3")
  }

  @Test("A page about remaining lives reads strictly, and is the same twice")
  func lives() throws {
    let judged = try judged("remaining_useful_life")
    let page = report(judged).page
    try PageCheck.check(page)
    #expect(page.html == report(judged).page.html)
    // Parity, errors, coverage, tenths, warnings, meaning, what counts.
    #expect(page.charts.charts.count == 7)
  }

  @Test("Scores are those of the scoring itself", .tags(.exact))
  func scores() throws {
    let judged = try judged("remaining_useful_life")
    let figures = ModelScores(judged.model, scores: judged.scores, of: judged.table)
    #expect(report(judged).lines.map(\.value) == figures.lines.map(\.value))
  }

  @Test("Coverage rises with the level, and tenths add up to one", .tags(.law))
  func calibration() throws {
    let judged = try judged("remaining_useful_life")
    let shares = judged.coverage().map(\.share)
    #expect(shares.count == 10 && zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 })
    // Sums of at most 1,600 shares.
    #expect(abs(judged.tenths().reduce(0, +) - 1) < 1e-9)
  }

  @Test("A warning is the first look at which the chance is high enough", .tags(.exact))
  func warnings() throws {
    let judged = try judged("remaining_useful_life")
    let all = judged.warnings()
    #expect(all.count == 20)
    guard case .life(let calibration) = judged.model.calibration else {
      Issue.record("no remaining life")
      return
    }
    // By hand for the first unit: its rows are the first 40 + (30 · 17) mod 40 = 70.
    let leads = (0..<70).filter {
      calibration.chance(within: 8, score: judged.scores[$0]) >= JudgedModel.warningChance
    }.map { judged.table.targets[$0] }
    #expect(all[0].lead == leads.max())
    #expect(all.contains { $0.lead != nil })
  }

  @Test("A page about chances has reliability and alarms, and recall falls as chances rise")
  func chances() throws {
    let judged = try judged("failed")
    let page = report(judged).page
    try PageCheck.check(page)
    #expect(page.charts.charts.count == 3)
    let alarms = judged.alarms(most: 150)
    #expect(alarms.count <= 150)
    #expect(zip(alarms, alarms.dropFirst()).allSatisfy { $0.recall <= $1.recall })
    #expect(alarms.last?.recall == 1)
  }

  @Test("Without data the page says what is missing")
  func noData() throws {
    let judged = try judged("remaining_useful_life")
    let report = ModelReport(
      name: "engine", model: judged.model, card: nil, baseline: nil, judged: nil, command: "",
      version: "1.2.3")
    let read = try PageCheck.check(report.page)
    #expect(read.all("li").contains { $0.text.hasPrefix("No data are named") })
  }
}
