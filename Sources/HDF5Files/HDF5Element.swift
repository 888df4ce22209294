#if HDF5
  /// How the numbers of an array in a file of HDF5 are kept.
  public enum HDF5Element: Hashable, Sendable {
    /// Numbers in single and in double precision.
    case float32, float64
    /// Whole numbers of 64 bits.
    case int64

    /// How many bytes a number takes.
    public var size: Int { self == .float32 ? 4 : 8 }
  }
#endif
