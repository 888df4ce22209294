import FactorySimulation
import Foundation
import Optimization
import Scenarios
import TestSupport
import Testing

@testable import Experiments

@Suite("Searches for the best values of factors")
struct OptimizationSearchTests {
  /// A press whose share of defects is 1 % at a setting of 0.3 mm, and more on both sides.
  static let press = """
    fettle: 1
    name: Press
    horizon: 8 h
    products: {cup: {release: saturated, route: [press, trim]}}
    stations:
      press:
        set_points: {gap: {value: 0.8 mm, range: 0 mm to 1 mm}}
        time: exponential 20 s
        makes: {void: 1 % + 20 % * (gap / (1 mm) - 0.3)^2}
      trim: {time: exponential 18 s, buffer: 4}
    costs: {escape: 5 EUR/part}
    """

  static func plan(
    _ text: String, method: SearchMethodName = .bayesian, engine: SimulationEngine = .events
  ) throws -> OptimizationPlan {
    let experiment = try ExperimentReader.read(
      text: "fettle: 1\nscenario: line.yaml\n" + text, name: "plan.yaml",
      files: ["line.yaml": press])
    var plan = try OptimizationPlan(
      experiment, baseline: try experiment.scenario.simulated(), include: [], method: method,
      engine: engine)
    plan.scenario = { (values) throws(ScenarioFailure) in
      try ScenarioReader.read(text: press, name: "line.yaml", overrides: values)
    }
    return plan
  }

  static let gap = """
    vary:
      stations.press.set_points.gap: 0 mm to 1 mm
      stations.trim.buffer: 1 to 6
    replications: {tune: 2, judge: 2}
    minimise: cost.escape
    """

