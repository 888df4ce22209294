import ArgumentParser
import JSONDocuments
import Optimization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A process model as a file: the runs, and what was learned of them.
///
/// What is read back foretells with the same bits, since the rest of a model follows from these.
struct ProcessModelFile: Decodable {
  /// A column.
  struct Column: Decodable {
    var name: String
    var unit: String?
    var low: Double?
    var high: Double?
    var words: [String]?
  }

  /// The version of the format: 1.
  var fettleProcessModel: Int
  /// Which model: `quadratic` or `gaussian`.
  var model: String
  var target: Column
  var inputs: [Column]
  var runs: [[Double]]
  var values: [Double]
  /// What a process has learned; see ``GaussianResponse/parameters``.
  var gaussianParameters: [Double]?

  /// A model as the text of a file.
  static func text(_ runs: ProcessRuns, _ fit: ResponseFit) -> String {
    typealias Member = JSONValue.Member
    func column(_ name: String, _ unit: String?, _ more: [Member]) -> JSONValue {
      .object(
        [Member("name", .text(name))] + (unit.map { [Member("unit", .text($0))] } ?? []) + more)
    }
    let inputs = runs.data.inputs.map { input in
      switch input.kind {
      case .number(let low, let high):
        column(
          input.name, input.unit, [Member("low", .number(low)), Member("high", .number(high))])
      case .choice(let words):
        column(input.name, input.unit, [Member("words", .list(words.map { .text($0) }))])
      }
    }
    var members = [
      Member("fettle_process_model", 1), Member("model", .text(fit.chosen?.rawValue ?? "")),
      Member("target", column(runs.target, runs.unit, [])), Member("inputs", .list(inputs)),
      Member(
        "runs", .list(runs.data.rows.map { .list($0.map { .number($0) }) })),
      Member("values", .list(runs.data.values.map { .number($0) })),
    ]
    if fit.chosen == .gaussian, let gaussian = fit.gaussian {
      members.append(
        Member("gaussian_parameters", .list(gaussian.parameters.map { .number($0) })))
    }
    return JSONValue.object(members).written() + "\n"
  }

  /// Reads a model.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - learningAnew: Whether a process tells its error anew, which takes time.
  /// - Returns: The runs and the model.
  /// - Throws: The exit status, once what is wrong is printed.
  static func read(
    _ path: String, learningAnew: Bool
  ) throws -> (runs: ProcessRuns, fit: ResponseFit) {
    let bytes = try TextFile.bytes(path)
    guard let file = try? jsonValue(ProcessModelFile.self, from: Data(bytes)),
      let read = file.contents(learningAnew)
    else {
      Terminal.printMessage(
        "\(path): error: this is no process model; write one with: fettle fit-process DATA.csv --target "
          + "COLUMN --out \(path)")
      throw ExitStatus.badInput
    }
    return read
  }

  private func contents(_ learningAnew: Bool) -> (runs: ProcessRuns, fit: ResponseFit)? {
    guard fettleProcessModel == 1, let choice = ResponseFit.Choice(rawValue: model),
      choice != .best, !inputs.isEmpty, runs.count == values.count, runs.count >= 4,
      !ProcessColumn.isConstant(values), ProcessColumn.size(of: values) == nil
    else { return nil }
    var found: [ResponseInput] = []
    for (place, input) in inputs.enumerated() {
      if let words = input.words {
        guard words.count > 1,
          runs.allSatisfy({
            $0.count == inputs.count && $0[place] == $0[place].rounded()
              && words.indices.contains(Int(exactly: $0[place]) ?? -1)
          })
        else { return nil }
        found.append(ResponseInput(input.name, unit: input.unit, .choice(words)))
      } else {
        guard let low = input.low, let high = input.high, low < high,
          !ProcessColumn.isConstant([low, high]), ProcessColumn.size(of: [low, high]) == nil,
          runs.allSatisfy({ $0.count == inputs.count && (low...high).contains($0[place]) })
        else { return nil }
        found.append(ResponseInput(input.name, unit: input.unit, .number(low: low, high: high)))
      }
    }
    let data = ResponseData(inputs: found, rows: runs, values: values)
    let fit = ResponseFit(data, choice, parameters: gaussianParameters, learningAnew: learningAnew)
    guard fit.model != nil else { return nil }
    return (ProcessRuns(data: data, target: target.name, unit: target.unit), fit)
  }
}
