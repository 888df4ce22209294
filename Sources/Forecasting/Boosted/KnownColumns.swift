/// What is known of each step before it comes, such as a price, a promotion or the month.
///
/// Columns begin where the series begins and reach beyond its end, as far as it is forecast.
public struct KnownColumns: Hashable, Sendable {
  /// The names, no two the same.
  public let names: [String]
  /// The values of each, a step each; NaN where one is not known.
  public let columns: [[Double]]

  /// No columns.
  public static let none = KnownColumns(checked: [], [])

  /// Creates columns.
  ///
  /// - Parameters:
  ///   - names: A name for each, no two the same.
  ///   - columns: The values of each, from the first step of the series on.
  /// - Throws: ``ForecastingError`` where they are not as many, or a name stands twice.
  public init(names: [String], columns: [[Double]]) throws(ForecastingError) {
    guard names.count == columns.count else {
      throw .lengths(first: "names", names.count, second: "known columns", columns.count)
    }
    if let twice = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
      throw .knownColumns(problem: "the name '\(names[twice])' stands twice")
    }
    for (name, column) in zip(names, columns) where column.contains(where: \.isInfinite) {
      throw .knownColumns(problem: "'\(name)' has a value that is infinite")
    }
    self.init(checked: names, columns)
  }

  private init(checked names: [String], _ columns: [[Double]]) {
    self.names = names
    self.columns = columns
  }

  /// Throws unless the names are those that were learned and every column has so many steps.
  func check(_ series: String, names wanted: [String], steps: Int) throws(ForecastingError) {
    guard names == wanted else {
      throw .knownColumns(
        problem: "\(series) has \(KnownColumns.list(names)), and what is learned has "
          + KnownColumns.list(wanted))
    }
    for (name, column) in zip(names, columns) where column.count < steps {
      throw .knownColumns(
        problem: "'\(name)' of \(series) has \(column.count) steps, and \(steps) are needed: "
          + "those of the series and those to come")
    }
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "no columns" : names.map { "'\($0)'" }.joined(separator: ", ")
  }
}
