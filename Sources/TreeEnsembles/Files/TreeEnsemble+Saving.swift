import JSONDocuments

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// The version of the form in which models are saved.
private let savedVersion = 1.0

extension TreeEnsemble {
  /// The model as JSON, which ``init(saved:)`` reads back to the bit.
  ///
  /// - Returns: The text in UTF-8.
  public func saved() -> Data {
    var ends = Array(roots.dropFirst())
    ends.append(nodes.count)
    let trees = zip(roots, ends).enumerated().map { tree, range in
      savedTree(range.0..<range.1, output: outputs[tree])
    }
    let document: JSONValue = .object([
      .init("format", "fettle trees"),
      .init("version", .number(savedVersion)),
      .init("objective", .text(objective)),
      .init("link", .text(link.rawValue)),
      .init("single_precision", .truth(sumsInSinglePrecision)),
      .init("base_scores", .list(baseScores.map { Self.saved($0) })),
      .init("features", .list(features.map { .text($0) })),
      .init(
        "category_sets",
        .list(
          categorySets.map { set in
            .object([
              .init("left", .truth(set.membersGoLeft)),
              .init("members", .list(set.members.map { .number(Double($0)) })),
            ])
          })),
      .init("trees", .list(trees)),
    ])
    return Data((document.written() + "\n").utf8)
  }

  private func savedTree(_ range: Range<Int>, output: Int) -> JSONValue {
    let nodes = nodes[range]
    func list(_ number: (TreeNode) -> Double) -> JSONValue {
      .list(nodes.map { Self.saved(number($0)) })
    }
    return .object([
      .init("output", .number(Double(output))),
      .init("kind", list { Double($0.kind.rawValue) }),
      .init("feature", list { Double($0.feature) }),
      .init("threshold", list(\.threshold)),
      .init("missing_left", list { $0.missingGoesLeft ? 1 : 0 }),
      .init("left", list { Double(Int($0.left) - range.lowerBound) }),
      .init("gain", .list(gains[range].map { Self.saved($0) })),
      .init("cover", .list(covers[range].map { Self.saved($0) })),
    ])
  }

  /// A number, or its name where JSON has none for it.
  private static func saved(_ number: Double) -> JSONValue {
    number.isFinite ? .number(number) : .text("\(number)")
  }

  /// Reads a model that ``saved()`` has written.
  ///
  /// - Parameter text: The text in UTF-8.
  /// - Throws: ``TreeEnsembleError`` where it is something else.
  public init(saved text: Data) throws(TreeEnsembleError) {
    try self.init(saved: JSONPart(value: JSONReader.value(Array(text)), path: ""))
  }

  init(saved part: JSONPart) throws(TreeEnsembleError) {
    guard try part.part("format").text() == "fettle trees" else {
      throw try part.part("format").wrong("\"fettle trees\"")
    }
    let version = try part.part("version").number()
    guard version == savedVersion else {
      throw .unsupported(
        place: "version", value: "\(version)", remedy: "read it with the release that wrote it")
    }
    try part.expectOnly([
      "format", "version", "objective", "link", "single_precision", "base_scores", "features",
      "category_sets", "trees",
    ])
    guard let link = OutputLink(rawValue: try part.part("link").text()) else {
      throw try part.part("link").wrong(OutputLink.allCases.map(\.rawValue).joined(separator: ", "))
    }
    var sets: [CategorySet] = []
    for set in try part.part("category_sets").items() {
      sets.append(
        CategorySet(
          members: try set.part("members").wholes(),
          membersGoLeft: try set.part("left").number() != 0))
    }
    var trees: [LooseTree] = []
    for tree in try part.part("trees").items() { trees.append(try Self.tree(tree)) }
    try self.init(
      features: try part.part("features").texts(), link: link,
      baseScores: try part.part("base_scores").numbers(),
      objective: try part.part("objective").text(),
      sumsInSinglePrecision: try part.part("single_precision").number() != 0, trees: trees,
      categorySets: sets)
  }

  private static func tree(_ part: JSONPart) throws(TreeEnsembleError) -> LooseTree {
    let kinds = try part.part("kind").wholes()
    let features = try part.part("feature").wholes(kinds.count)
    let thresholds = try part.part("threshold").numbers(kinds.count)
    let missing = try part.part("missing_left").wholes(kinds.count)
    let left = try part.part("left").wholes(kinds.count)
    let gains = try part.part("gain").numbers(kinds.count)
    let covers = try part.part("cover").numbers(kinds.count)
    var nodes: [LooseTree.Node] = []
    for index in kinds.indices {
      guard let kind = UInt8(exactly: kinds[index]).flatMap({ TreeNodeKind(rawValue: $0) }) else {
        throw .malformed(
          place: part.path + ".kind", read: "\(kinds[index])", expected: "kinds from 0 to 3")
      }
      nodes.append(
        LooseTree.Node(
          kind: kind, feature: features[index], threshold: thresholds[index],
          missingGoesLeft: missing[index] != 0, left: left[index], right: left[index] + 1,
          gain: gains[index], cover: covers[index]))
    }
    return LooseTree(nodes: nodes, output: try part.part("output").whole())
  }
}
