import Crypto

/// Names for what has none of its own, made from what it is: the same run has the same.
enum Identity {
  /// Hexadecimal digits over some facts, 64 at most.
  static func digits(_ facts: [String], count: Int) -> String {
    // Facts are parted by what no fact holds, so that "a", "bc" is not "ab", "c".
    let bytes = SHA256.hash(data: Array(facts.joined(separator: "\0").utf8))
    let all = bytes.map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }
    return String(all.joined().prefix(count))
  }

  /// A number of 18 decimal digits over some facts.
  static func number(_ facts: [String]) -> String {
    let value = UInt64(digits(facts, count: 14), radix: 16) ?? 0
    let text = String(value)
    return "1" + String(repeating: "0", count: max(0, 17 - text.count)) + text.suffix(17)
  }

  /// A universally unique identifier over some facts: version 8 of RFC 9562, whose bits are our own.
  static func uuid(_ facts: [String]) -> String {
    var all = Array(digits(facts, count: 32))
    all[12] = "8"
    all[16] = "8"
    let parts = [all[0..<8], all[8..<12], all[12..<16], all[16..<20], all[20..<32]]
    return parts.map { String($0) }.joined(separator: "-")
  }
}
