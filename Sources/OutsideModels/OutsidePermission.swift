/// Somebody's word that the program of a model may be started, and where.
///
/// Without it a model that is a program can be read, stored and compared, and is not asked.
public struct OutsidePermission: Hashable, Sendable {
  /// The folder in which it is started: that of the model, where its files are.
  public var folder: String
  /// How many processes there may be at a time.
  public var copies: Int

  /// Gives the permission.
  ///
  /// - Parameters:
  ///   - folder: The folder in which it is started.
  ///   - copies: How many processes there may be at a time.
  public init(in folder: String, copies: Int = 1) {
    (self.folder, self.copies) = (folder, copies)
  }
}
