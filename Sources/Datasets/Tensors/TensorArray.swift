import DataTables

/// An array of a file of tensors: what it is called, and what its numbers are.
struct TensorArray: Hashable, Sendable {
  let name: String
  /// How its numbers are kept.
  let element: NumpyElement
  /// What its numbers are, in a sentence without a full stop.
  let meaning: String
  /// The numbers that it has of a row.
  let numbers: [TensorNumber]
  /// How many samples there are instead of a number; 0 where there is the number.
  let samples: Int
  /// What each of its columns is called; empty where the array's name says it.
  let columns: [String]
  /// Whether it has numbers of all rows of a window, or only of the last.
  let isOfAllRows: Bool

  init(
    _ name: String, _ element: NumpyElement, _ meaning: String, _ numbers: [TensorNumber],
    samples: Int = 0, columns: [String] = [], isOfAllRows: Bool = false
  ) {
    self.name = name
    self.element = element
    self.meaning = meaning
    self.numbers = numbers
    self.samples = samples
    self.columns = columns
    self.isOfAllRows = isOfAllRows
  }

  /// How many bytes a row takes.
  var rowSize: Int { numbers.count * max(1, samples) * element.size }

  /// Appends what it has of some rows, row after row.
  func append(
    _ rows: some Collection<Int>, of table: ColumnarTable, to bytes: inout [UInt8]
  ) {
    if samples > 0 {
      appendSamples(rows, of: table, to: &bytes)
      return
    }
    switch element {
    case .float32:
      NumpyBytes.append(
        interleaved(numbers.map { $0.reals(rows, of: table).map(Float.init) }), to: &bytes)
    case .float64:
      NumpyBytes.append(interleaved(numbers.map { $0.reals(rows, of: table) }), to: &bytes)
    case .int32:
      NumpyBytes.append(
        interleaved(numbers.map { $0.integers(rows, of: table).map { Int32($0) } }), to: &bytes)
    case .int64:
      NumpyBytes.append(interleaved(numbers.map { $0.integers(rows, of: table) }), to: &bytes)
    }
  }

  private func appendSamples(
    _ rows: some Collection<Int>, of table: ColumnarTable, to bytes: inout [UInt8]
  ) {
    for number in numbers {
      guard case .column(let place) = number,
        case .float32List(let values, let length) = table.columns[place].values, length == samples
      else { preconditionFailure("these are no samples") }
      for row in rows {
        NumpyBytes.append(Array(values[row * length..<(row + 1) * length]), to: &bytes)
      }
    }
  }

  /// Columns, row by row.
  private func interleaved<Number>(_ columns: [[Number]]) -> [Number] {
    guard columns.count != 1 else { return columns[0] }
    var all: [Number] = []
    all.reserveCapacity(columns.count * (columns.first?.count ?? 0))
    for row in columns.first?.indices ?? 0..<0 {
      for column in columns { all.append(column[row]) }
    }
    return all
  }
}
