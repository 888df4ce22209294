#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The lines that go to and fro, one JSON object each.
enum OutsideMessages {
  /// The first request.
  static let hello = Array("{\"fettle\":1,\"ask\":\"hello\"}\n".utf8)
  /// What answers it.
  static let helloForm = "{\"reads\": [\"heat\", …], \"answers\": \"remaining_life\"}"

  /// What answers a request about rows.
  static func answerForm(_ request: Int, rows: Int) -> String {
    "{\"id\": \(request), \"answers\": [\(rows == 1 ? "one number" : "\(rows) numbers")]}"
  }

  /// A request about rows; numbers in the fewest digits that give them back, `null` for what is not known.
  static func request(_ number: Int, _ columns: [[Double]], _ rows: Range<Int>) -> [UInt8] {
    var line = Array("{\"id\":\(number),\"rows\":[".utf8)
    line.reserveCapacity(40 + rows.count * (2 + 20 * columns.count))
    for row in rows {
      if row > rows.lowerBound { line.append(UInt8(ascii: ",")) }
      line.append(UInt8(ascii: "["))
      for column in columns.indices {
        if column > 0 { line.append(UInt8(ascii: ",")) }
        let value = columns[column][row]
        line.append(contentsOf: value.isFinite ? value.description.utf8 : "null".utf8)
      }
      line.append(UInt8(ascii: "]"))
    }
    line.append(contentsOf: "]}\n".utf8)
    return line
  }

  private struct Contract: Decodable {
    var reads: [String]
    var answers: String
  }

  private struct Answer: Decodable {
    var id: Int?
    var answers: [Double]?
    var error: String?
  }

  /// Reads what a program says of itself.
  static func contract(_ line: [UInt8]) throws(OutsideProblem.Kind) -> OutsideContract {
    guard let contract = try? JSONDecoder().decode(Contract.self, from: Data(line)) else {
      throw .unreadable(line: String(decoding: line, as: UTF8.self), expected: helloForm)
    }
    return OutsideContract(reads: contract.reads, answers: contract.answers)
  }

  /// Reads answers.
  static func answers(
    _ line: [UInt8], to request: Int, rows: Int
  ) throws(OutsideProblem.Kind) -> [Double] {
    let unreadable = { () -> OutsideProblem.Kind in
      .unreadable(
        line: String(decoding: line, as: UTF8.self), expected: answerForm(request, rows: rows))
    }
    let answer: Answer
    do {
      answer = try JSONDecoder().decode(Answer.self, from: Data(line))
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context)
    {
      guard let place = context.codingPath.last?.intValue else { throw unreadable() }
      throw .notNumber(place: place + 1)
    } catch {
      throw unreadable()
    }
    guard answer.id == request else {
      // A line without a number says something else altogether, unless it has answers.
      if answer.id == nil, let text = answer.error { throw .refused(text) }
      if answer.id == nil, answer.answers == nil { throw unreadable() }
      throw .otherRequest(answer.id)
    }
    if let text = answer.error { throw .refused(text) }
    guard let numbers = answer.answers else { throw unreadable() }
    guard numbers.count == rows else { throw .otherCount(found: numbers.count, expected: rows) }
    return numbers
  }
}

extension OutsideProblem.Kind: Error {}
