/// Writes delimited text that ``DelimitedTable`` and other readers read back.
public enum DelimitedText {
  /// A cell as it is written: enclosed in quotes where it must be, its own quotes doubled.
  ///
  /// That is where it has a separator of any kind, a quote, or a line end in it; where it begins with
  /// `#`; and where blanks begin or end it.
  public static func quoted(_ cell: String) -> String {
    needsQuotes(cell)
      ? "\"\(cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
      : cell
  }

  /// A row as it is written, without a line end.
  ///
  /// A row of one empty cell is a pair of quotes, because a blank line is no row.
  public static func row(_ cells: [String], separator: Character = ",") -> String {
    if cells == [""] { return "\"\"" }
    return cells.map(quoted).joined(separator: String(separator))
  }

  private static func needsQuotes(_ cell: String) -> Bool {
    let bytes = cell.utf8
    guard let first = bytes.first, let last = bytes.last else { return false }
    return first == Ascii.hash || first == Ascii.blank || last == Ascii.blank
      || bytes.contains {
        switch $0 {
        case Ascii.quote, Ascii.comma, Ascii.semicolon, Ascii.tab, Ascii.lineFeed,
          Ascii.carriageReturn:
          true
        default: false
        }
      }
  }
}
