/// Why bytes are not what Parquet allows, or not what can be read; file and column are added outside.
struct ParquetDamage: Error, Hashable {
  var message: String

  init(_ message: String) {
    self.message = message
  }

  /// Bytes that end before what they promise.
  static let cut = ParquetDamage("the file is damaged: a page or header ends too early")

  /// Bytes that contradict themselves.
  static func damaged(_ what: String) -> ParquetDamage {
    ParquetDamage("the file is damaged: \(what)")
  }
}
