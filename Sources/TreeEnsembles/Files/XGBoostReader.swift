/// Reads what XGBoost saves as JSON, versions 1 to 3.
///
/// XGBoost rounds a value to single precision and then asks whether it is below the threshold. The least
/// `Double` that rounds to the threshold or above asks the same of the value itself. Sums are in single
/// precision, too. The base score is on the scale of predictions, and from version 3 on one a class.
///
/// Source: the XGBoost documentation, "Introduction to Model IO", with its JSON schema; what it does not
/// say was found out from the predictions of versions 1.7.6, 2.1.4 and 3.2.0.
struct XGBoostReader {
  private var sets: [CategorySet] = []

  /// The links of objectives.
  private static let links: [String: OutputLink] = [
    "reg:squarederror": .identity, "reg:linear": .identity, "reg:squaredlogerror": .identity,
    "reg:pseudohubererror": .identity, "reg:absoluteerror": .identity,
    "reg:quantileerror": .identity, "binary:logitraw": .identity, "rank:pairwise": .identity,
    "rank:ndcg": .identity, "rank:map": .identity, "binary:logistic": .logistic,
    "reg:logistic": .logistic, "count:poisson": .exponential, "reg:gamma": .exponential,
    "reg:tweedie": .exponential, "multi:softprob": .softmax, "multi:softmax": .softmax,
  ]

  mutating func ensemble(_ part: JSONPart) throws(TreeEnsembleError) -> TreeEnsemble {
    let version = try part.part("version").wholes()
    guard let major = version.first, (1...3).contains(major) else {
      throw .unsupported(
        place: "version", value: version.map { "\($0)" }.joined(separator: "."),
        remedy: "known are XGBoost 1 to 3; save the model with one of these")
    }
    try part.expectOnly(["learner", "version", "Config"])
    let learner = try part.part("learner")
    try learner.expectOnly([
      "attributes", "feature_names", "feature_types", "gradient_booster", "learner_model_param",
      "objective",
    ])
    let objective = try learner.part("objective").part("name").text()
    guard let link = Self.links[objective] else {
      throw .unsupported(
        place: "learner.objective.name", value: objective,
        remedy: "known are " + Self.links.keys.sorted().joined(separator: ", "))
    }
    let parameters = try learner.part("learner_model_param")
    try parameters.expectOnly([
      "base_score", "boost_from_average", "num_class", "num_feature", "num_target",
    ])
    if let targets = parameters.optional("num_target"), try targets.whole() > 1 {
      throw .unsupported(
        place: targets.path, value: "\(try targets.whole())", remedy: "train a model a target")
    }
    let classes = max(1, try parameters.part("num_class").whole())
    let booster = try learner.part("gradient_booster")
    let (model, weights) = try Self.model(booster)
    let trees = try self.trees(model, weights: weights)
    let names = try learner.optional("feature_names")?.texts() ?? []
    let count = try parameters.part("num_feature").whole()
    guard names.isEmpty || names.count == count else {
      throw .malformed(
        place: "learner.feature_names", read: "\(names.count) names", expected: "\(count)")
    }
    return try TreeEnsemble(
      features: names.isEmpty ? (0..<max(count, 0)).map { "f\($0)" } : names, link: link,
      baseScores: try Self.baseScores(
        try parameters.part("base_score"), classes: classes, link: link, objective: objective),
      objective: objective, sumsInSinglePrecision: true, trees: trees, categorySets: sets)
  }

  // MARK: Parts

  /// The trees of a booster, with their weights where some were dropped in training.
  private static func model(
    _ booster: JSONPart
  ) throws(TreeEnsembleError) -> (JSONPart, [Double]?) {
    let name = try booster.part("name").text()
    switch name {
    case "gbtree": return (try booster.part("model"), nil)
    case "dart":
      return (
        try booster.part("gbtree").part("model"), try booster.part("weight_drop").numbers()
      )
    default:
      throw .unsupported(
        place: booster.path + ".name", value: name, remedy: "known are gbtree and dart")
    }
  }

  /// Base scores on the scale of sums.
  private static func baseScores(
    _ part: JSONPart, classes: Int, link: OutputLink, objective: String
  ) throws(TreeEnsembleError) -> [Double] {
    // A number in quotes, or from version 3 on a list in quotes.
    let text = try part.text()
    let inner = text.hasPrefix("[") ? String(text.dropFirst().dropLast()) : text
    var scores: [Double] = []
    for word in inner.split(separator: ",") {
      guard let score = Double(word), score.isFinite else { throw part.wrong("numbers") }
      switch link {
      case .logistic:
        guard score > 0, score < 1 else { throw part.wrong("a probability") }
        scores.append(Double(Float((score / (1 - score)).logarithm)))
      case .exponential:
        guard score > 0 else { throw part.wrong("a number above 0") }
        scores.append(Double(Float(score.logarithm)))
      case .identity, .softmax: scores.append(Double(Float(score)))
      }
    }
    if scores.count == 1 { scores = Array(repeating: scores[0], count: classes) }
    guard scores.count == classes else { throw part.wrong("1 or \(classes) numbers") }
    return scores
  }

