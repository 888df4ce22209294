import ArgumentParser
import DataTables
import Optimization
import Scenarios

/// Set-points of a process as people write them.
enum ProcessText {
  /// A number with as many digits as matter.
  static func number(_ value: Double) -> String { ShortNumber.text(value, digits: 6) }

  /// A number with a unit.
  static func quantity(_ value: Double, _ unit: String?, digits: Int = 4) -> String {
    ShortNumber.text(value, digits: digits) + (unit.map { " " + $0 } ?? "")
  }

  /// The value of an input: `86.95 min`, `B`.
  static func value(_ value: Double, of input: ResponseInput, digits: Int = 5) -> String {
    input.words?[Int(value)] ?? quantity(value, input.unit, digits: digits)
  }

  /// A point: `time 86.95 min, catalyst B`.
  static func point(_ row: [Double], _ inputs: [ResponseInput]) -> String {
    zip(row, inputs).map { "\($1.name) \(value($0, of: $1))" }.joined(separator: ", ")
  }

  /// Limits, one an input: those of the runs where none are given.
  ///
  /// - Parameters:
  ///   - texts: Such as `time=30 to 60`, `time=45`, `catalyst=A,B`.
  ///   - inputs: The inputs.
  /// - Returns: The limits.
  /// - Throws: The exit status, once what is wrong is printed.
  static func limits(
    _ texts: [String], _ inputs: [ResponseInput]
  ) throws -> [ResponseOptimum.Limit] {
    var limits = inputs.map { input -> ResponseOptimum.Limit in
      switch input.kind {
      case .number(let low, let high): .range(low: low, high: high)
      case .choice(let words): .words(Array(words.indices))
      }
    }
    for text in texts {
      let start = "--limit '\(text)'"
      let (place, value) = try assignment(text, inputs, start)
      let input = inputs[place]
      if let words = input.words {
        let given =
          words.contains(value) ? [value] : value.split(separator: ",").map { trimmed($0) }
        limits[place] = .words(try given.map { try word($0, input, start) }.sorted())
        continue
      }
      let ends = value.split(separator: " to ", omittingEmptySubsequences: false)
      let numbers = try ends.map { try number(of: String($0), input, start) }
      guard numbers.count <= 2, let low = numbers.first, let high = numbers.last, low <= high else {
        throw refusal("\(start): write the lower end first, such as '\(input.name)=30 to 60'")
      }
      limits[place] = .range(low: low, high: high)
    }
    return limits
  }

  /// A point at which a model is asked.
  ///
  /// - Parameters:
  ///   - text: Such as `temperature=850,time=40`.
  ///   - inputs: The inputs, all of which must be there.
  /// - Returns: The point, as in ``ResponseData/rows``.
  /// - Throws: The exit status, once what is wrong is printed.
  static func row(_ text: String, _ inputs: [ResponseInput]) throws -> [Double] {
    let start = "--predict '\(text)'"
    var row: [Double?] = inputs.map { _ in nil }
    for part in text.split(separator: ",") {
      let (place, value) = try assignment(trimmed(part), inputs, start)
      let input = inputs[place]
      row[place] =
        input.words == nil
        ? try number(of: value, input, start) : Double(try word(value, input, start))
    }
    let missing = inputs.indices.filter { row[$0] == nil }.map { "'\(inputs[$0].name)'" }
    if !missing.isEmpty {
      throw refusal("\(start): it says nothing of \(missing.joined(separator: ", "))")
    }
    return row.compactMap { $0 }
  }

  /// The input and what is written behind `=`; names may have such a sign themselves.
  private static func assignment(
    _ text: String, _ inputs: [ResponseInput], _ start: String
  ) throws -> (place: Int, value: String) {
    let names = inputs.map(\.name)
    let known = names.indices.filter { text.hasPrefix(names[$0] + "=") }.max {
      names[$0].count < names[$1].count
    }
    if let known { return (known, trimmed(text.dropFirst(names[known].count + 1))) }
    guard let sign = text.firstIndex(of: "=") else {
      throw refusal("\(start): write the input, '=' and its value, such as '\(names[0])=…'")
    }
    let name = trimmed(text[..<sign])
    if let place = names.firstIndex(of: name) {
      return (place, trimmed(text[text.index(after: sign)...]))
    }
    let meant =
      NearestName.of(name, among: names).map { "did you mean '\($0)'?" }
      ?? "there are " + names.map { "'\($0)'" }.joined(separator: ", ")
    throw refusal("\(start): there is no input '\(name)'; \(meant)")
  }

  private static func number(
    of text: String, _ input: ResponseInput, _ start: String
  ) throws -> Double {
    var digits = trimmed(text[...])
    if let unit = input.unit, digits.hasSuffix(unit) {
      digits = trimmed(digits.dropLast(unit.count))
    }
    guard let value = DecimalNumber.value(of: Array(digits.utf8).span) else {
      let unit = input.unit.map { " in \($0)" } ?? ""
      throw refusal("\(start): '\(text)' is not a number\(unit)")
    }
    let (center, half) = input.coding
    if abs(value - center) > 1e6 * half {
      throw refusal(
        "\(start): \(value) is so far from the runs that a model says nothing there")
    }
    return value
  }

  private static func word(
    _ text: String, _ input: ResponseInput, _ start: String
  ) throws -> Int {
    let words = input.words ?? []
    if let place = words.firstIndex(of: text) { return place }
    let known = words.map { "'\($0)'" }.joined(separator: ", ")
    throw refusal("\(start): no run had \(input.name) '\(text)'; there are \(known)")
  }

  /// A text without blanks around it.
  static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  private static func refusal(_ message: String) -> ExitCode {
    Terminal.printMessage("error: " + message)
    return ExitStatus.badInput
  }
}
