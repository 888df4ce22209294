/// Writes an array for NumPy, `.npy`, row by row; how many rows there will be need not be known.
///
/// The file bears its name only once it is whole; see ``WholeFileWriter``.
///
/// ```swift
/// let windows = try NumpyWriter("windows.npy", .float32, rowShape: [128, 4])
/// try windows.append(values)  // whole rows or parts of them
/// try windows.finish()        // shape (n, 128, 4)
/// ```
public final class NumpyWriter {
  private let file: WholeFileWriter
  private var array: NumpyArray

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - element: How the numbers are kept.
  ///   - rowShape: The shape of one row; empty where a row is one number.
  ///   - replacesExisting: Whether a file of that name may be replaced.
  /// - Throws: ``DataFileProblem`` where the file cannot be created.
  public init(
    _ path: String, _ element: NumpyElement, rowShape: [Int] = [], replacesExisting: Bool = false
  ) throws(DataFileProblem) {
    file = try WholeFileWriter(path, replacesExisting: replacesExisting)
    array = NumpyArray(element, rowShape: rowShape)
    try array.begin(in: file)
  }

  /// How many whole rows have been appended.
  public var rowCount: Int { array.rowCount }

  /// Appends numbers in the order of the last index first.
  ///
  /// - Throws: ``DataFileProblem`` where the file cannot be written.
  /// - Precondition: The numbers are kept as the array's are.
  public func append<Number: NumpyNumber>(_ numbers: [Number]) throws(DataFileProblem) {
    try array.append(numbers, to: file)
  }

  /// Writes how many rows there are and gives the file its name.
  ///
  /// - Throws: ``DataFileProblem`` where the file cannot be written or its name is taken.
  /// - Precondition: The last row is whole.
  public func finish() throws(DataFileProblem) {
    _ = try array.end(in: file)
    try file.finish()
  }

  /// Removes what has been written.
  public func abandon() { file.abandon() }
}
