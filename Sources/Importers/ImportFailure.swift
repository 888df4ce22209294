public import Scenarios

/// Why a file could not be imported: what is wrong, where it stands, and what to do.
public struct ImportFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in the order of the file: all of it, or the first where nothing can be read behind that;
  /// never empty.
  public var diagnostics: [Diagnostic]

  /// Creates a failure.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// Creates a failure of one thing.
  public init(_ diagnostic: Diagnostic) {
    self.init([diagnostic])
  }

  /// The diagnostics, a line each, as compilers write it.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
