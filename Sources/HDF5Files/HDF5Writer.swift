#if HDF5
  public import DataTables

  /// Writes arrays into a file of HDF5, row by row; how many rows there will be need not be known.
  ///
  /// Arrays are compressed in chunks. Equal content gives equal bytes: no time is noted. The file bears its name only once
  /// it is whole. Not to be used from two threads at once.
  ///
  /// ```swift
  /// let file = try HDF5Writer("lives.h5")
  /// let sensors = try file.array("X_s_dev", .float32, columns: 4)
  /// try file.append(bytes.span, to: sensors)  // whole rows, as NumpyBytes makes them
  /// try file.finish()
  /// ```
  ///
  /// Source: The HDF Group, *HDF5 Reference Manual*, version 1.10.
  public final class HDF5Writer {
    /// An array of the file.
    public struct RowArray: Hashable, Sendable {
      fileprivate let place: Int
    }

    /// A group of the file: the root, or one below it.
    public struct Group: Hashable, Sendable {
      fileprivate let place: Int
    }

    private struct OpenArray {
      let handle: HDF5Library.Handle
      let element: HDF5Element
      let columns: Int
      var rows = 0
    }

    /// The group that holds all others.
    public let root = Group(place: 0)
    private let target: PartialFile
    private let file: HDF5Library.Handle
    private var groups: [HDF5Library.Handle]
    private var arrays: [OpenArray] = []
    private var isOpen = true

    /// About as many bytes as a chunk has before it is compressed.
    private static let chunkSize = 1 << 17

    /// Begins a file.
    ///
    /// - Parameter path: The file's path; its folder must exist.
    /// - Throws: `DataFileProblem` where the file exists or cannot be created.
    public init(_ path: String) throws(DataFileProblem) {
      target = try PartialFile(path)
      do throws(HDF5Library.Failure) {
        file = try HDF5Library.createFile(target.partial)
      } catch {
        throw HDF5Writer.problem(error, path, "the file cannot be created")
      }
      groups = [file]
    }

    deinit { abandon() }

    /// Creates a group.
    ///
    /// - Throws: `DataFileProblem` where the file cannot be written.
    public func group(_ name: String) throws(DataFileProblem) -> Group {
      groups.append(
        try done { () throws(HDF5Library.Failure) in
          try HDF5Library.createGroup(name, in: file)
        })
      return Group(place: groups.count - 1)
    }

    /// Creates an array of two dimensions without rows.
    ///
    /// - Parameters:
    ///   - name: Its name, unique in its group.
    ///   - element: How its numbers are kept.
    ///   - columns: How many numbers a row has, at least 1.
    ///   - group: Where it is.
    /// - Returns: The array.
    /// - Throws: `DataFileProblem` where the file cannot be written.
    public func array(
      _ name: String, _ element: HDF5Element, columns: Int, in group: Group
    ) throws(DataFileProblem) -> RowArray {
      precondition(columns > 0, "a row without numbers")
      let rows = max(1, min(1 << 14, HDF5Writer.chunkSize / (columns * element.size)))
      let handle = try done { () throws(HDF5Library.Failure) in
        try HDF5Library.createArray(
          name, element, columns: columns, rowsPerChunk: rows, in: groups[group.place])
      }
      arrays.append(OpenArray(handle: handle, element: element, columns: columns))
      return RowArray(place: arrays.count - 1)
    }

    /// Appends rows to an array.
    ///
    /// - Parameters:
    ///   - bytes: Whole rows in their bytes, as `NumpyBytes` makes them.
    ///   - array: The array.
    /// - Throws: `DataFileProblem` where the file cannot be written.
    public func append(_ bytes: Span<UInt8>, to array: RowArray) throws(DataFileProblem) {
      let open = arrays[array.place]
      let rows = bytes.count / (open.columns * open.element.size)
      guard rows > 0 else { return }
      try done { () throws(HDF5Library.Failure) in
        try HDF5Library.append(
          bytes, open.element, rows: rows, columns: open.columns, to: open.handle, after: open.rows)
      }
      arrays[array.place].rows += rows
    }

    /// Writes texts as an array of one dimension, filled up to one length.
    ///
    /// - Throws: `DataFileProblem` where the file cannot be written.
    public func texts(
      _ texts: [String], as name: String, in group: Group
    ) throws(DataFileProblem) {
      try done { () throws(HDF5Library.Failure) in
        try HDF5Library.writeTexts(texts, as: name, in: groups[group.place])
      }
    }

    /// Says something of a group.
    ///
    /// - Throws: `DataFileProblem` where the file cannot be written.
    public func attribute(
      _ name: String, _ text: String, of group: Group
    ) throws(DataFileProblem) {
      try done { () throws(HDF5Library.Failure) in
        try HDF5Library.writeAttribute(name, text, of: groups[group.place])
      }
    }

    /// Closes the file and gives it its name.
    ///
    /// - Throws: `DataFileProblem` where the file cannot be written; what there is of it is removed then.
    public func finish() throws(DataFileProblem) {
      precondition(isOpen, "the file is finished")
      // What cannot be written may come out only here.
      if let failure = close() {
        target.abandon()
        throw HDF5Writer.problem(failure, target.path, HDF5Writer.cannotBeWritten)
      }
      try target.finish()
    }

    /// Removes what has been written.
    public func abandon() {
      guard isOpen else { return }
      _ = close()
      target.abandon()
    }

    /// Closes all that is open; what went wrong first.
    private func close() -> HDF5Library.Failure? {
      isOpen = false
      var first: HDF5Library.Failure?
      func attempt(_ body: () throws(HDF5Library.Failure) -> Void) {
        do throws(HDF5Library.Failure) { try body() } catch { first = first ?? error }
      }
      for array in arrays {
        attempt { () throws(HDF5Library.Failure) in try HDF5Library.closeArray(array.handle) }
      }
      for group in groups.dropFirst() {
        attempt { () throws(HDF5Library.Failure) in try HDF5Library.closeGroup(group) }
      }
      attempt { () throws(HDF5Library.Failure) in try HDF5Library.closeFile(file) }
      return first
    }

    private static let cannotBeWritten = "the file cannot be written"

    private func done<Result>(
      _ body: () throws(HDF5Library.Failure) -> Result
    ) throws(DataFileProblem) -> Result {
      precondition(isOpen, "the file is finished")
      do throws(HDF5Library.Failure) {
        return try body()
      } catch {
        throw HDF5Writer.problem(error, target.path, HDF5Writer.cannotBeWritten)
      }
    }

    private static func problem(
      _ failure: HDF5Library.Failure, _ path: String, _ message: String
    ) -> DataFileProblem {
      DataFileProblem(file: path, message: "\(message): \(failure.message)")
    }
  }
#endif
