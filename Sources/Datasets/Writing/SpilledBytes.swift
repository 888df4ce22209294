import DataTables

/// Bytes that are put aside: in memory as long as they are few, and else in a file.
struct SpilledBytes: Sendable {
  /// Where some bytes are.
  enum Place: Sendable {
    case memory([UInt8])
    case file(Range<Int>)
  }

  private let path: String
  private let most: Int
  private var file: ScratchFile?
  private var held = 0
  private var spilled = 0

  /// Begins with nothing.
  ///
  /// - Parameters:
  ///   - path: A name in the folder whose disk is to be used; nothing stays there.
  ///   - memory: How many bytes stay in memory.
  init(spill path: String, memory: Int) {
    self.path = path
    most = memory
  }

  /// Puts bytes aside.
  ///
  /// - Throws: `DataFileProblem` where the disk is full.
  mutating func keep(_ bytes: [UInt8]) throws(DataFileProblem) -> Place {
    if held + bytes.count <= most {
      held += bytes.count
      return .memory(bytes)
    }
    let file: ScratchFile
    if let known = self.file { file = known } else { file = try ScratchFile(path) }
    self.file = file
    try file.append(bytes)
    let place = spilled..<spilled + bytes.count
    spilled = place.upperBound
    return .file(place)
  }

  /// Bytes that were put aside.
  ///
  /// - Throws: `DataFileProblem` where they cannot be read.
  func bytes(_ place: Place) throws(DataFileProblem) -> [UInt8] {
    switch place {
    case .memory(let bytes): return bytes
    case .file(let range):
      guard let file else { preconditionFailure("what was put into the file is there") }
      return try file.bytes(range)
    }
  }
}
