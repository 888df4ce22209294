/// Products, ratios and differences of columns, two by two.
///
/// Trees ask of one column at a time; a limit on torque times speed they find only in many steps, and from many rows.
enum PairColumns {
  /// The most columns of numbers of which pairs are made.
  static let mostColumns = 12

  /// The columns of pairs of a table, by their names: `torque × speed`, `torque / speed`, `inside - outside`.
  ///
  /// All are made of any table, so that those of training are found again: a ratio of which the lower part is 0 is missing.
  static func made(of table: TrainingTable) -> [(InputColumn, [Double])] {
    let places = table.inputs.indices.filter { table.inputs[$0].words == nil }
    var made: [(InputColumn, [Double])] = []
    func add(_ name: String, _ first: Int, _ second: Int, _ figure: (Double, Double) -> Double) {
      let values = zip(table.columns[first], table.columns[second]).map { one, other in
        let value = figure(one, other)
        return value.isFinite ? value : .nan
      }
      made.append((InputColumn(name: name, words: nil, unit: nil), values))
    }
    for (number, first) in places.enumerated() {
      for second in places.dropFirst(number + 1) {
        let (one, other) = (table.inputs[first].name, table.inputs[second].name)
        add("\(one) × \(other)", first, second, *)
        add("\(one) / \(other)", first, second, /)
        add("\(one) - \(other)", first, second, -)
      }
    }
    return made
  }
}
