#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import JSONDocuments
import Optimization

/// A search whose objective is another program: requests and answers, one JSON object each.
///
/// | Request | Answer |
/// |---|---|
/// | `{"begin": {"factors": […], …}}` | `{"begun": {"factors": 2, "trials": 0}}` |
/// | `{"ask": 1}` | `{"trials": [{"trial": 0, "values": {"x": 0.5}}]}`, empty where no point is left |
/// | `{"tell": {"trial": 0, "objectives": [1.5]}}` | `{"told": 0}` |
/// | `{"tell": {"trial": 0, "failed": "why"}}` | `{"told": 0}` |
/// | `{"tell": {"values": {"x": 0.5}, "objectives": [1.5]}}` | `{"told": 1}`: a result from elsewhere |
/// | `{"recommend": true}` | `{"recommended": {…}}` or `{"front": […]}` |
///
/// What cannot be done is answered by `{"error": "…"}`, and the next request is waited for.
public struct OutsideSearch {
  private struct Setting {
    var names: [String]
    var space: SearchSpace
    var choices: [String: [String]]
    var settings: BayesianSettings
    var suggester: any PointSuggesting
    var model: BayesianSuggester
  }

  private struct Problem: Error { var text: String }

  private var setting: Setting?
  private var trials: [Trial] = []

  /// Begins without anything.
  public init() {}

  /// Answers a request.
  ///
  /// - Parameter line: One JSON object.
  /// - Returns: One line, without its end.
  public mutating func answer(_ line: String) -> String {
    guard let request = try? JSONDecoder().decode(Request.self, from: Data(line.utf8)) else {
      return Self.error(
        "this is no request; send one JSON object a line with 'begin', 'ask', 'tell' or 'recommend'"
      )
    }
    do throws(Problem) {
      if let begin = request.begin { return try self.begin(begin).written(.inPage) }
      if let count = request.ask { return try ask(count).written(.inPage) }
      if let tell = request.tell { return try self.tell(tell).written(.inPage) }
      if request.recommend == true { return try recommend().written(.inPage) }
      throw Problem(text: "the request has none of 'begin', 'ask', 'tell' and 'recommend'")
    } catch {
      return Self.error(error.text)
    }
  }

  private static func error(_ text: String) -> String {
    JSONValue.object([.init("error", .text(text))]).written(.inPage)
  }

  // MARK: - Requests

