#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Double {
  /// e to this power.
  public var exponential: Double { exp(self) }

  /// This to a power.
  public func raised(to power: Double) -> Double { pow(self, power) }

  /// The natural logarithm.
  public var logarithm: Double { log(self) }
}
