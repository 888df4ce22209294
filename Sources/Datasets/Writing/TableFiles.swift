import DataTables

/// The files of all tables of a dataset, while they grow.
struct TableFiles {
  /// A file: a table's part.
  struct Place {
    let table: DatasetTable
    let part: String
    /// The path within the dataset.
    let path: String
    let writer: TableWriter
    /// Rows that wait until there are enough for a group.
    var waiting: ColumnarTable?
  }

  private(set) var places: [Place] = []
  private let parts: Int
  private let encoder: TableEncoder

  /// Begins the files in a folder that has a folder for each table.
  init(_ plan: DatasetPlan, _ tables: [DatasetTable], in folder: String) throws(DataFileProblem) {
    parts = plan.split.parts.count
    encoder = TableEncoder(plan.format)
    for table in tables {
      for part in plan.split.parts {
        let path = "\(table.name)/\(part.name).\(plan.format.fileExtension)"
        let writer = try TableWriter(
          "\(folder)/\(path)", format: plan.format, schema: table.schema,
          metadata: [
            ParquetMetadata("fettle.table", table.name),
            ParquetMetadata("fettle.row", table.meaning),
          ])
        places.append(Place(table: table, part: part.name, path: path, writer: writer))
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
      if places[place].waiting == nil {
        places[place].waiting = few.rows
      } else {
        places[place].waiting?.append(few.rows)
      }
      if places[place].waiting?.rowCount ?? 0 >= UnitPiece.groupRows { try flush(place) }
    }
  }

  /// Writes what waits, and gives the files their names.
  mutating func finish() throws(DataFileProblem) {
    for place in places.indices {
      try flush(place)
      try places[place].writer.finish()
    }
  }

  private mutating func flush(_ place: Int) throws(DataFileProblem) {
    guard let rows = places[place].waiting else { return }
    places[place].waiting = nil
    try places[place].writer.append(encoder.encoded(rows))
  }
}