  private mutating func begin(_ begin: Begin) throws(Problem) -> JSONValue {
    guard setting == nil else { throw Problem(text: "the search was begun before") }
    guard !begin.factors.isEmpty else { throw Problem(text: "'factors' is empty") }
    var dimensions: [SearchDimension] = []
    var choices: [String: [String]] = [:]
    for factor in begin.factors {
      guard !dimensions.contains(where: { $0.name == factor.name }) else {
        throw Problem(text: "'\(factor.name)' is there twice")
      }
      if let values = factor.values {
        guard !values.isEmpty else { throw Problem(text: "'\(factor.name)' has no values") }
        guard Set(values).count == values.count else {
          throw Problem(text: "'\(factor.name)' has a value twice")
        }
        choices[factor.name] = values
        dimensions.append(SearchDimension(factor.name, .choice(count: values.count)))
        continue
      }
      guard let low = factor.low, let high = factor.high, low < high, (high - low).isFinite else {
        throw Problem(
          text: "'\(factor.name)' needs 'low' and 'high', the lower end first, or 'values'")
      }
      guard factor.scale == nil || factor.scale == "log" || factor.scale == "linear" else {
        throw Problem(text: "'scale' of '\(factor.name)' is neither \"linear\" nor \"log\"")
      }
      if factor.whole == true {
        guard low == low.rounded(), high == high.rounded(), abs(low) < 1e9, abs(high) < 1e9 else {
          throw Problem(text: "'\(factor.name)' is whole, and its ends are not")
        }
        dimensions.append(
          SearchDimension(factor.name, .whole(low: Int(low), high: Int(high))))
      } else if factor.scale == "log" {
        guard low > 0 else { throw Problem(text: "'\(factor.name)' has a log scale and low ≤ 0") }
        dimensions.append(SearchDimension(factor.name, .logarithmic(low: low, high: high)))
      } else {
        dimensions.append(SearchDimension(factor.name, .real(low: low, high: high)))
      }
    }
    guard dimensions.count <= SearchSpace.mostDimensions else {
      throw Problem(text: "at most \(SearchSpace.mostDimensions) factors can be searched")
    }
    guard let noise = BayesianSettings.Noise(rawValue: begin.noise ?? "inferred") else {
      throw Problem(text: "'noise' is none of \"none\", \"known\" and \"inferred\"")
    }
    guard let method = SearchMethodName(rawValue: begin.method ?? "bayesian") else {
      let names = SearchMethodName.allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(text: "'method' is none of \(names)")
    }
    let (objectives, constraints) = (begin.objectives ?? 1, begin.constraints ?? 0)
    guard (1...16).contains(objectives), (0...64).contains(constraints) else {
      throw Problem(text: "there are from 1 to 16 objectives and at most 64 constraints")
    }
    var settings = BayesianSettings(
      objectives: objectives, constraints: constraints, noise: noise)
    if let initial = begin.initial {
      guard (1...1_000).contains(initial) else {
        throw Problem(text: "'initial' is a number from 1 to 1000")
      }
      settings.initial = initial
    }
    if let reference = begin.reference {
      guard reference.count == objectives else {
        throw Problem(text: "'reference' needs a number for each of the \(objectives) objectives")
      }
      settings.reference = reference
    }
    let space = SearchSpace(dimensions)
    let seed = begin.seed ?? 1
    setting = Setting(
      names: dimensions.map(\.name), space: space, choices: choices, settings: settings,
      suggester: method.suggester(in: space, settings: settings, seed: seed),
      model: BayesianSuggester(in: space, settings: settings, seed: seed))
    return .object([
      .init(
        "begun",
        .object([
          .init("factors", .number(Double(dimensions.count))),
          .init("trials", .number(Double(trials.count))),
        ]))
    ])
  }

  private func begun() throws(Problem) -> Setting {
    guard let setting else { throw Problem(text: "send 'begin' with the factors first") }
    return setting
  }

  private mutating func ask(_ count: Int) throws(Problem) -> JSONValue {
    let setting = try begun()
    guard (1...1_000).contains(count) else {
      throw Problem(text: "'ask' is a number from 1 to 1000")
    }
    let suggestions = setting.suggester.suggestions(count, after: trials)
    var answers: [JSONValue] = []
    for suggestion in suggestions {
      answers.append(described(trials.count, suggestion.point, setting))
      trials.append(Trial(point: suggestion.point, memory: suggestion.memory))
    }
    return .object([.init("trials", .list(answers))])
  }

  private func described(
    _ number: Int, _ point: [Double], _ setting: Setting
  ) -> JSONValue {
    let values = zip(setting.names, setting.space.values(at: point)).map { name, value in
      JSONValue.Member(
        name, setting.choices[name].map { .text($0[Int(value)]) } ?? .number(value))
    }
    return .object([.init("trial", .number(Double(number))), .init("values", .object(values))])
  }

