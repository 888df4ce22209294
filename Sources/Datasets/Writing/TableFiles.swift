import DataTables

/// The files of all tables of a dataset, while they grow.
struct TableFiles {
  /// A file: a table's part.
  struct Place {
    let table: LaidOutTable
    let part: String
    /// The path within the dataset.
    let path: String
    let writer: TableWriter
    /// Rows that wait until there are enough for a group.
    var waiting: ColumnarTable?
  }

  private(set) var places: [Place] = []
  private let parts: Int
  /// How many trajectories there are so far, by table.
  private var trajectories: [Int32]
  private let encoder: TableEncoder
  /// The files of windows beside the tables.
  private(set) var tensors: TensorFiles
  #if HDF5
    /// The file of all rows as arrays; `nil` where nobody asked for it.
    private var rowArrays: RowArrayFile?
  #endif

  /// Begins the files in a folder that has a folder for each table.
  init(_ layout: DatasetLayout, in folder: String) throws(DataFileProblem) {
    let plan = layout.plan
    parts = plan.split.parts.count
    trajectories = layout.tables.map { _ in 0 }
    encoder = TableEncoder(plan.format)
    tensors = try TensorFiles(layout, in: folder)
    #if HDF5
      rowArrays = try RowArrayFile(layout, in: folder)
    #endif
    for laidOut in layout.tables {
      let table = laidOut.table
      for part in plan.split.parts {
        let path = "\(table.name)/\(part.name).\(plan.format.fileExtension)"
        let writer = try TableWriter(
          "\(folder)/\(path)", format: plan.format, schema: table.schema,
          metadata: [
            ParquetMetadata("fettle.table", table.name),
            ParquetMetadata("fettle.row", table.meaning),
          ])
        places.append(Place(table: laidOut, part: part.name, path: path, writer: writer))
      }
    }
  }

  /// Appends what some units gave.
  mutating func append(_ piece: UnitPiece) throws(DataFileProblem) {
    for rows in piece.rows {
      let place = rows.table * parts + rows.part
      try flush(place)
      try places[place].writer.append(try piece.whole(rows))
    }
    for few in piece.few {
      let place = few.table * parts + few.part
      let rows = counted(few)
      if places[place].waiting == nil {
        places[place].waiting = rows
      } else {
        places[place].waiting?.append(rows)
      }
      if places[place].waiting?.rowCount ?? 0 >= places[place].table.table.groupRows {
        try flush(place)
      }
    }
    try tensors.append(piece, trajectoriesBefore: trajectories)
    #if HDF5
      try rowArrays?.append(piece, trajectoriesBefore: trajectories)
    #endif
    for table in trajectories.indices { trajectories[table] += piece.trajectories[table] }
  }

  /// Rows whose trajectories are counted on from those of the units before.
  private func counted(_ few: UnitPiece.FewRows) -> ColumnarTable {
    let before = trajectories[few.table]
    var rows = few.rows
    guard before > 0,
      let column = rows.schema.firstIndex(where: { $0.name == LaidOutTable.trajectory }),
      case .int32(let numbers) = rows.columns[column].values
    else { return rows }
    rows.columns[column].values = .int32(numbers.map { $0 + before })
    return rows
  }

  /// Writes what waits, and gives the files their names.
  mutating func finish() throws(DataFileProblem) {
    for place in places.indices {
      try flush(place)
      try places[place].writer.finish()
    }
    try tensors.finish()
    #if HDF5
      try rowArrays?.finish()
    #endif
  }

  private mutating func flush(_ place: Int) throws(DataFileProblem) {
    guard let rows = places[place].waiting else { return }
    places[place].waiting = nil
    try places[place].writer.append(encoder.encoded(rows))
  }
}
