import ArgumentParser
import Datasets
import Experiments
import ModelRegistry
import ModelTraining
import Scenarios

/// Two versions on one table.
struct OfflineGate {
  var test: String
  var columns: ColumnOptions
  var registry: RegistryOptions
  var programs: ProgramOptions

  func result(candidate: ResolvedModel, incumbent: Int?) throws -> GateResult {
    let files = try TableInput.files([test])
    let table = try TableInput.loaded(files).table
    func judged(_ version: Int) throws -> (model: TrainedModel, rows: TrainingTable) {
      let model = try registry.model(
        "\(candidate.name)@\(version)", processes: programs.processes)
      return try TrainingFiles.saying(files) { () throws(TrainingProblem) in
        let request = columns.request(target: model.target.name, question: model.question)
        let rows = try model.rows(of: table, request)
        if let note = rows.seenUnitsNote {
          throw TrainingProblem("version \(version) cannot be judged here: \(note)")
        }
        guard !rows.targets.allSatisfy(\.isNaN) else {
          throw TrainingProblem(
            "the table does not say what came; it has no '\(model.target.name)'")
        }
        return (model, rows)
      }
    }
    let (new, old) = (try judged(candidate.version), try incumbent.map { try judged($0) })
    return try TrainingFiles.saying(files) { () throws(TrainingProblem) in
      try PromotionGates.offline(candidate: new, incumbent: old)
    }
  }
}

/// Two versions in a factory.
struct DecisionGate {
  var scenario: String
  var metric: String
  var replications: Int
  var seed: UInt64
  var jobs: Int
  var include: [String]
  var registry: RegistryOptions
  var programs: ProgramOptions

  func result(candidate: ResolvedModel, incumbent: Int?) async throws -> GateResult {
    var shelves: [RegistryShelf] = []
    func factory(_ version: Int) throws -> Scenario {
      let shelf = RegistryShelf(
        first: [registry.models], substitutes: [candidate.name: version],
        programs: programs.processes.map { .started(processes: $0) } ?? .refused)
      shelves.append(shelf)
      return try Reading.scenario(scenario, include: include, models: shelf)
    }
    let new = try factory(candidate.version)
    guard new.resolvedText.contains("\(candidate.name)@sha256:") else {
      Terminal.printMessage(
        "\(scenario): error: the scenario does not ask the model '\(candidate.name)'; a gate is a scenario with a rule "
          + "such as 'replace: {model: \(candidate.name), fails_within: 72 h, chance_over: 30 %, look: 8 h}'"
      )
      throw ExitStatus.badInput
    }
    do {
      let result = try await PromotionGates.decisions(
        candidate: new.factory, incumbent: try incumbent.map { try factory($0).factory },
        metric: metric, replications: replications, seed: seed, jobs: jobs)
      let problems = shelves.flatMap(\.problems)
      guard problems.isEmpty else {
        for problem in problems { Terminal.printMessage("error: \(problem)") }
        throw ExitStatus.badInput
      }
      return result
    } catch let failure as ReplicationFailure {
      Terminal.printMessage("\(scenario): error: \(failure)")
      throw ExitStatus.badInput
    } catch let error as RequestError {
      Terminal.printMessage("error: \(error)")
      throw ExitStatus.usage
    }
  }
}