  private mutating func trees(
    _ model: JSONPart, weights: [Double]?
  ) throws(TreeEnsembleError) -> [LooseTree] {
    try model.expectOnly([
      "gbtree_model_param", "iteration_indptr", "tree_info", "trees", "cats",
    ])
    if let names = model.optional("cats")?.optional("enc"), !(try names.items()).isEmpty {
      throw .unsupported(
        place: names.path, value: "categories with names",
        remedy: "train with their codes, whole numbers from 0")
    }
    let parts = try model.part("trees").items()
    let outputs = try model.part("tree_info").wholes(parts.count)
    if let weights, weights.count != parts.count {
      throw .malformed(
        place: "weight_drop", read: "\(weights.count) weights", expected: "\(parts.count)")
    }
    var trees: [LooseTree] = []
    for (number, part) in parts.enumerated() {
      trees.append(try tree(part, output: outputs[number], weight: weights?[number] ?? 1))
    }
    return trees
  }

  // MARK: Trees

  private mutating func tree(
    _ part: JSONPart, output: Int, weight: Double
  ) throws(TreeEnsembleError) -> LooseTree {
    try part.expectOnly([
      "base_weights", "categories", "categories_nodes", "categories_segments", "categories_sizes",
      "default_left", "id", "left_children", "loss_changes", "parents", "right_children",
      "split_conditions", "split_indices", "split_type", "sum_hessian", "tree_param",
      "leaf_child_cnt",
    ])
    let parameters = try part.part("tree_param")
    if let size = parameters.optional("size_leaf_vector"), try size.whole() > 1 {
      throw .unsupported(
        place: size.path, value: "\(try size.whole())",
        remedy: "train with multi_strategy=\"one_output_per_tree\"")
    }
    let left = try part.part("left_children").wholes()
    let right = try part.part("right_children").wholes(left.count)
    let features = try part.part("split_indices").wholes(left.count)
    let conditions = try part.part("split_conditions").numbers(left.count)
    let missing = try part.part("default_left").wholes(left.count)
    let gains = try part.part("loss_changes").numbers(left.count)
    let covers = try part.part("sum_hessian").numbers(left.count)
    let categories = try self.categories(part, count: left.count)
    var nodes: [LooseTree.Node] = []
    for node in left.indices {
      var loose = LooseTree.Node(
        feature: features[node], missingGoesLeft: missing[node] != 0, left: left[node],
        right: right[node], gain: gains[node], cover: covers[node])
      if left[node] == -1 {
        loose.threshold = weight * Double(Float(conditions[node]))
      } else if let set = categories[node] {
        loose.kind = .category
        loose.threshold = Double(sets.count)
        sets.append(CategorySet(members: set, membersGoLeft: false))
      } else {
        loose.kind = .below
        loose.threshold = SingleRounding.threshold(for: Float(conditions[node]))
      }
      guard loose.threshold.isFinite || loose.kind == .below, !loose.threshold.isNaN else {
        throw .malformed(
          place: part.path + ".split_conditions", read: "\(conditions[node])",
          expected: "numbers")
      }
      nodes.append(loose)
    }
    return LooseTree(nodes: nodes, output: output)
  }

  /// The categories that go to the right, by node.
  private func categories(
    _ part: JSONPart, count: Int
  ) throws(TreeEnsembleError) -> [Int: [Int]] {
    guard let all = part.optional("categories") else { return [:] }
    let types = try part.optional("split_type")?.wholes(count) ?? []
    let members = try all.wholes()
    let nodes = try part.part("categories_nodes").wholes()
    let segments = try part.part("categories_segments").wholes(nodes.count)
    let sizes = try part.part("categories_sizes").wholes(nodes.count)
    var result: [Int: [Int]] = [:]
    for (index, node) in nodes.enumerated() {
      let (start, size) = (segments[index], sizes[index])
      guard start >= 0, size >= 0, start + size <= members.count else {
        throw .malformed(
          place: part.path + ".categories_segments", read: "\(start)",
          expected: "a place in categories")
      }
      result[node] = Array(members[start..<start + size])
    }
    if let badly = members.first(where: { $0 < 0 || $0 >= 1 << 24 }) {
      throw .malformed(place: all.path, read: "\(badly)", expected: "codes from 0")
    }
    for node in types.indices where (types[node] != 0) != (result[node] != nil) {
      throw .malformed(
        place: part.path + ".split_type", read: "\(types[node]) at node \(node)",
        expected: "1 where a node has categories")
    }
    return result
  }
}

extension TreeEnsemble {
  init(xgboost part: JSONPart) throws(TreeEnsembleError) {
    var reader = XGBoostReader()
    self = try reader.ensemble(part)
  }
}
