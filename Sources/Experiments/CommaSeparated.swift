/// Tables as comma-separated text (RFC 4180).
public enum CommaSeparated {
  /// A line; cells with a comma, a quote or a line's end are quoted.
  public static func line(_ cells: [String]) -> String {
    cells.map { cell in
      cell.contains { $0 == "," || $0 == "\"" || $0.isNewline }
        ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }.joined(separator: ",") + "\n"
  }

  /// The cells of each line of a text.
  static func rows(of text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var characters = text.makeIterator()
    var next = characters.next()
    while let character = next {
      next = characters.next()
      if isQuoted {
        if character == "\"", next == "\"" {
          cell.append(character)
          next = characters.next()
        } else if character == "\"" {
          isQuoted = false
        } else {
          cell.append(character)
        }
      } else if character == "\"" {
        isQuoted = true
      } else if character == "," || character.isNewline {
        row.append(cell)
        cell = ""
        if character.isNewline {
          rows.append(row)
          row = []
        }
      } else {
        cell.append(character)
      }
    }
    if !cell.isEmpty || !row.isEmpty { rows.append(row + [cell]) }
    return rows
  }
}
