/// A term of a response surface: a product of up to two columns.
public struct ResponseTerm: Hashable, Sendable {
  /// A column of numbers that follows from one input.
  public enum Column: Hashable, Sendable {
    /// The number, coded from -1 to 1.
    case number(Int)
    /// 1 where the choice is this word, else 0.
    case word(Int, Int)

    /// The input.
    public var input: Int {
      switch self {
      case .number(let input), .word(let input, _): input
      }
    }

    /// The column's value at a coded point.
    func value(_ point: [Double]) -> Double {
      switch self {
      case .number(let input): point[input]
      case .word(let input, let word): point[input] == Double(word) ? 1 : 0
      }
    }
  }

  /// What is multiplied; nothing for the intercept.
  public let columns: [Column]

  /// The term's value at a coded point.
  func value(_ point: [Double]) -> Double {
    columns.reduce(1) { $0 * $1.value(point) }
  }

  /// Whether this is the square of a number.
  public var isSquare: Bool { columns.count == 2 && columns[0] == columns[1] }

  /// The term in words: `time`, `time^2`, `time * catalyst(B)`, `intercept`.
  public func words(_ inputs: [ResponseInput]) -> String {
    func name(_ column: Column) -> String {
      switch column {
      case .number(let input): inputs[input].name
      case .word(let input, let word):
        "\(inputs[input].name)(\(inputs[input].words?[word] ?? ""))"
      }
    }
    if columns.isEmpty { return "intercept" }
    if isSquare { return name(columns[0]) + "^2" }
    return columns.map(name).joined(separator: " * ")
  }

  /// All terms of the second order: the intercept, linear ones, squares, then products.
  ///
  /// Of a choice each word but the first has a column; products of two words of one choice are none.
  static func secondOrder(_ inputs: [ResponseInput]) -> [ResponseTerm] {
    let columns = inputs.enumerated().flatMap { number, input -> [Column] in
      guard let words = input.words else { return [.number(number)] }
      return words.indices.dropFirst().map { .word(number, $0) }
    }
    var terms = [ResponseTerm(columns: [])] + columns.map { ResponseTerm(columns: [$0]) }
    for column in columns {
      if case .number = column { terms.append(ResponseTerm(columns: [column, column])) }
    }
    for (place, first) in columns.enumerated() {
      for second in columns[(place + 1)...] where second.input != first.input {
        terms.append(ResponseTerm(columns: [first, second]))
      }
    }
    return terms
  }
}
