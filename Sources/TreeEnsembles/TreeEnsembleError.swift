/// Why a model of trees could not be trained, read or written.
public enum TreeEnsembleError: Error, Hashable, Sendable {
  /// Two things that belong together and their unequal numbers.
  case unequalCounts(String, Int, String, Int)
  /// A feature that stands twice.
  case repeatedFeature(String)
  /// An infinite value of a feature, and its row from 0.
  case infinite(String, row: Int)
  /// A number outside its domain: what it is called, what was given, what it must be.
  case outOfRange(String, Double, String)
  /// Nothing to learn from, and why.
  case nothingToLearn(String)
  /// What does not stand in the file as it should: the place, what was read, what was expected.
  case malformed(place: String, read: String, expected: String)
  /// What the file has and this reader does not know: the place, its value, what to do.
  case unsupported(place: String, value: String, remedy: String)
  /// Other features than those of the model.
  case otherFeatures(missing: [String], unknown: [String])
}

extension TreeEnsembleError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .unequalCounts(let one, let count, let other, let otherCount):
      "\(count) \(one) do not go with \(otherCount) \(other); give as many of one as of the other"
    case .repeatedFeature(let name):
      "the feature '\(name)' stands twice; give each column a name of its own"
    case .infinite(let name, let row):
      "row \(row) of '\(name)' is infinite; give a finite value, or NaN where it is missing"
    case .outOfRange(let name, let value, let requirement):
      "\(name) = \(value) must be \(requirement)"
    case .nothingToLearn(let reason): "there is nothing to learn: \(reason)"
    case .malformed(let place, let read, let expected):
      "\(place): read \(read), expected \(expected)"
    case .unsupported(let place, let value, let remedy):
      "\(place): '\(value)' is not supported; \(remedy)"
    case .otherFeatures(let missing, let unknown):
      "the model knows other features: "
        + (missing.isEmpty ? "" : "missing are \(missing.joined(separator: ", "))")
        + (missing.isEmpty || unknown.isEmpty ? "" : "; ")
        + (unknown.isEmpty ? "" : "unknown to it are \(unknown.joined(separator: ", "))")
    }
  }
}
