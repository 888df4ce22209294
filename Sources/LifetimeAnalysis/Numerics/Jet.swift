#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A number with its first and second derivatives by two others: a location η and an ancillary κ.
struct Jet {
  /// The number.
  var value = 0.0
  /// Its derivative by η.
  var a = 0.0
  /// Its derivative by κ.
  var k = 0.0
  /// Its second derivative by η.
  var aa = 0.0
  /// Its derivative by η and κ.
  var ak = 0.0
  /// Its second derivative by κ.
  var kk = 0.0

  static func + (left: Jet, right: Jet) -> Jet {
    Jet(
      value: left.value + right.value, a: left.a + right.a, k: left.k + right.k,
      aa: left.aa + right.aa, ak: left.ak + right.ak, kk: left.kk + right.kk)
  }

  static func - (left: Jet, right: Jet) -> Jet {
    Jet(
      value: left.value - right.value, a: left.a - right.a, k: left.k - right.k,
      aa: left.aa - right.aa, ak: left.ak - right.ak, kk: left.kk - right.kk)
  }

  /// ln(1 - eᵘ) of a number u < 0: the logarithm of the chance that is left.
  var logComplement: Jet {
    let rest = -expm1(value)
    let slope = -exp(value) / rest
    let curve = slope / rest
    return Jet(
      value: log(rest), a: slope * a, k: slope * k, aa: slope * aa + curve * a * a,
      ak: slope * ak + curve * a * k, kk: slope * kk + curve * k * k)
  }
}
