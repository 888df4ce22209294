/// Reads what LightGBM saves as text, versions 3 and 4 of the form.
///
/// LightGBM asks whether a value is at most the threshold; the next larger `Double` asks the same with
/// "below". How a missing value is met depends on what was missing in training: nothing, so that it counts
/// as 0; zeros, so that 0 counts as missing; or NaN.
///
/// Source: the model files of LightGBM 4.7.0 with its predictions, and its documentation, "Parameters".
struct LightGBMReader {
  /// Lines `name=value` under each other.
  private struct Block {
    var title: String
    var lines: [String: String] = [:]

    func text(_ name: String) throws(TreeEnsembleError) -> String {
      guard let text = lines[name] else {
        throw .malformed(place: title, read: "no '\(name)'", expected: "one")
      }
      return text
    }

    func whole(_ name: String) throws(TreeEnsembleError) -> Int {
      guard let whole = Int(try text(name)), abs(whole) < 1 << 31 else {
        throw .malformed(
          place: "\(title), \(name)", read: try text(name), expected: "a whole number")
      }
      return whole
    }

    func numbers(_ name: String, _ count: Int) throws(TreeEnsembleError) -> [Double] {
      let words = try text(name).split(separator: " ")
      let numbers = words.compactMap { Double($0) }
      guard numbers.count == words.count, numbers.count == count else {
        throw .malformed(
          place: "\(title), \(name)", read: "\(numbers.count) numbers in \(words.count) words",
          expected: "\(count)")
      }
      return numbers
    }

    func wholes(_ name: String, _ count: Int) throws(TreeEnsembleError) -> [Int] {
      try numbers(name, count).map { Int(exactly: $0) ?? -1 << 31 }
    }
  }

  private static let links: [String: OutputLink] = [
    "regression": .identity, "regression_l1": .identity, "huber": .identity, "fair": .identity,
    "quantile": .identity, "mape": .identity, "lambdarank": .identity, "rank_xendcg": .identity,
    "poisson": .exponential, "gamma": .exponential, "tweedie": .exponential, "binary": .logistic,
    "cross_entropy": .logistic, "multiclass": .softmax, "custom": .identity,
  ]

  private static let headers: Set<String> = [
    "version", "num_class", "num_tree_per_iteration", "label_index", "max_feature_idx",
    "objective", "feature_names", "monotone_constraints", "feature_infos", "tree_sizes",
    "average_output",
  ]

  private static let treeLines: Set<String> = [
    "num_leaves", "num_cat", "split_feature", "split_gain", "threshold", "decision_type",
    "left_child", "right_child", "leaf_value", "leaf_weight", "leaf_count", "internal_value",
    "internal_weight", "internal_count", "cat_boundaries", "cat_threshold", "is_linear",
    "shrinkage", "linear_leaf_const", "linear_num_features", "linear_leaf_features",
    "linear_leaf_coeff",
  ]

  private var sets: [CategorySet] = []

  mutating func ensemble(_ text: String) throws(TreeEnsembleError) -> TreeEnsemble {
    let (header, parts) = try Self.blocks(text)
    let version = try header.text("version")
    guard version == "v3" || version == "v4" else {
      throw .unsupported(
        place: "version", value: version, remedy: "known are v3 and v4, of LightGBM 3 and 4")
    }
    let words = (header.lines["objective"] ?? "custom").split(separator: " ").map(String.init)
    guard let objective = words.first, let link = Self.links[objective], !words.contains("sqrt")
    else {
      throw .unsupported(
        place: "objective", value: words.joined(separator: " "),
        remedy: "known are " + Self.links.keys.sorted().joined(separator: ", "))
    }
    let classes = try header.whole("num_tree_per_iteration")
    guard classes >= 1 else {
      throw .malformed(
        place: "num_tree_per_iteration", read: "\(classes)", expected: "at least 1")
    }
    let features = try header.text("feature_names").split(separator: " ").map(String.init)
    // The slope of the logistic curve goes into the leaves.
    var scale = 1.0
    for word in words where word.hasPrefix("sigmoid:") { scale = Double(word.dropFirst(8)) ?? .nan }
    guard scale > 0, scale.isFinite else {
      throw .malformed(
        place: "objective", read: words.joined(separator: " "), expected: "a sigmoid above 0")
    }
    if header.lines["average_output"] != nil { scale /= Double(max(1, parts.count / classes)) }
    var trees: [LooseTree] = []
    for (number, part) in parts.enumerated() {
      trees.append(try tree(part, output: number % classes, scale: scale))
    }
    return try TreeEnsemble(
      features: features, link: link, baseScores: Array(repeating: 0, count: classes),
      objective: objective, trees: trees, categorySets: sets)
  }

  // MARK: Blocks

