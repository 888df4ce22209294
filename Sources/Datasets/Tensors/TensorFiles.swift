import DataTables

/// The files of all windows of a dataset, while they grow.
///
/// A file holds one array behind the other. The first goes there as its windows come; the others are put aside until it
/// is whole.
struct TensorFiles {
  /// A file: the windows of a table's part.
  struct Place {
    let layout: TensorLayout
    let part: String
    /// The path within the dataset.
    let path: String
    fileprivate let archive: NumpyArchiveWriter
    /// How many windows there are so far.
    fileprivate(set) var count = 0
    /// What was put aside, by array.
    fileprivate var aside: [[SpilledBytes.Place]]
  }

  private(set) var places: [Place] = []
  /// The most rows without a gap that there were, by table.
  private(set) var longestStretches: [Int]
  private let parts: Int
  private var store: SpilledBytes

  /// How many bytes that were put aside stay in memory.
  private static let memory = 8 << 20

  /// Begins the files in a folder that has a folder for each table.
  init(_ layout: DatasetLayout, in folder: String) throws(DataFileProblem) {
    parts = layout.plan.split.parts.count
    longestStretches = layout.tensors.map { _ in 0 }
    store = SpilledBytes(spill: "\(folder)/tensors", memory: TensorFiles.memory)
    for tensors in layout.tensors {
      for part in layout.plan.split.parts {
        let path = "\(layout.tables[tensors.table].table.name)/\(part.name).npz"
        let archive = try NumpyArchiveWriter("\(folder)/\(path)")
        let first = tensors.arrays[0]
        try archive.begin(first.name, first.element, rowShape: tensors.shape(of: first))
        places.append(
          Place(
            layout: tensors, part: part.name, path: path, archive: archive,
            aside: tensors.arrays.map { _ in [] }))
      }
    }
  }

  /// Appends the windows of some units.
  ///
  /// - Parameters:
  ///   - piece: The units.
  ///   - trajectories: How many trajectories there were before, by table.
  /// - Throws: `DataFileProblem` where a file cannot be written.
  mutating func append(
    _ piece: UnitPiece, trajectoriesBefore trajectories: [Int32]
  ) throws(DataFileProblem) {
    for windows in piece.windows where windows.cut < longestStretches.count {
      let place = windows.cut * parts + windows.file
      let layout = places[place].layout
      let chunk = try piece.whole(windows)
      places[place].count += chunk.count
      for stretch in chunk.stretches(of: 0, in: layout) {
        try places[place].archive.append(bytes: chunk.bytes.span.extracting(stretch))
      }
      for array in layout.arrays.indices.dropFirst() {
        if layout.arrays[array].name == LaidOutTable.trajectory {
          try putAside(
            TensorFiles.counted(
              chunk.bytes[chunk.place(of: array)], after: trajectories[layout.table]),
            array, place)
        } else {
          try putAside(chunk, array, place)
        }
      }
    }
    for cut in longestStretches.indices {
      longestStretches[cut] = max(longestStretches[cut], piece.longestStretches[cut])
    }
  }

  /// Writes what was put aside, and gives the files their names.
  mutating func finish() throws(DataFileProblem) {
    for place in places {
      for (array, aside) in zip(place.layout.arrays, place.aside).dropFirst() {
        try place.archive.begin(
          array.name, array.element, rowShape: place.layout.shape(of: array))
        for bytes in aside { try write(bytes, to: place.archive) }
      }
      try place.archive.finish()
    }
  }

  private func write(
    _ aside: SpilledBytes.Place, to archive: NumpyArchiveWriter
  ) throws(DataFileProblem) {
    let bytes = try store.bytes(aside)
    try archive.append(bytes: bytes.span)
  }

  /// Puts an array's windows aside, not too many bytes at a time.
  private mutating func putAside(
    _ chunk: TensorChunk, _ array: Int, _ place: Int
  ) throws(DataFileProblem) {
    var bytes: [UInt8] = []
    for stretch in chunk.stretches(of: array, in: places[place].layout) {
      bytes += chunk.bytes[stretch]
      guard bytes.count >= 1 << 20 else { continue }
      try putAside(bytes, array, place)
      bytes = []
    }
    try putAside(bytes, array, place)
  }

  private mutating func putAside(
    _ bytes: [UInt8], _ array: Int, _ place: Int
  ) throws(DataFileProblem) {
    guard !bytes.isEmpty else { return }
    places[place].aside[array].append(try store.keep(bytes))
  }

  /// Trajectories that are counted on from those of the units before.
  private static func counted(_ bytes: ArraySlice<UInt8>, after before: Int32) -> [UInt8] {
    var counted: [UInt8] = []
    NumpyBytes.append(NumpyBytes.numbers(Array(bytes)).map { before + ($0 as Int32) }, to: &counted)
    return counted
  }
}
