/// What a node of a tree asks.
public enum TreeNodeKind: UInt8, Hashable, Sendable, BitwiseCopyable {
  /// Nothing: it is a leaf, and `threshold` is its value.
  case leaf
  /// Whether the feature is below the threshold, which leads to the left.
  case below
  /// The same, but a zero counts as missing.
  case belowOrZeroMissing
  /// Whether the feature's category is in a set; `threshold` is the set's number.
  case category
}

/// A node of a tree, 16 bytes, beside its sibling.
public struct TreeNode: Hashable, Sendable, BitwiseCopyable {
  /// The least value that goes to the right; a leaf's value; the number of a set of categories.
  public var threshold: Double
  /// Where the left child stands among the ensemble's nodes, the right one behind it; of a leaf, its own place.
  public var left: UInt32
  /// Which feature is asked for.
  public var feature: UInt16
  /// What is asked.
  public var kind: TreeNodeKind
  /// Whether a missing value goes to the left.
  public var missingGoesLeft: Bool

  /// A leaf.
  static func leaf(_ value: Double, at place: Int) -> TreeNode {
    // A sum that begins with 0 does not know -0 from 0, and neither does a file.
    TreeNode(
      threshold: value + 0, left: UInt32(place), feature: 0, kind: .leaf, missingGoesLeft: true)
  }
}

/// Categories that go to one side.
public struct CategorySet: Hashable, Sendable {
  /// Codes, ascending.
  public let members: [Int]
  /// Whether the members go to the left, and all others to the right, or the other way round.
  public let membersGoLeft: Bool
  /// A bit for each code.
  private let words: [UInt64]

  /// Creates a set.
  ///
  /// - Parameters:
  ///   - members: Codes from 0.
  ///   - membersGoLeft: Whether they go to the left.
  init(members: [Int], membersGoLeft: Bool) {
    self.members = members.sorted()
    self.membersGoLeft = membersGoLeft
    var words = Array(repeating: UInt64(0), count: (self.members.last ?? 0) / 64 + 1)
    for member in members { words[member / 64] |= 1 << UInt64(member % 64) }
    self.words = words
  }

  /// Whether a code goes to the left; what is no code counts as no member.
  func goesLeft(_ value: Double) -> Bool {
    guard value > -1, value < Double(64 * words.count) else { return !membersGoLeft }
    let code = Int(value)
    return (words[code / 64] >> UInt64(code % 64) & 1 != 0) == membersGoLeft
  }
}

/// A tree as it is grown or read: children wherever they stand.
struct LooseTree {
  /// A node with both children.
  struct Node {
    var kind = TreeNodeKind.leaf
    var feature = 0
    /// As in ``TreeNode``.
    var threshold = 0.0
    var missingGoesLeft = true
    var left = 0
    var right = 0
    var gain = 0.0
    /// The rows or the hessian that came by.
    var cover = 0.0
  }

  /// The root first.
  var nodes: [Node]
  /// Which output its leaves belong to.
  var output = 0
}
