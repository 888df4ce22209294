import DataTables

/// Tables that a scenario names.
extension Reading {
  /// The largest table that is read, in bytes.
  static let largestTable = 256 << 20
  /// The most cells of a table that is written out into the document.
  static let mostCells = 200_000

  /// The folder from which what stands at a place names files: that of its file.
  func folder(at place: Place) -> String {
    guard place.source < sources.count, sources[place.source].hasLines else { return folder }
    return FileAccess.folder(of: sources[place.source].name)
  }

  /// Reads a table; notes an error where there is none.
  ///
  /// - Returns: The table and the number of its source.
  mutating func table(
    _ name: String, place: Place, path: String
  ) -> (table: DelimitedTable, source: Int, file: FileAccess.File)? {
    let file: FileAccess.File
    do {
      file = try files.read(name, from: folder(at: place), limit: Reading.largestTable)
    } catch {
      self.error(place, path, error.message)
      lacksFiles = true
      return nil
    }
    sources.append(Source(name: file.path, text: nil))
    let source = sources.count - 1
    do {
      return (try DelimitedTable(file.bytes), source, file)
    } catch {
      sources[source].text = Reading.beginning(of: file.bytes)
      lacksFiles = true
      self.error(
        Place(source: source, line: error.line, column: error.column), path, error.message)
      return nil
    }
  }

  /// The text of a table, for showing lines; only of one that is not too long.
  static func beginning(of bytes: [UInt8]) -> String? {
    bytes.count <= 4 << 20 ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
