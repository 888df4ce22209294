import DataTables

/// The split of each row, that for training first.
struct SplitParts {
  var codes: [Int32]?
  var names: [String] = []

  /// The most values that a column of splits has.
  static let most = 20

  init(_ loaded: LoadedTable, _ splits: AuditRequest.Splits, column: Int?) throws(AuditProblem) {
    var found: [Int32]
    var texts: [String] = []
    switch splits {
    case .none:
      codes = nil
      return
    case .files:
      found = []
      for (index, part) in loaded.parts.enumerated() {
        found += [Int32](repeating: Int32(index), count: part.rows.count)
        texts.append(SplitParts.shortName(part.name))
      }
      if texts.count > SplitParts.most { throw .manyFiles(count: texts.count) }
      if Set(texts).count < texts.count { texts = loaded.parts.map(\.name) }
    case .column(let name):
      guard let column else { return }
      let values = loaded.table.columns[column]
      guard let read = ColumnCodes(values, most: SplitParts.most) else {
        throw .manySplits(column: name, count: SplitParts.most)
      }
      found = read.codes
      texts = read.firstRows.map { values.text(Int($0)) }
    }
    if texts.count < 2 { throw .oneSplit(name: texts.first) }
    let order = texts.indices.sorted {
      (SplitParts.rank(texts[$0]), $0) < (SplitParts.rank(texts[$1]), $1)
    }
    var number = [Int32](repeating: 0, count: texts.count)
    for (new, old) in order.enumerated() { number[old] = Int32(new) }
    codes = found.map { $0 < 0 ? -1 : number[Int($0)] }
    names = order.map { texts[$0] }
  }

  /// The place of a split by its name: training, what is unknown, validation, test.
  private static func rank(_ name: String) -> Int {
    let name = name.lowercased()
    if name.hasPrefix("train") || name.hasPrefix("learn") || name == "fit" { return 0 }
    if name.hasPrefix("val") || name == "dev" { return 2 }
    if name.hasPrefix("test") || name.hasPrefix("hold") { return 3 }
    return 1
  }

  /// Whether a name is one that splits usually have.
  static func isUsual(_ name: String) -> Bool { rank(name) != 1 }

  /// `train` for `data/train.csv`.
  static func shortName(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? path[...]
    return String(name.split(separator: ".").first ?? name)
  }
}
