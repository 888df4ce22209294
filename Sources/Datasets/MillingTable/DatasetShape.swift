/// A table that a dataset has beside its own, in the shape of a well-known public set.
public enum DatasetShape: String, Hashable, Sendable, CaseIterable {
  /// The table `ai4i`, in the columns of AI4I 2020, with failures by its rules.
  case ai4i
}
