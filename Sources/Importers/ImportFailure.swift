public import Scenarios

/// Why a file could not be imported: what is wrong, where it stands, and what to do.
public struct ImportFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The first thing that is wrong.
  public var diagnostic: Diagnostic

  /// Creates a failure.
  public init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }

  /// One line, as compilers write it.
  public var description: String { diagnostic.description }
}