  private static func blocks(_ text: String) throws(TreeEnsembleError) -> (Block, [Block]) {
    var blocks = [Block(title: "header")]
    for line in text.split(whereSeparator: \.isNewline) {
      if line == "end of trees" { return (blocks[0], Array(blocks.dropFirst())) }
      if line == "tree" { continue }
      let (name, value) =
        line.firstIndex(of: "=").map {
          (String(line[..<$0]), String(line[line.index(after: $0)...]))
        } ?? (String(line), "")
      if name == "Tree" {
        blocks.append(Block(title: "tree \(value)"))
        continue
      }
      let known = blocks.count == 1 ? headers : treeLines
      guard known.contains(name) else {
        throw .unsupported(
          place: blocks[blocks.count - 1].title, value: name,
          remedy: "save the model with LightGBM 3 or 4")
      }
      blocks[blocks.count - 1].lines[name] = value
    }
    throw .malformed(place: "file", read: "its end", expected: "the line 'end of trees'")
  }

  // MARK: Trees

  private mutating func tree(
    _ block: Block, output: Int, scale: Double
  ) throws(TreeEnsembleError) -> LooseTree {
    if block.lines["is_linear"].map({ $0 != "0" }) ?? false {
      throw .unsupported(
        place: "\(block.title), is_linear", value: "1", remedy: "train with linear_tree=false")
    }
    let leaves = try block.whole("num_leaves")
    guard leaves >= 1 else {
      throw .malformed(
        place: block.title, read: "\(leaves) leaves", expected: "at least 1")
    }
    let values = try block.numbers("leaf_value", leaves)
    let leafNodes = values.map { LooseTree.Node(threshold: $0 * scale) }
    guard leaves > 1 else { return LooseTree(nodes: leafNodes, output: output) }
    let inner = leaves - 1
    let features = try block.wholes("split_feature", inner)
    let thresholds = try block.numbers("threshold", inner)
    let types = try block.wholes("decision_type", inner)
    let left = try block.wholes("left_child", inner)
    let right = try block.wholes("right_child", inner)
    let gains = try block.numbers("split_gain", inner)
    let covers = try block.numbers("internal_count", inner)
    let categories = try self.categories(block)
    var nodes: [LooseTree.Node] = []
    for node in 0..<inner {
      // Leaves stand behind the inner nodes; their numbers are negative, from -1 on.
      func place(_ child: Int) -> Int { child >= 0 ? child : inner - 1 - child }
      var loose = LooseTree.Node(
        kind: .below, feature: features[node], threshold: thresholds[node].nextUp,
        missingGoesLeft: types[node] & 2 != 0, left: place(left[node]),
        right: place(right[node]), gain: gains[node], cover: covers[node])
      if types[node] & 1 != 0 {
        guard let index = Int(exactly: thresholds[node]), categories.indices.contains(index) else {
          throw .malformed(
            place: "\(block.title), threshold", read: "\(thresholds[node])",
            expected: "the number of a set of categories")
        }
        loose.kind = .category
        loose.threshold = Double(sets.count)
        loose.missingGoesLeft = false
        sets.append(CategorySet(members: categories[index], membersGoLeft: true))
      } else {
        switch types[node] >> 2 & 3 {
        case 0: loose.missingGoesLeft = 0 <= thresholds[node]
        case 1: loose.kind = .belowOrZeroMissing
        case 2: break
        default:
          throw .malformed(
            place: "\(block.title), decision_type", read: "\(types[node])",
            expected: "a known kind of missing values")
        }
      }
      nodes.append(loose)
    }
    let weights = try block.numbers("leaf_count", leaves)
    for (leaf, weight) in zip(leafNodes, weights) {
      nodes.append(leaf)
      nodes[nodes.count - 1].cover = weight
    }
    return LooseTree(nodes: nodes, output: output)
  }

  /// Sets of categories, given as bits of words.
  private func categories(_ block: Block) throws(TreeEnsembleError) -> [[Int]] {
    let count = try block.whole("num_cat")
    guard count > 0 else { return [] }
    let bounds = try block.wholes("cat_boundaries", count + 1)
    let words = try block.wholes("cat_threshold", bounds[count])
    var sets: [[Int]] = []
    for index in 0..<count {
      guard bounds[index] >= 0, bounds[index] <= bounds[index + 1], bounds[index + 1] <= words.count
      else {
        throw .malformed(
          place: "\(block.title), cat_boundaries", read: "\(bounds[index])",
          expected: "ascending places")
      }
      let own = words[bounds[index]..<bounds[index + 1]]
      sets.append(
        own.enumerated().flatMap { word, bits in
          (0..<32).filter { bits >> $0 & 1 != 0 }.map { 32 * word + $0 }
        })
    }
    return sets
  }
}

extension TreeEnsemble {
  init(lightGBM text: String) throws(TreeEnsembleError) {
    var reader = LightGBMReader()
    self = try reader.ensemble(text)
  }
}
