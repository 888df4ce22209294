import SpecialFunctions

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Γ(x), for x > 0.
func gammaFunction(_ x: Double) -> Double { exp(logGamma(x)) }

/// The natural logarithm.
func naturalLogarithm(_ x: Double) -> Double { log(x) }
