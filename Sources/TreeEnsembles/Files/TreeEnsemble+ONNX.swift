#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// What an exported model is to other programs.
public enum ONNXForm: Hashable, Sendable {
  /// A number, or a probability, for each output: `TreeEnsembleRegressor`.
  case regressor
  /// A class and the probabilities of all: `TreeEnsembleClassifier`.
  case classifier
}

extension TreeEnsemble {
  /// The model as a file of ONNX (operators of ai.onnx.ml 3, opset 17).
  ///
  /// The input `features` holds rows of single precision, NaN where a value is missing. A regressor gives
  /// `prediction`, a row of as many numbers as the model has outputs; a classifier gives `label` and
  /// `probabilities`. For values that single precision holds, each row takes the way that it takes here;
  /// leaves and sums are in single precision.
  ///
  /// Source: the ONNX operator documentation, ai.onnx.ml, "TreeEnsembleRegressor" and
  /// "TreeEnsembleClassifier".
  ///
  /// - Parameter form: What it is to be.
  /// - Returns: The content of the file.
  /// - Throws: ``TreeEnsembleError/unsupported(place:value:remedy:)`` for questions about categories, for
  ///   zeros that count as missing, and for a classifier of a model without probabilities.
  public func onnx(_ form: ONNXForm = .regressor) throws(TreeEnsembleError) -> Data {
    if let node = nodes.first(where: { $0.kind == .category || $0.kind == .belowOrZeroMissing }) {
      throw .unsupported(
        place: "feature '\(features[Int(node.feature)])'", value: "\(node.kind)",
        remedy: "train without categories and without zeros as missing values")
    }
    guard form == .regressor || link == .logistic || link == .softmax else {
      throw .unsupported(
        place: "link", value: link.rawValue, remedy: "export it as a regressor")
    }
    var model = ProtobufWriter()
    model.whole(1, 8)
    model.text(2, "fettle")
    model.message(7) { graph(&$0, form) }
    model.message(8) {
      $0.text(1, "")
      $0.whole(2, 17)
    }
    model.message(8) {
      $0.text(1, "ai.onnx.ml")
      $0.whole(2, 3)
    }
    return Data(model.bytes)
  }

  // MARK: Graph

  private func graph(_ writer: inout ProtobufWriter, _ form: ONNXForm) {
    switch form {
    case .classifier:
      writer.message(1) { classifier(&$0) }
    case .regressor:
      let follow: (String, Bool)? =
        switch link {
        case .identity: nil
        case .logistic: ("Sigmoid", false)
        case .exponential: ("Exp", false)
        case .softmax: ("Softmax", true)
        }
      writer.message(1) { regressor(&$0, output: follow == nil ? "prediction" : "sum") }
      if let (name, hasAxis) = follow {
        writer.message(1) {
          $0.text(1, "sum")
          $0.text(2, "prediction")
          $0.text(4, name)
          if hasAxis { attribute(&$0, "axis", whole: 1) }
        }
      }
    }
    writer.text(2, "trees")
    value(&writer, 11, "features", type: 1, columns: features.count)
    if form == .regressor {
      value(&writer, 12, "prediction", type: 1, columns: outputCount)
    } else {
      value(&writer, 12, "label", type: 7, columns: nil)
      value(&writer, 12, "probabilities", type: 1, columns: max(2, outputCount))
    }
  }

  private func regressor(_ node: inout ProtobufWriter, output: String) {
    node.text(1, "features")
    node.text(2, output)
    node.text(4, "TreeEnsembleRegressor")
    questions(&node, values: "target", outputs)
    attribute(&node, "n_targets", whole: outputCount)
    attribute(&node, "base_values", singles: baseScores.map { Float($0) })
    attribute(&node, "aggregate_function", text: "SUM")
    attribute(&node, "post_transform", text: "NONE")
    node.text(7, "ai.onnx.ml")
  }

  private func classifier(_ node: inout ProtobufWriter) {
    node.text(1, "features")
    node.text(2, "label")
    node.text(2, "probabilities")
    node.text(4, "TreeEnsembleClassifier")
    // With one output, its sum is that of the second of two classes.
    questions(
      &node, values: "class", outputCount == 1 ? outputs.map { _ in 1 } : outputs,
      inFirst: outputCount == 1 ? baseScores[0] : 0)
    attribute(&node, "classlabels_int64s", wholes: Array(0..<max(2, outputCount)))
    // Of one output, the leaves of the first tree hold the base score: runtimes differ in which class has it.
    if outputCount > 1 {
      attribute(&node, "base_values", singles: baseScores.map { Float($0) })
    }
    attribute(&node, "post_transform", text: link == .softmax ? "SOFTMAX" : "LOGISTIC")
    node.text(7, "ai.onnx.ml")
  }

