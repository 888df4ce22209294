/// Writes several arrays for NumPy into one file, `.npz`, one after the other.
///
/// A ZIP archive without compression and with one fixed date, so that equal arrays give equal bytes;
/// larger than 4 GB where it must be. The file bears its name only once it is whole.
///
/// ```swift
/// let archive = try NumpyArchiveWriter("windows.npz")
/// try archive.begin("x", .float32, rowShape: [128, 4])
/// try archive.append(values)
/// try archive.begin("remaining_useful_life", .float32)
/// try archive.append(targets)
/// try archive.finish()
/// ```
///
/// Source: NumPy, `numpy.lib.format` and `numpy.savez`; the archive after ``ZipDirectory``.
public final class NumpyArchiveWriter {
  private let file: WholeFileWriter
  private var directory = ZipDirectory()
  private var array: NumpyArray?

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - replacesExisting: Whether a file of that name may be replaced.
  /// - Throws: ``DataFileProblem`` where the file cannot be created.
  public init(_ path: String, replacesExisting: Bool = false) throws(DataFileProblem) {
    file = try WholeFileWriter(path, replacesExisting: replacesExisting)
  }

  /// Ends the array before, if there is one, and begins another.
  ///
  /// - Parameters:
  ///   - name: What the array is called, without `.npy`.
  ///   - element: How the numbers are kept.
  ///   - rowShape: The shape of one row; empty where a row is one number.
  /// - Throws: ``DataFileProblem`` where the file cannot be written.
  /// - Precondition: No array before bears the name.
  public func begin(
    _ name: String, _ element: NumpyElement, rowShape: [Int] = []
  ) throws(DataFileProblem) {
    try endArray()
    try file.write(directory.begin(name + ".npy", at: file.count))
    var array = NumpyArray(element, rowShape: rowShape, hasChecksum: true)
    try array.begin(in: file)
    self.array = array
  }

  /// Appends numbers to the array that was begun last, in the order of the last index first.
  ///
  /// - Throws: ``DataFileProblem`` where the file cannot be written.
  /// - Precondition: An array was begun whose numbers are kept like these.
  public func append<Number: NumpyNumber>(_ numbers: [Number]) throws(DataFileProblem) {
    precondition(array != nil, "no array was begun")
    try array?.append(numbers, to: file)
  }

  /// Appends numbers that are bytes already, as ``NumpyBytes`` makes them.
  ///
  /// - Throws: ``DataFileProblem`` where the file cannot be written.
  /// - Precondition: An array was begun, and the bytes are those of whole numbers of its kind.
  public func append(bytes: Span<UInt8>) throws(DataFileProblem) {
    precondition(array != nil, "no array was begun")
    try array?.append(bytes: bytes, to: file)
  }

  /// Ends the last array and gives the file its name.
  ///
  /// - Throws: ``DataFileProblem`` where the file cannot be written or its name is taken.
  public func finish() throws(DataFileProblem) {
    try endArray()
    try file.write(directory.end(at: file.count))
    try file.finish()
  }

  /// Removes what has been written.
  public func abandon() { file.abandon() }

  private func endArray() throws(DataFileProblem) {
    guard let extent = try array?.end(in: file) else { return }
    array = nil
    let head = directory.endEntry(extent)
    try file.replace(at: head.place, with: head.bytes)
  }
}
