import DataTables

extension TensorLayout {
  /// Lays out a table's rows as arrays in the style of N-CMAPSS, with a file for development and one for what is called
  /// `test`; `nil` where its rows are no readings.
  ///
  /// Source: M. Arias Chao, C. Kulkarni, K. Goebel, O. Fink, "Aircraft Engine Run-to-Failure Dataset under Real Flight
  /// Conditions for Prognostics and Diagnostics", *Data* 6(1), 2021, 5.
  init?(rowsOf laidOut: LaidOutTable, at place: Int, parts: [String]) {
    let files = parts.map { $0 == "test" && parts.count > 1 ? 1 : 0 }
    self.init(
      laidOut, at: place, length: 1, hop: 1,
      arrays: TensorLayout.rowArrays(laidOut.table, isOfTrajectories: laidOut.component != nil),
      files: files)
  }

  /// The array that says where rows belong; the last one, which is always there.
  static let belonging = "A"

  private static func rowArrays(
    _ table: DatasetTable, isOfTrajectories: Bool
  ) -> [TensorArray] {
    let names = table.schema.map(\.name)
    func array(
      _ name: String, _ element: NumpyElement, _ meaning: String, _ columns: [Int]
    ) -> TensorArray {
      TensorArray(
        name, element, meaning, columns.map { .column($0) }, columns: columns.map { names[$0] })
    }
    let conditions = names.indices.filter {
      names[$0].hasPrefix("set_") || ["state", "product"].contains(names[$0])
    }
    var arrays = [
      array("W", .float64, "Set-points, what the machine did, and the product on it", conditions),
      table.samplesPerRow > 0
        ? TensorArray(
          "X_s", .float32, "The samples of the snapshot",
          table.columns(table.sensors).map { .column($0) }, samples: table.samplesPerRow,
          columns: (1...table.samplesPerRow).map { "sample_\($0)" })
        : array("X_s", .float32, "What the sensors show", table.columns(table.sensors)),
      array("X_v", .float64, "What is made of readings", table.columns(table.features)),
      array(
        "T", .float32, "Label: hidden wear, 0 when new and 1 at failure",
        table.components.compactMap { table.column($0 + "_wear") }),
    ]
    let lives = table.components.map { $0 + "_remaining_useful_life" }
    if !isOfTrajectories {
      arrays.append(
        TensorArray(
          "Y", .float64, "Label: remaining useful life, in hours",
          lives.compactMap { table.column($0) }.map { .hours($0) }, columns: lives))
    }
    return arrays.filter { !$0.numbers.isEmpty } + [belonging(table)]
  }

  /// Where rows belong.
  private static func belonging(_ table: DatasetTable) -> TensorArray {
    var numbers: [TensorNumber] = []
    var columns: [String] = []
    for name in ["unit", "arm", "machine", LaidOutTable.trajectory, "cycle", "time"] {
      guard let column = table.column(name) else { continue }
      numbers.append(table.schema[column].type == .text ? .pseudonym(column) : .column(column))
      columns.append(name)
    }
    for component in table.components {
      guard let life = table.column(component + "_life"),
        let end = table.column(component + "_ends_by")
      else { continue }
      numbers += [.column(life), .isCensored(end)]
      columns += [component + "_life", component + "_censored"]
    }
    return TensorArray(
      belonging, .int64, "Where the row belongs, when it was, and whether lives are censored",
      numbers, columns: columns)
  }
}
