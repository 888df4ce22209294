/// Suggestions for names that were probably mistyped.
package enum NearestName {
  /// The name most like `word`, if one is near enough to be meant.
  ///
  /// A third of its letters may differ, at least one. Among equally near names the first wins.
  package static func of(_ word: String, among names: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased())
    guard letters.count <= 80 else { return nil }
    var best: (name: String, distance: Int)?
    for name in names {
      let candidate = Array(name.lowercased())
      let limit = max(1, max(letters.count, candidate.count) / 3)
      guard candidate.count <= 80, abs(candidate.count - letters.count) <= limit else { continue }
      let distance = editDistance(letters, candidate)
      // A name of one or two letters that shares none of them is not what was meant.
      guard distance <= limit, distance < max(letters.count, candidate.count) else { continue }
      if distance < best?.distance ?? Int.max { best = (name, distance) }
    }
    return best?.name
  }

  /// The Damerau–Levenshtein distance in its restricted form: insertions, deletions, substitutions
  /// and swaps of neighbors, no stretch edited twice.
  ///
  /// Complexity: the product of the two lengths.
  static func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in 1...left.count {
      var current = [i] + [Int](repeating: 0, count: right.count)
      for j in 1...right.count {
        let substitution = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
        var distance = min(last[j] + 1, current[j - 1] + 1, substitution)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          distance = min(distance, beforeLast[j - 2] + 1)
        }
        current[j] = distance
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
