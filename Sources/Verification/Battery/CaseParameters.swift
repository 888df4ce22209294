import Experiments
public import JSONDocuments

/// The parameters of a case, read by name and kind.
public struct CaseParameters: Hashable, Sendable {
  private let members: [JSONValue.Member]
  private let path: String

  /// Takes the members of an object.
  ///
  /// - Parameters:
  ///   - members: The names with their values.
  ///   - path: Where the object stands, for messages.
  public init(_ members: [JSONValue.Member], path: String = "parameters") {
    self.members = members
    self.path = path
  }

  /// The names that are given, in their order.
  public var names: [String] { members.map(\.name) }

  /// Whether something other than null is given.
  public func has(_ name: String) -> Bool {
    guard let value = value(name) else { return false }
    return value != .null
  }

  private func value(_ name: String) -> JSONValue? { members.first { $0.name == name }?.value }

  private func problem(_ name: String, _ wanted: String) -> CaseProblem {
    let found = value(name).map { "found \($0.kind)" } ?? "there is none"
    return CaseProblem("\(path).\(name)", "expected \(wanted); \(found)")
  }

  /// A number.
  public func number(_ name: String) throws(CaseProblem) -> Double {
    guard let number = value(name)?.number else { throw problem(name, "a number") }
    return number
  }

  /// A number greater than zero, such as a rate or a mean.
  public func positive(_ name: String) throws(CaseProblem) -> Double {
    let number = try number(name)
    guard number > 0 else {
      throw CaseProblem("\(path).\(name)", "expected a number above 0; found \(number)")
    }
    return number
  }

  /// A whole number from 0.
  public func whole(_ name: String) throws(CaseProblem) -> Int {
    guard let number = value(name)?.number, let whole = Int(exactly: number), whole >= 0 else {
      throw problem(name, "a whole number from 0")
    }
    return whole
  }

  /// Whether something is so.
  public func truth(_ name: String) throws(CaseProblem) -> Bool {
    guard case .truth(let truth)? = value(name) else { throw problem(name, "true or false") }
    return truth
  }

  /// A text.
  public func text(_ name: String) throws(CaseProblem) -> String {
    guard let text = value(name)?.string else { throw problem(name, "a text") }
    return text
  }

  /// A list of numbers.
  public func numbers(_ name: String) throws(CaseProblem) -> [Double] {
    guard let items = value(name)?.items else { throw problem(name, "a list of numbers") }
    let numbers = items.compactMap(\.number)
    guard numbers.count == items.count else { throw problem(name, "a list of numbers") }
    return numbers
  }

  /// A list of whole numbers from 0.
  public func wholes(_ name: String) throws(CaseProblem) -> [Int] {
    let numbers = try numbers(name)
    let wholes = numbers.compactMap { Int(exactly: $0) }.filter { $0 >= 0 }
    guard wholes.count == numbers.count else {
      throw problem(name, "a list of whole numbers from 0")
    }
    return wholes
  }

  /// A list of so many numbers.
  public func numbers(_ name: String, count: Int) throws(CaseProblem) -> [Double] {
    let numbers = try numbers(name)
    guard numbers.count == count else {
      throw CaseProblem("\(path).\(name)", "expected \(count) numbers; found \(numbers.count)")
    }
    return numbers
  }

  /// A square of numbers, row by row.
  public func square(_ name: String, size: Int) throws(CaseProblem) -> [[Double]] {
    guard let rows = value(name)?.items, rows.count == size else {
      throw problem(name, "\(size) rows of \(size) numbers")
    }
    var square: [[Double]] = []
    for row in rows {
      let numbers = (row.items ?? []).compactMap(\.number)
      guard numbers.count == size else { throw problem(name, "\(size) rows of \(size) numbers") }
      square.append(numbers)
    }
    return square
  }

  /// The names and values of an object.
  public func members(_ name: String) throws(CaseProblem) -> [JSONValue.Member] {
    guard let members = value(name)?.members else { throw problem(name, "an object") }
    return members
  }

  /// A list of texts.
  public func texts(_ name: String) throws(CaseProblem) -> [String] {
    let items = value(name)?.items ?? []
    let texts = items.compactMap(\.string)
    guard value(name)?.items != nil, texts.count == items.count else {
      throw problem(name, "a list of texts")
    }
    return texts
  }

  /// An object.
  public func object(_ name: String) throws(CaseProblem) -> CaseParameters {
    CaseParameters(try members(name), path: "\(path).\(name)")
  }

  /// A list of objects.
  public func objects(_ name: String) throws(CaseProblem) -> [CaseParameters] {
    guard let items = value(name)?.items else { throw problem(name, "a list of objects") }
    var objects: [CaseParameters] = []
    for (index, item) in items.enumerated() {
      guard let members = item.members else { throw problem(name, "a list of objects") }
      objects.append(CaseParameters(members, path: "\(path).\(name)[\(index)]"))
    }
    return objects
  }

  /// A list of lists of numbers, such as a log.
  public func rows(_ name: String) throws(CaseProblem) -> [[JSONValue]] {
    guard let items = value(name)?.items else { throw problem(name, "a list of lists") }
    let rows = items.compactMap(\.items)
    guard rows.count == items.count else { throw problem(name, "a list of lists") }
    return rows
  }

  /// Refuses parameters that nobody reads: they could change what is meant.
  func expectOnly(_ known: [String]) throws(CaseProblem) {
    for name in names where !known.contains(name) && has(name) {
      throw CaseProblem("\(path).\(name)", "this parameter is not modelled")
    }
  }
}
