/// What is stored of a model beside its files.
///
/// Its text, with names and hashes of the files, is what the hash of a version is taken of. Nothing in it comes from a clock
/// or a host, so the same model is the same hash everywhere.
public struct ModelContent: Hashable, Codable, Sendable {
  /// What kind of model it is, in the words of who made it: `boosted trees`, `linear`, `onnx`.
  public var kind: String
  /// What the training data can be told by: a hash of a table, a path with a checksum.
  public var dataFingerprint: String
  /// The version of the code that computes features and prediction.
  public var codeVersion: String
  /// The inputs, in the order in which the model takes them.
  public var features: [FeatureColumn]
  /// How good it was on data that it had not seen.
  public var scores: [ScoreEstimate]
  /// Versions that it was made from, as `name@sha256:…` or in any other words.
  public var parents: [String]
  /// Who or what made it, in the caller's words.
  public var createdBy: String

  /// Creates a description.
  public init(
    kind: String, dataFingerprint: String, codeVersion: String, features: [FeatureColumn] = [],
    scores: [ScoreEstimate] = [], parents: [String] = [], createdBy: String
  ) {
    self.kind = kind
    self.dataFingerprint = dataFingerprint
    self.codeVersion = codeVersion
    self.features = features
    self.scores = scores
    self.parents = parents
    self.createdBy = createdBy
  }
}

/// An input of a model.
public struct FeatureColumn: Hashable, Codable, Sendable {
  /// Its name.
  public var name: String
  /// Its unit, as in a column's header; `nil` for none.
  public var unit: String?

  /// Creates a column.
  public init(_ name: String, unit: String? = nil) {
    self.name = name
    self.unit = unit
  }
}

/// A figure with its interval.
public struct ScoreEstimate: Hashable, Codable, Sendable {
  /// What is measured, with the data it is measured on: `rmse on test`.
  public var name: String
  /// The estimate.
  public var value: Double
  /// The lower end of its interval; `nil` where there is none.
  public var lower: Double?
  /// The upper end of its interval; `nil` where there is none.
  public var upper: Double?
  /// The unit; `nil` for a number without.
  public var unit: String?

  /// Creates a figure.
  public init(
    _ name: String, _ value: Double, lower: Double? = nil, upper: Double? = nil,
    unit: String? = nil
  ) {
    self.name = name
    self.value = value
    self.lower = lower
    self.upper = upper
    self.unit = unit
  }
}
