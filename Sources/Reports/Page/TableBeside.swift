/// The table that stands beside a chart, and where in it the chart's data are found.
///
/// The page shows nothing of it; `Scripts/check-pages.py` compares the two by it.
public struct TableBeside: Hashable, Sendable {
  /// Fields of the chart's data that the first cells of a row show, such as the station.
  var row: [String]
  /// The field that names a column, such as the state; empty where columns stand for fields.
  var column = ""
  /// The field that the cell shows.
  var value = ""
  /// Fields with the headings of the columns that show them.
  var columns: [(field: String, heading: String)] {
    zip(fields, headings).map { (field: $0, heading: $1) }
  }
  private var fields: [String] = []
  private var headings: [String] = []

  /// A table of both ways: a row for each of one thing, a column for each of another.
  init(row: String..., column: String, value: String) {
    self.row = row
    self.column = column
    self.value = value
  }

  /// A table with a column for each field.
  init(row: String..., columns: KeyValuePairs<String, String>) {
    self.row = row
    fields = columns.map(\.key)
    headings = columns.map(\.value)
  }

  /// The attributes of the chart's figure; the table is the next one in the page.
  static func attributes(of table: TableBeside?) -> KeyValuePairs<String, String> {
    // An empty value is left out.
    [
      "data-table": table == nil ? "" : "next",
      "data-row": table?.row.joined(separator: ",") ?? "",
      "data-column": table?.column ?? "", "data-value": table?.value ?? "",
      "data-columns": table?.columns.map { "\($0.field)=\($0.heading)" }.joined(separator: "; ")
        ?? "",
    ]
  }
}
