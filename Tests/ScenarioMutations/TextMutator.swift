public import TestDraws

/// Changes a text a little, as slips of the hand and hostile minds do.
///
/// It knows that the text is YAML, but nothing of what it says.
public struct TextMutator: Sendable {
  /// Where its chance comes from.
  public var random: SplitMix
  /// What a token may be replaced by: words of the language, and texts that break readers.
  let words: [[UInt8]]

  /// Creates a mutator.
  ///
  /// - Parameters:
  ///   - seed: The seed of its chance.
  ///   - words: Words of the language; ``NastyTexts/all`` are added to them.
  public init(seed: UInt64, words: [String]) {
    random = SplitMix(seed: seed)
    // Each second replacement breaks something.
    let nasty = NastyTexts.all
    let copies = max(1, words.count / nasty.count)
    self.words =
      (words + Array(repeating: nasty, count: copies).joined()).map { Array($0.utf8) }
  }

  /// The text after one to four changes.
  ///
  /// - Parameter text: The text.
  /// - Returns: A text in UTF-8: what is none is repaired, as an editor would.
  public mutating func mutated(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for _ in 0...random.below(4) { mutate(&bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    switch random.below(4) {
    case 0: mutateBytes(&bytes)
    case 1: mutateLines(&bytes)
    default: mutateTokens(&bytes)
    }
  }

  // MARK: - Bytes

  private mutating func mutateBytes(_ bytes: inout [UInt8]) {
    let at = random.below(bytes.count)
    switch random.below(5) {
    case 0: bytes[at] ^= 1 << UInt8(random.below(8))
    case 1: bytes.remove(at: at)
    case 2: bytes.insert(random.pick(Array("{}[]:,-*&$%#'\"\t\n 0.e9|>".utf8)), at: at)
    case 3: bytes.removeSubrange(at..<min(bytes.count, at + 1 + random.below(20)))
    default:
      bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + random.below(30))], at: at)
    }
  }

  // MARK: - Lines

  private mutating func mutateLines(_ bytes: inout [UInt8]) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let at = random.below(lines.count)
    let subtree = subtree(at, of: lines)
    switch random.below(5) {
    case 0: lines.swapAt(at, random.below(lines.count))
    case 1: lines.removeSubrange(subtree)
    case 2: lines.insert(contentsOf: lines[subtree], at: subtree.upperBound)
    case 3:
      let moved = Array(lines[subtree])
      lines.removeSubrange(subtree)
      lines.insert(contentsOf: moved, at: random.below(lines.count + 1))
    default:
      // Deeper, or less deep.
      if random.chance(0.5) {
        for index in subtree {
          lines[index] = [UInt8(ascii: " "), UInt8(ascii: " ")] + lines[index]
        }
      } else {
        for index in subtree where lines[index].first == UInt8(ascii: " ") {
          lines[index] = lines[index].dropFirst(2)
        }
      }
    }
    bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }

  /// A line with those below it that are indented more.
  private func subtree(_ first: Int, of lines: [ArraySlice<UInt8>]) -> Range<Int> {
    func indentation(_ line: ArraySlice<UInt8>) -> Int {
      line.prefix { $0 == UInt8(ascii: " ") }.count
    }
    let depth = indentation(lines[first])
    var end = first + 1
    while end < lines.count, indentation(lines[end]) > depth { end += 1 }
    return first..<end
  }
}
