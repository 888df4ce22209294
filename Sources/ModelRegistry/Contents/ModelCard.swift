/// What `card.json` in the folder of a version says.
public struct ModelCard: Hashable, Codable, Sendable {
  /// A file of the model.
  public struct File: Hashable, Codable, Sendable {
    /// Its name in the folder of the version.
    public var name: String
    /// Its length, in bytes.
    public var bytes: Int
    /// SHA-256 of its bytes, in hexadecimal digits.
    public var sha256: String
  }

  /// What the hash of the version is taken of.
  struct Hashed: Hashable, Codable, Sendable {
    var content: ModelContent
    var files: [File]
  }

  /// The form of the card.
  var format = RegistryFormat.current
  /// The model's name.
  public let name: String
  /// The version, from 1.
  public let version: Int
  /// SHA-256 of description and files, in hexadecimal digits.
  public let sha256: String
  var hashed: Hashed

  /// What the model is.
  public var content: ModelContent { hashed.content }
  /// Its files, by name.
  public var files: [File] { hashed.files }
}

/// The form of a registry's files.
enum RegistryFormat {
  /// The one that is written here.
  static let current = 1

  /// What `registry.json` says.
  struct Marker: Codable { var format: Int }
}
