import DataTables
import FactorySimulation

/// A number that an array has of a row of readings.
enum TensorNumber: Hashable, Sendable {
  /// What stands in a column: a number, microseconds of a time, or the place of a text in the list of a category.
  case column(Int)
  /// The ten hexadecimal digits of the pseudonym in a column.
  case pseudonym(Int)
  /// The seconds in a column, in hours.
  case hours(Int)
  /// 1 where the life in a column ends by anything but failure, else 0.
  case isCensored(Int)

  /// The numbers of some rows, as real numbers; not a number where a value is missing.
  func reals(_ rows: some Collection<Int>, of table: ColumnarTable) -> [Double] {
    if case .hours(let place) = self {
      return TensorNumber.column(place).reals(rows, of: table).map { $0 / 3_600 }
    }
    guard case .column(let place) = self else {
      return integers(rows, of: table).map(Double.init)
    }
    let column = table.columns[place]
    var reals: [Double] =
      switch column.values {
      case .float32(let values): rows.map { Double(values[$0]) }
      case .float64(let values): rows.map { values[$0] }
      default: integers(rows, of: table).map(Double.init)
      }
    if let isPresent = column.isPresent {
      for (place, row) in rows.enumerated() where !isPresent[row] { reals[place] = .nan }
    }
    return reals
  }

  /// The numbers of some rows, as whole numbers.
  ///
  /// - Precondition: They are whole numbers, and there in every row.
  func integers(_ rows: some Collection<Int>, of table: ColumnarTable) -> [Int64] {
    switch self {
    case .column(let place):
      switch table.columns[place].values {
      case .int32(let values), .category(let values, _): return rows.map { Int64(values[$0]) }
      case .int64(let values), .timestamp(let values): return rows.map { values[$0] }
      default: preconditionFailure("these are no whole numbers")
      }
    case .pseudonym(let place):
      guard case .text(let names) = table.columns[place].values else {
        preconditionFailure("pseudonyms are texts")
      }
      return rows.map { row in Int64(names[row].drop { $0 != "_" }.dropFirst(), radix: 16) ?? -1 }
    case .hours: preconditionFailure("hours are no whole numbers")
    case .isCensored(let place):
      guard case .category(let codes, _) = table.columns[place].values else {
        preconditionFailure("how a life ends is a category")
      }
      let failure = Int32(PlantHistory.Life.End.failure.rawValue)
      return rows.map { codes[$0] == failure ? 0 : 1 }
    }
  }
}
