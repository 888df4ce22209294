/// Names of which each is given once.
struct UniqueNames {
  private var taken: Set<String>

  /// Creates a set of names that are given already.
  init(_ taken: Set<String> = []) { self.taken = taken }

  /// A name, with a number behind it where it is given already.
  mutating func unique(_ name: String) -> String {
    var unique = name
    var number = 2
    while !taken.insert(unique).inserted {
      unique = "\(name)_\(number)"
      number += 1
    }
    return unique
  }
}
