#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Double {
  /// e to this power.
  var exponential: Double { exp(self) }

  /// The natural logarithm.
  var logarithm: Double { log(self) }
}
