/// What is known of the path of a life: the last look at it, and points yet to come.
struct WearPath: Sendable, BitwiseCopyable {
  /// A moment yet to come of which something is known.
  struct Anchor: Sendable, BitwiseCopyable {
    var clock: Double
    /// The level just before.
    var before: Double
    /// The level then.
    var after: Double
  }

  /// How many moments yet to come can be known at once.
  static let capacity = 8

  /// The moment of the last look, or of the path's beginning.
  var clock: Double
  /// The level then.
  var level: Double
  private var anchors: InlineArray<8, Anchor>
  private(set) var anchorCount = 0

  init(clock: Double, level: Double) {
    self.clock = clock
    self.level = level
    anchors = InlineArray(repeating: Anchor(clock: 0, before: 0, after: 0))
  }

  /// A known point by its place in time, from 0.
  func anchor(_ place: Int) -> Anchor { anchors[place] }

  mutating func insert(_ anchor: Anchor, at place: Int) {
    precondition(
      anchorCount < WearPath.capacity,
      "no more than \(WearPath.capacity) thresholds of one life are looked out for at a time")
    var index = anchorCount
    while index > place {
      anchors[index] = anchors[index - 1]
      index -= 1
    }
    anchors[place] = anchor
    anchorCount += 1
  }

  /// Moves on to the last known point that is not after a moment.
  mutating func passAnchors(to moment: Double) {
    var passed = 0
    while passed < anchorCount && anchors[passed].clock <= moment {
      (clock, level) = (anchors[passed].clock, anchors[passed].after)
      passed += 1
    }
    guard passed > 0 else { return }
    for place in passed..<anchorCount { anchors[place - passed] = anchors[place] }
    anchorCount -= passed
  }

  mutating func forgetAnchors() { anchorCount = 0 }
}
