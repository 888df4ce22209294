import DataTables

extension DatasetDescription {
  /// A file of arrays beside the tables.
  struct ArrayFile {
    /// The path within the dataset.
    let path: String
    /// What it is called in a data package.
    let name: String
    /// What is in it, in a sentence without a full stop.
    let meaning: String
    /// The format, as its ending says it, and its type on the internet.
    let format: String
    let mediaType: String
    let bytes: Int
    /// SHA-256 of its content, in hexadecimal digits.
    let checksum: String

    /// A file of windows of a table's part.
    ///
    /// - Throws: `DataFileProblem` where it cannot be read.
    init(
      windows layout: TensorLayout, of table: DatasetTable, part: String, path: String,
      in folder: String
    ) throws(DataFileProblem) {
      self.path = path
      name = "\(table.name)-\(part)-windows".replacing("_", with: "-").lowercased()
      meaning =
        (layout.isOfSnapshots
          ? "Snapshots of \(table.name)" : "Windows of \(layout.length) rows of \(table.name)")
        + " as arrays for NumPy: \(part)"
      (format, mediaType) = ("npz", "application/zip")
      (checksum, bytes) = try FileChecksum.sha256(of: "\(folder)/\(path)")
    }

    /// The file of all rows.
    ///
    /// - Throws: `DataFileProblem` where it cannot be read.
    init(rowsIn path: String, in folder: String) throws(DataFileProblem) {
      self.path = path
      name = "all-readings"
      meaning = "All readings as arrays, in the style of N-CMAPSS"
      (format, mediaType) = ("h5", "application/x-hdf5")
      (checksum, bytes) = try FileChecksum.sha256(of: "\(folder)/\(path)")
    }
  }
}
