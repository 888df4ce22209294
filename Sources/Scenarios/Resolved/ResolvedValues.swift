#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers as the canonical text writes them.
enum ResolvedValues {
  /// A number without unit, in the fewest digits that are read back to it.
  static func number(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A number in at most twelve digits.
  static func rounded(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return number(value) }
    let scale = pow(10, 11 - log10(abs(value)).rounded(.down))
    return number(scale.isFinite && scale > 0 ? (value * scale).rounded() / scale : value)
  }
}
