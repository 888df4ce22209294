public import DataTables
public import OutsideModels

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// Makes a model of a program: asks it about a table, and learns from what came what its answers are worth.
///
/// The table must be one that the program has not learned from: otherwise its answers look better than they are, and so do the
/// calibrated ones.
public struct OutsideCalibration: Sendable {
  /// The model.
  public let model: TrainedModel
  /// The rows that it was calibrated on.
  public let table: TrainingTable
  /// What the program has said of each.
  public let scores: [Double]

  /// Asks a program, and calibrates its answers.
  ///
  /// What the program reads, and which question it answers, it says itself.
  ///
  /// - Parameters:
  ///   - command: How the program is started.
  ///   - files: Its files, as they stand in the folder of the permission.
  ///   - permission: Somebody's word that it may be started.
  ///   - table: What came.
  ///   - request: The target, and which columns name unit and time.
  ///   - mostRows: The most rows that are asked about; more are thinned evenly.
  /// - Throws: ``TrainingProblem`` where the program does not answer, or the table lacks something.
  public init(
    _ command: OutsideCommand, files: [String: Data] = [:], allowing permission: OutsidePermission,
    on table: ColumnarTable, _ request: TableRequest, mostRows: Int = 40_000
  ) throws(TrainingProblem) {
    let contract = try OutsideCalibration.contract(command, permission)
    let function = OutsideFunction(
      command, contract: contract, files: files, allowing: permission)
    var rows = try TrainingTable(table, request, readBy: contract, command.text)
    rows.thin(to: mostRows)
    let made = LearnedFunction([.outside(function)])
    var scores = try made.values(rows)
    if rows.question == .remainingLife { scores = scores.map { max(0, $0) } }
    model = TrainedModel(
      target: rows.target, sources: rows.inputs, inputs: rows.inputs, recipe: [], function: made,
      cap: .infinity, calibration: try AnswerCalibration(rows, scores: scores), method: .program)
    (self.table, self.scores) = (rows, scores)
  }

  private static func contract(
    _ command: OutsideCommand, _ permission: OutsidePermission
  ) throws(TrainingProblem) -> OutsideContract {
    do throws(OutsideProblem) {
      return try OutsideProgram(command, in: permission.folder).hello()
    } catch {
      throw TrainingProblem(error.description)
    }
  }
}

extension TrainingTable {
  /// Takes what a program reads from a table, and what came.
  init(
    _ table: ColumnarTable, _ request: TableRequest, readBy contract: OutsideContract,
    _ command: String
  ) throws(TrainingProblem) {
    func refuse(_ reason: String) -> TrainingProblem {
      TrainingProblem("the program '\(command)' \(reason)")
    }
    guard let question = ModelQuestion(word: contract.answers) else {
      let words = ModelQuestion.allCases.map { "'\($0.word)'" }.joined(separator: ", ")
      throw refuse("answers '\(contract.answers)', which is none of \(words)")
    }
    guard request.question == nil || request.question == question else {
      throw refuse("answers '\(question.word)', and something else is asked")
    }
    guard !contract.reads.isEmpty else { throw refuse("reads nothing") }
    guard Set(contract.reads).count == contract.reads.count else {
      throw refuse("reads a column twice")
    }
    if let label = contract.reads.first(where: { $0 == request.target || LifeLabels.isLabel($0) }) {
      throw refuse("reads '\(label)', which is what is to be foretold")
    }
    let columns = TableColumns(table: table)
    let inputs = contract.reads.map {
      InputColumn(name: $0, words: nil, unit: columns[$0]?.description.unit)
    }
    if let words = inputs.first(where: { columns[$0.name]?.isNumeric == false }) {
      throw refuse("reads '\(words.name)', which holds words; it can be given numbers only")
    }
    var request = request
    request.question = question
    try self.init(table, request, reading: inputs)
    carryForward()
    try leaveWhatCanBeLearnedFrom()
  }
}
