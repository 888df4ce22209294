/// Short names of long texts.
enum Fingerprint {
  /// 16 hexadecimal digits over a text: 64 bits of FNV-1a, enough to tell texts apart, not meant to
  /// withstand forgery.
  ///
  /// Source: G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, T. Hansen, "The FNV non-cryptographic hash
  /// algorithm", IETF internet draft.
  static func digits(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// A name as part of a file's name: small letters and digits of ASCII, with dashes between words.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - other: What to say where nothing of it is left.
  /// - Returns: At most 60 characters.
  static func slug(of name: String, orElse other: String) -> String {
    var slug = ""
    for character in name.lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        slug.append(character)
      } else if !slug.isEmpty, slug.last != "-" {
        slug.append("-")
      }
    }
    slug = String(slug.prefix(60))
    while slug.last == "-" { slug.removeLast() }
    return slug.isEmpty ? other : slug
  }
}
