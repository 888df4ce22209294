/// Rows of text in aligned columns.
struct TextTable {
  /// On which side the text of a column stands.
  enum Alignment {
    case left
    case right
  }

  var alignments: [Alignment]
  private var rows: [[String]] = []

  init(_ alignments: [Alignment]) { self.alignments = alignments }

  /// Adds a row; short rows end early.
  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The table, a line a row, without trailing blanks.
  var text: String {
    let widths = alignments.indices.map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        line += (column == 0 ? "" : "  ")
        line += alignments[column] == .left ? cell + padding : padding + cell
      }
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }
}
