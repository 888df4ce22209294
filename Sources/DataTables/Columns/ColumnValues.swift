/// The values of a column, all of one type, one for each row.
///
/// Where a value is missing there is one all the same, which means nothing; see ``TableColumn/isPresent``.
public enum ColumnValues: Hashable, Sendable {
  /// Yes or no.
  case boolean([Bool])
  /// Whole numbers.
  case int32([Int32])
  /// Whole numbers.
  case int64([Int64])
  /// Numbers in single precision.
  case float32([Float])
  /// Numbers in double precision.
  case float64([Double])
  /// Microseconds since 1970-01-01 00:00 by the clock of the plant.
  case timestamp([Int64])
  /// Indices into a list of texts.
  case category(codes: [Int32], levels: [String])
  /// Texts.
  case text([String])
  /// Lists of `length` numbers, row after row; `length` is at least 1.
  case float32List([Float], length: Int)

  /// Empty values of a type.
  public init(_ type: ColumnType) {
    switch type {
    case .boolean: self = .boolean([])
    case .int32: self = .int32([])
    case .int64: self = .int64([])
    case .float32: self = .float32([])
    case .float64: self = .float64([])
    case .timestamp: self = .timestamp([])
    case .category: self = .category(codes: [], levels: [])
    case .text: self = .text([])
    case .float32List: self = .float32List([], length: 1)
    }
  }

  /// How the values are kept.
  public var type: ColumnType {
    switch self {
    case .boolean: .boolean
    case .int32: .int32
    case .int64: .int64
    case .float32: .float32
    case .float64: .float64
    case .timestamp: .timestamp
    case .category: .category
    case .text: .text
    case .float32List: .float32List
    }
  }

  /// How many there are.
  public var count: Int {
    switch self {
    case .boolean(let values): values.count
    case .int32(let values): values.count
    case .int64(let values), .timestamp(let values): values.count
    case .float32(let values): values.count
    case .float64(let values): values.count
    case .category(let codes, _): codes.count
    case .text(let values): values.count
    case .float32List(let values, let length): values.count / length
    }
  }
}
