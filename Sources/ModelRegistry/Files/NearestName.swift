/// The name that was probably meant.
enum NearestName {
  /// The nearest of known names; `nil` where none is near.
  static func of(_ name: String, among known: [String]) -> String? {
    let near = known.map { (distance(name, $0), $0) }.min { $0 < $1 }
    guard let near, near.0 <= max(1, name.count / 3) else { return nil }
    return near.1
  }

  /// How many letters must be changed, added or left out (Levenshtein).
  static func distance(_ first: String, _ second: String) -> Int {
    let (first, second) = (Array(first.utf8), Array(second.utf8))
    var row = Array(0...second.count)
    for (i, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in second.enumerated() {
        let changed = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[second.count]
  }
}