  static func text(_ journal: SearchJournal) -> String {
    var lines = [JournalRecord.began(journal.facts).line]
    for (number, entry) in journal.entries.enumerated() {
      lines.append(
        JournalRecord.chosen(
          trial: number, values: entry.values, point: entry.trial.point, memory: entry.trial.memory
        ).line)
      switch entry.trial.outcome {
      case .pending: break
      case .failed: lines.append(JournalRecord.failed(trial: number, why: entry.why).line)
      case .measured(let measurement):
        lines.append(JournalRecord.measured(trial: number, measurement).line)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  static func run(
    _ plan: OptimizationPlan, from journal: SearchJournal? = nil, jobs: Int = 2
  ) async throws -> OptimizationSearch {
    var search = try OptimizationSearch(plan, journal: journal)
    _ = try await search.run(jobs: jobs)
    return search
  }

  @Test("It begins with what holds today, and finds a good setting")
  func found() async throws {
    let plan = try OptimizationSearchTests.plan(OptimizationSearchTests.gap + "\nbudget: 16")
    var search = try OptimizationSearch(plan)
    let end = try await search.run(jobs: 2)
    #expect(end == .budgetSpent && search.journal.finished == 16)
    #expect(search.journal.entries[0].values == ["0.8 mm", "4"])
    let values = try #require(search.finalists().first.map { search.journal.entries[$0].values })
    let gap = try #require(Double(values[0].dropLast(3)))
    // Within 0.15 mm of 0.3 mm at most 0.45 % more than 1 % are defects; at 0.8 mm it is 5 % more.
    #expect(abs(gap - 0.3) < 0.15, "\(values)")
    #expect(search.recommendation?.mean.isFinite == true)
    // Whatever was tried has its own values.
    #expect(Set(search.journal.entries.map(\.values)).count == 16)
    let table = SearchFolder.trialsText(search.journal, of: plan)
    #expect(table.split(separator: "\n").count == 17)
  }

  @Test(
    "Killed after any record, with one job or two, it ends with the same journal", .tags(.law),
    arguments: [1, 2, 3])
  func killed(batch: Int) async throws {
    let plan = try OptimizationSearchTests.plan(
      OptimizationSearchTests.gap + "\nbudget: 8\nbatch: \(batch)")
    let folder = try await withTemporaryFolder { folder in
      let path = folder.path(percentEncoded: false) + SearchFolder.journalName
      var search = try OptimizationSearch(plan, file: try JournalFile(path: path, keeping: 0))
      #expect(try await search.run(jobs: 1) == .budgetSpent)
      return try String(contentsOf: URL(filePath: path), encoding: .utf8)
    }
    let lines = folder.split(separator: "\n").map { $0 + "\n" }
    #expect(lines.count == 17)
    let whole = try #require(try SearchJournal.read(folder)).0
    for count in 1..<lines.count {
      let text = lines.prefix(count).joined() + lines[count].prefix(9)
      try await withTemporaryFolder { folder in
        let path = folder.path(percentEncoded: false) + SearchFolder.journalName
        try Data(text.utf8).write(to: URL(filePath: path))
        let (journal, length) = try #require(
          try SearchFolder.journal(in: folder.path(percentEncoded: false)))
        var search = try OptimizationSearch(
          plan, journal: journal, file: try JournalFile(path: path, keeping: length))
        #expect(try await search.run(jobs: 1 + count % 2) == .budgetSpent)
        #expect(search.journal.entries == whole.entries, "after \(count) records")
        let again = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        #expect(again == lines.joined(), "after \(count) records")
      }
    }
  }

  @Test(
    "A space of few points is tried as a whole, each once",
    arguments: [
      SearchMethodName.bayesian, .random, .evolution,
    ])
  func exhausted(method: SearchMethodName) async throws {
    let plan = try OptimizationSearchTests.plan(
      """
      vary: {stations.trim.buffer: 1 to 6}
      replications: {tune: 1, judge: 2}
      maximise: throughput
      budget: 40
      batch: 4
      """, method: method)
    var search = try OptimizationSearch(plan)
    #expect(try await search.run(jobs: 2) == .spaceExhausted)
    #expect(
      search.journal.entries.map(\.values).map { $0[0] }.sorted() == ["1", "2", "3", "4", "5", "6"])
  }

  @Test("Bounds and conditions are kept", .tags(.law))
  func limits() async throws {
    let plan = try OptimizationSearchTests.plan(
      """
      vary:
        stations.press.buffer: 1 to 20
        stations.trim.buffer: 1 to 20
      replications: {tune: 1, judge: 2}
      maximise: throughput
      limits: [stations.press.buffer + 2 * stations.trim.buffer <= 30]
      subject_to: [work_in_process < 20 parts]
      budget: 14
      batch: 3
      """)
    let search = try await OptimizationSearchTests.run(plan)
    #expect(search.journal.finished == 14)
    for entry in search.journal.entries {
      let values = entry.values.compactMap { Double($0) }
      #expect(values[0] + 2 * values[1] <= 30)
    }
    for number in search.finalists() {
      #expect(search.journal.trials[number].outcome != .failed)
    }
  }

  @Test("A difference that has no value fails its points, and the journal can be read again")
  func noDifference() async throws {
    // No costs but those of escapes: those of work are 0 in the baseline, too.
    let plan = try OptimizationSearchTests.plan(
      """
      vary: {stations.press.set_points.gap: 0 mm to 1 mm}
      replications: {tune: 1, judge: 2}
      minimise: cost.escape
      subject_to: [cost.scrap.diff <= 5 %]
      budget: 5
      """)
    let search = try await OptimizationSearchTests.run(plan)
    #expect(search.journal.entries.allSatisfy { $0.trial.outcome == .failed })
    #expect(search.journal.entries[0].why == "cost.scrap has no difference from the baseline there")
    let text = OptimizationSearchTests.text(search.journal)
    #expect(try SearchJournal.read(text)?.0.entries == search.journal.entries)
  }

  @Test(
    "Other methods' searches are recommended from, too",
    arguments: [
      SearchMethodName.evolution, .simplex, .sobol,
    ])
  func otherMethods(method: SearchMethodName) async throws {
    let plan = try OptimizationSearchTests.plan(
      OptimizationSearchTests.gap + "\nbudget: 9", method: method)
    let search = try await OptimizationSearchTests.run(plan)
    #expect(search.journal.finished == 9 && search.recommendation != nil)
    #expect(Set(search.journal.entries.map(\.values)).count == 9)
    // Three of the model, what looked best and what holds today.
    let finalists = search.finalists(3)
    #expect((3...5).contains(finalists.count) && Set(finalists).count == finalists.count)
    #expect(finalists.contains { search.isToday($0) })
  }

  @Test(
    "What makes no sense is refused", .tags(.failure),
    arguments: [
      (
        "vary: {stations.trim.buffer: 1 to 6}",
        "'plan': does not say what makes a point good; add 'minimise' or 'maximise', such as "
          + "'minimise: cost.total'"
      ),
      (
        "vary: {stations.trim.buffer: 1 to 6}\nmaximise: throughput\nbudget: 3",
        "'budget 3': is too small: 3 points are spread over 1 factor before anything is learned; give "
          + "at least 6, or use --method random"
      ),
      (
        "vary: {stations.trim.buffer: 1 to 6}\nmaximise: throughput\nlimits: [stations.trim.buffer >= 9]",
        "'stations.trim.buffer >= 9': cannot be kept with the ranges under 'vary'; widen them, or "
          + "change the bound"
      ),
      (
        "vary: {stations.trim.buffer: 1 to 6}\nmaximise: throughput\n"
          + "limits: [stations.trim.buffer >= 4, stations.trim.buffer >= 4]",
        "'stations.trim.buffer >= 4': is there twice under 'limits'"
      ),
      (
        "vary: {stations.trim.buffer: 1 to 6}\nmaximise: throughput\n"
          + "limits: [stations.trim.buffer >= 5, stations.trim.buffer <= 2]",
        "'stations.trim.buffer >= 5 and stations.trim.buffer <= 2': cannot be kept together; change one "
          + "of these bounds"
      ),
    ])
  func refused(text: String, message: String) {
    do {
      _ = try OptimizationSearchTests.plan(text)
      Issue.record("\(text) is a plan")
    } catch {
      #expect("\(error)" == message)
    }
  }

  @Test("The facts that determine a search are those of its journal")
  func facts() throws {
    let plan = try OptimizationSearchTests.plan(OptimizationSearchTests.gap)
    let journal = try OptimizationSearch(plan).journal
    #expect(journal.differences(from: plan.facts).isEmpty)
    let other = try OptimizationSearchTests.plan(
      OptimizationSearchTests.gap + "\nbatch: 2\nseed: 9")
    #expect(
      journal.differences(from: other.facts) == [
        "batch was '1' and is '2'", "seed was '1' and is '9'",
      ])
    #expect(plan.fingerprint != other.fingerprint)
    // The budget can be raised.
    let longer = try OptimizationSearchTests.plan(OptimizationSearchTests.gap + "\nbudget: 90")
    #expect(plan.fingerprint == longer.fingerprint)
  }

