import DataTables

/// A number that a model reads from each row of a table.
public struct InputColumn: Hashable, Sendable, Codable {
  /// The column's name.
  public var name: String
  /// The words that it holds, each of which becomes its place in this list; `nil` for numbers.
  public var words: [String]?
  /// The unit that the table gives.
  public var unit: String?

  /// The numbers of a table's column; NaN where a value is missing, or a word that was not there in training.
  func numbers(of column: TableColumn, rows: Int) -> [Double] {
    guard let words else { return column.numbers() }
    let places = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($1, Double($0)) })
    return (0..<rows).map { places[TableColumns.text(of: column, $0)] ?? .nan }
  }
}

extension InputColumn {
  /// Describes a column that may be looked at; `nil` where it tells nothing: the reason goes to `note`.
  init?(_ column: TableColumn, rows: Int, note: inout String?) {
    name = column.description.name
    unit = column.description.unit
    guard !column.isNumeric else {
      let numbers = column.numbers()
      let first = numbers.first { !$0.isNaN }
      if first == nil {
        note = "column '\(name)' is empty"
      } else if numbers.allSatisfy({ $0.isNaN || $0 == first }) {
        note = "column '\(name)' is the same in every row"
      }
      if note != nil { return nil }
      return
    }
    if case .float32List = column.values {
      note = "column '\(name)' holds lists"
      return nil
    }
    var seen: Set<String> = []
    for row in 0..<rows {
      let text = TableColumns.text(of: column, row)
      if !text.isEmpty { seen.insert(text) }
      if seen.count > InputColumn.mostWords {
        note = "column '\(name)' has more than \(InputColumn.mostWords) different words"
        return nil
      }
    }
    guard seen.count > 1 else {
      note = "column '\(name)' is the same in every row"
      return nil
    }
    words = seen.sorted()
  }

  /// The most different words of a column that is looked at.
  static let mostWords = 64
}
