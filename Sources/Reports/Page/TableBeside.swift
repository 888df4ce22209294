import JSONDocuments

/// Where the figures of a chart stand: in which table, and where in it the chart's data are found.
///
/// The page shows nothing of it; `Scripts/check-pages.py` compares the two by it, and says what each
/// part may be.
struct TableBeside: Sendable {
  /// Where the table stands.
  enum Place: Sendable {
    /// It is the first one behind the chart.
    case next
    /// It is the second one behind the chart.
    case nextButOne
    /// It is the last one before the chart.
    case before
    /// It has a name, or is within what has it.
    case named(String)

    fileprivate var text: String {
      switch self {
      case .next: "next"
      case .nextButOne: "next 2"
      case .before: "before"
      case .named(let name): name
      }
    }
  }

  /// What of the two has more than the other.
  enum Surplus: String, Sendable {
    case table, chart, both
  }

  /// The tables, each with what is said of it.
  private var tables: [[JSONValue.Member]] = []
  /// Why there is no table.
  private var reason: String?

  private init(_ place: Place, _ row: [String], _ more: [JSONValue.Member]) {
    let rows = JSONValue.list(row.map { .text($0) })
    tables = [[.init("at", .text(place.text)), .init("row", rows)] + more]
  }

  private init(reason: String) { self.reason = reason }

  /// A table with a column for each field.
  ///
  /// - Parameters:
  ///   - place: Where it stands.
  ///   - row: Fields of the chart's data that the first cells of a row show, such as the station.
  ///   - columns: Fields, with the headings of the columns that show them.
  init(_ place: Place = .next, row: [String], columns: KeyValuePairs<String, String>) {
    let pairs = columns.map { JSONValue.list([.text($0.key), .text($0.value)]) }
    self.init(place, row, [.init("columns", .list(pairs))])
  }

  /// A table of both ways: a row for each of one thing, a column for each of another.
  ///
  /// - Parameters:
  ///   - place: Where it stands.
  ///   - row: Fields of the chart's data that the first cells of a row show, such as the station.
  ///   - column: The field that names a column, such as the state.
  ///   - value: The field that a cell shows.
  init(_ place: Place = .next, row: [String], column: String, value: String) {
    self.init(place, row, [.init("column", .text(column)), .init("value", .text(value))])
  }

  /// A table whose cells show sums: of the lengths of stretches, each with its share.
  ///
  /// - Parameters:
  ///   - row: The field that has the number of the row.
  ///   - column: The field that names a column, such as the state.
  ///   - stretch: The fields with the beginning, the end and the share.
  ///   - unit: How much of a length a cell shows as 1.
  init(
    row: String, column: String, stretch: (from: String, to: String, share: String), unit: Double
  ) {
    let sum: JSONValue = [
      .text(stretch.from), .text(stretch.to), .text(stretch.share), .number(unit),
    ]
    self.init(.next, ["#" + row], [.init("column", .text(column)), .init("sum", sum)])
  }

  /// No table.
  ///
  /// - Parameter reason: Why: where else the figures stand.
  /// - Returns: What a chart says of it.
  static func none(because reason: String) -> TableBeside { TableBeside(reason: reason) }

  /// The same, where one of the two, the chart and the last table, has more.
  func with(more surplus: Surplus?) -> TableBeside {
    surplus.map { adding(.init("part", .text($0.rawValue))) } ?? self
  }

  /// The same, where the last table has rows that are not drawn.
  func besides(_ rows: String...) -> TableBeside {
    adding(.init("besides", .list(rows.map { .text($0) })))
  }

  private func adding(_ member: JSONValue.Member) -> TableBeside {
    var copy = self
    copy.tables[copy.tables.count - 1].append(member)
    return copy
  }

  /// Further tables.
  static func + (first: TableBeside, second: TableBeside) -> TableBeside {
    var both = first
    both.tables += second.tables
    return both
  }

  /// What a figure says of it.
  var attribute: String {
    let value = reason.map { JSONValue.text($0) } ?? .list(tables.map { .object($0) })
    return value.written(.inPage)
  }
}
