import Crypto
import DataTables

/// What shows that a file is the one that was written.
enum FileChecksum {
  /// SHA-256 of a file's content, in hexadecimal digits, and how long it is.
  ///
  /// - Throws: ``DataFileProblem`` where it cannot be read.
  static func sha256(of path: String) throws(DataFileProblem) -> (digits: String, bytes: Int) {
    var hash = SHA256()
    var count = 0
    try DataFile.forEachPiece(of: path) { piece in
      hash.update(data: piece)
      count += piece.count
    }
    let digits = hash.finalize().map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    return (digits.joined(), count)
  }
}
