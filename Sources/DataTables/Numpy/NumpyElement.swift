/// How the numbers of an array are kept.
public enum NumpyElement: String, Hashable, Sendable, CaseIterable {
  /// Numbers in single and in double precision.
  case float32, float64
  /// Whole numbers of 32 and of 64 bits.
  case int32, int64

  /// How the format names them: kind and bytes.
  var code: String {
    switch self {
    case .float32: "f4"
    case .float64: "f8"
    case .int32: "i4"
    case .int64: "i8"
    }
  }

  /// How many bytes a number takes.
  public var size: Int {
    switch self {
    case .float32, .int32: 4
    case .float64, .int64: 8
    }
  }
}

/// A number that arrays are made of.
public protocol NumpyNumber: BitwiseCopyable {
  /// How it is kept.
  static var numpyElement: NumpyElement { get }
}

extension Float: NumpyNumber {
  /// Single precision.
  public static var numpyElement: NumpyElement { .float32 }
}

extension Double: NumpyNumber {
  /// Double precision.
  public static var numpyElement: NumpyElement { .float64 }
}

extension Int32: NumpyNumber {
  /// A whole number of 32 bits.
  public static var numpyElement: NumpyElement { .int32 }
}

extension Int64: NumpyNumber {
  /// A whole number of 64 bits.
  public static var numpyElement: NumpyElement { .int64 }
}