  private mutating func tell(_ tell: Tell) throws(Problem) -> JSONValue {
    let setting = try begun()
    let outcome: Trial.Outcome
    if tell.failed != nil {
      outcome = .failed
    } else {
      guard let objectives = tell.objectives, objectives.count == setting.settings.objectives,
        objectives.allSatisfy(\.isFinite)
      else {
        throw Problem(
          text: "'objectives' needs \(setting.settings.objectives) finite number"
            + "\(setting.settings.objectives == 1 ? "" : "s"), or give 'failed' with the reason")
      }
      let constraints = tell.constraints ?? []
      guard constraints.count == setting.settings.constraints, constraints.allSatisfy(\.isFinite)
      else {
        throw Problem(
          text: "'constraints' needs \(setting.settings.constraints) finite numbers, kept where "
            + "they are at most 0")
      }
      let variances = tell.variances ?? []
      if setting.settings.noise == .known,
        variances.count != objectives.count
          || !variances.allSatisfy({ $0 >= 0 && $0.isFinite })
      {
        throw Problem(text: "'variances' needs one for each objective, for their noise is known")
      }
      outcome = .measured(
        Measurement(
          objectives: objectives, constraints: constraints, objectiveVariances: variances))
    }
    if let number = tell.trial {
      guard trials.indices.contains(number) else {
        let known = trials.isEmpty ? "there is none yet" : "the last is \(trials.count - 1)"
        throw Problem(text: "there is no trial \(number); \(known)")
      }
      guard trials[number].outcome == .pending else {
        throw Problem(text: "trial \(number) is known already")
      }
      trials[number].outcome = outcome
      return .object([.init("told", .number(Double(number)))])
    }
    guard let values = tell.values else {
      throw Problem(text: "'tell' needs the number of a trial, or the 'values' of a point")
    }
    var point: [Double] = []
    for (name, dimension) in zip(setting.names, setting.space.dimensions) {
      guard let value = values[name] else { throw Problem(text: "'values' lacks '\(name)'") }
      switch value {
      case .number(let number):
        guard setting.choices[name] == nil else {
          throw Problem(text: "'\(name)' is a choice of texts")
        }
        guard dimension.hasValue(number) else {
          throw Problem(text: "\(number) is no value of '\(name)'")
        }
        point.append(dimension.coordinate(of: number))
      case .text(let text):
        guard let place = setting.choices[name]?.firstIndex(of: text) else {
          throw Problem(text: "'\(text)' is no value of '\(name)'")
        }
        point.append(dimension.coordinate(of: Double(place)))
      }
    }
    trials.append(Trial(point: setting.space.snapped(point), outcome: outcome))
    return .object([.init("told", .number(Double(trials.count - 1)))])
  }

  private func recommend() throws(Problem) -> JSONValue {
    let setting = try begun()
    func objectives(_ number: Int) -> JSONValue.Member {
      .init(
        "objectives",
        .list((trials[number].measurement?.objectives ?? []).map { .number($0) }))
    }
    if setting.settings.objectives > 1 {
      let front = setting.model.finalists(trials.count, after: trials)
      return .object([
        .init(
          "front",
          .list(
            front.map { number in
              .object(
                (described(number, trials[number].point, setting).members ?? [])
                  + [objectives(number)])
            }))
      ])
    }
    guard let best = setting.model.recommendation(after: trials) else {
      throw Problem(text: "no trial is known that keeps all constraints")
    }
    return .object([
      .init(
        "recommended",
        .object(
          (described(best.trial, trials[best.trial].point, setting).members ?? []) + [
            objectives(best.trial), .init("mean", .number(best.mean)),
            .init("deviation", .number(best.deviation)),
            .init("probability_best", .number(best.probabilityBest)),
          ]))
    ])
  }

  // MARK: - What requests look like

  private struct Request: Decodable {
    var begin: Begin?
    var ask: Int?
    var tell: Tell?
    var recommend: Bool?
  }

  private struct Begin: Decodable {
    struct Factor: Decodable {
      var name: String
      var low: Double?
      var high: Double?
      var scale: String?
      var whole: Bool?
      var values: [String]?
    }
    var factors: [Factor]
    var objectives: Int?
    var constraints: Int?
    var noise: String?
    var method: String?
    var seed: UInt64?
    var initial: Int?
    var reference: [Double]?
  }

  private struct Tell: Decodable {
    enum Value: Decodable {
      case number(Double)
      case text(String)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
          self = .number(number)
        } else {
          self = .text(try container.decode(String.self))
        }
      }
    }
    var trial: Int?
    var values: [String: Value]?
    var objectives: [Double]?
    var constraints: [Double]?
    var variances: [Double]?
    var failed: String?
  }
}