  @Test("Of finalists the best is selected, on replications of its own")
  func finalists() async throws {
    let plan = try OptimizationSearchTests.plan(OptimizationSearchTests.gap)
    var selection = FinalistSelection(
      plan, finalists: [["0.9 mm", "4"], ["0.3 mm", "4"], ["0.75 mm", "4"]])
    selection.mostReplications = 60
    let outcome = try #require(await selection.run(jobs: 2))
    // 8.2, 1 and 5 % of about 1,300 parts: one replication would do, but half a per cent of the least is so little that
    // the procedure does not call itself sure so soon.
    #expect(outcome.best == 1)
    #expect(outcome.means[1] < outcome.means[2] && outcome.means[2] < outcome.means[0])
    #expect(outcome.replications.allSatisfy { (10...60).contains($0) })
    #expect(outcome == (await selection.run(jobs: 1)))
    // With two that are the same it cannot be sure, or takes either.
    var same = FinalistSelection(plan, finalists: [["0.3 mm", "4"], ["0.31 mm", "4"]])
    same.mostReplications = 20
    let close = try #require(await same.run(jobs: 2))
    #expect(close.replications.allSatisfy { $0 <= 20 })
    #expect(await selection.run(jobs: 2, isInterrupted: { true }) == nil)
  }
}
