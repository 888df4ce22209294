/// Names that the language allows, no two alike: `machine_4_turning_milling`.
struct Names {
  private var taken = UniqueNames()

  /// A name made of a text.
  mutating func unique(_ text: String) -> String {
    var name = ""
    for scalar in text.lowercased().unicodeScalars {
      let isPlain =
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
        || (scalar.value >= 0xC0 && scalar.properties.isAlphabetic)
      if isPlain {
        name.unicodeScalars.append(scalar)
      } else if name.last != "_", !name.isEmpty {
        name += "_"
      }
      if name.count >= 80 { break }
    }
    while name.last == "_" { name.removeLast() }
    if name.first.map({ !$0.isLetter }) ?? true { name = name.isEmpty ? "unnamed" : "n_" + name }
    return taken.unique(name)
  }
}