  /// All nodes of all trees, attribute by attribute, and the values of leaves, to which those of the first
  /// tree have something added.
  private func questions(
    _ writer: inout ProtobufWriter, values: String, _ outputs: [Int], inFirst base: Double = 0
  ) {
    var ends = Array(roots.dropFirst())
    ends.append(nodes.count)
    let places = zip(roots, ends).enumerated().flatMap { tree, range in
      (range.0..<range.1).map { (tree: tree, node: $0, local: $0 - range.0) }
    }
    let locals = places.map(\.local)
    let trees = places.map(\.tree)
    func left(_ place: (tree: Int, node: Int, local: Int)) -> Int {
      nodes[place.node].kind == .leaf ? 0 : Int(nodes[place.node].left) - roots[place.tree]
    }
    attribute(&writer, "nodes_treeids", wholes: trees)
    attribute(&writer, "nodes_nodeids", wholes: locals)
    attribute(&writer, "nodes_featureids", wholes: places.map { Int(nodes[$0.node].feature) })
    attribute(
      &writer, "nodes_modes",
      texts: places.map { nodes[$0.node].kind == .leaf ? "LEAF" : "BRANCH_LT" })
    attribute(
      &writer, "nodes_values",
      singles: places.map {
        nodes[$0.node].kind == .leaf ? 0 : SingleRounding.single(nodes[$0.node].threshold)
      })
    attribute(&writer, "nodes_truenodeids", wholes: places.map(left))
    attribute(
      &writer, "nodes_falsenodeids",
      wholes: places.map { nodes[$0.node].kind == .leaf ? 0 : left($0) + 1 })
    attribute(
      &writer, "nodes_missing_value_tracks_true",
      wholes: places.map { nodes[$0.node].missingGoesLeft ? 1 : 0 })
    let leaves = places.filter { nodes[$0.node].kind == .leaf }
    attribute(&writer, "\(values)_treeids", wholes: leaves.map(\.tree))
    attribute(&writer, "\(values)_nodeids", wholes: leaves.map(\.local))
    attribute(&writer, "\(values)_ids", wholes: leaves.map { outputs[$0.tree] })
    attribute(
      &writer, "\(values)_weights",
      singles: leaves.map {
        Float(nodes[$0.node].threshold + ($0.tree == 0 ? base : 0))
      })
  }

  /// An input or output: rows of numbers, `type` 1 for single precision, 7 for whole numbers.
  private func value(
    _ writer: inout ProtobufWriter, _ field: Int, _ name: String, type: Int, columns: Int?
  ) {
    writer.message(field) {
      $0.text(1, name)
      $0.message(2) {
        $0.message(1) {
          $0.whole(1, type)
          $0.message(2) {
            $0.message(1) { $0.text(2, "rows") }
            if let columns { $0.message(1) { $0.whole(1, columns) } }
          }
        }
      }
    }
  }

  // MARK: Attributes

  private func attribute(_ writer: inout ProtobufWriter, _ name: String, whole: Int) {
    writer.message(5) {
      $0.text(1, name)
      $0.whole(3, whole)
      $0.whole(20, 2)
    }
  }

  private func attribute(_ writer: inout ProtobufWriter, _ name: String, text: String) {
    writer.message(5) {
      $0.text(1, name)
      $0.text(4, text)
      $0.whole(20, 3)
    }
  }

  private func attribute(_ writer: inout ProtobufWriter, _ name: String, singles: [Float]) {
    writer.message(5) {
      $0.text(1, name)
      $0.singles(7, singles)
      $0.whole(20, 6)
    }
  }

  private func attribute(_ writer: inout ProtobufWriter, _ name: String, wholes: [Int]) {
    writer.message(5) {
      $0.text(1, name)
      $0.wholes(8, wholes)
      $0.whole(20, 7)
    }
  }

  private func attribute(_ writer: inout ProtobufWriter, _ name: String, texts: [String]) {
    writer.message(5) {
      $0.text(1, name)
      for text in texts { $0.text(9, text) }
      $0.whole(20, 8)
    }
  }
}
