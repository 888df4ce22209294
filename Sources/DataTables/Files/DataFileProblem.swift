#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a file of data could not be read or written.
public struct DataFileProblem: Error, Hashable, CustomStringConvertible {
  /// The file, as the caller named it; empty where bytes came from no file.
  public var file: String
  /// The column that could not be read, if the problem is in one.
  public var column: String?
  /// What went wrong, what was expected and, where it is known, what to do.
  public var message: String

  /// Creates a problem.
  public init(file: String, column: String? = nil, message: String) {
    self.file = file
    self.column = column
    self.message = message
  }

  /// `file: column 'name': message`.
  public var description: String {
    (file.isEmpty ? "" : file + ": ")
      + (column.map { "column \(quotedForMessage($0)): " } ?? "") + message
  }
}

extension DataFileProblem {
  /// The problem that the system reports for a file by `errno`.
  static func system(_ file: String, _ what: String, _ code: Int32) -> DataFileProblem {
    let reason = unsafe String(cString: strerror(code))
    return DataFileProblem(file: file, message: "\(what): \(reason)")
  }
}
