/// A model as it is named in a scenario or on a command line.
///
/// - `press-rul`: the champion, or the newest version that is not archived where there is none.
/// - `press-rul@challenger`: what the alias stands for.
/// - `press-rul@3`: a version.
/// - `press-rul@sha256:9f2c…`: the version of that hash; 8 digits or more.
public struct ModelReference: Hashable, Sendable, CustomStringConvertible {
  /// Which version is meant.
  public enum Choice: Hashable, Sendable {
    /// The champion, or the newest.
    case usual
    /// What an alias stands for.
    case alias(String)
    /// A number, from 1.
    case version(Int)
    /// The first digits of the hash.
    case hash(String)
  }

  /// The model's name.
  public var name: String
  /// Which version is meant.
  public var choice: Choice

  /// Creates a reference.
  public init(name: String, choice: Choice = .usual) {
    self.name = name
    self.choice = choice
  }

  /// Reads a reference.
  ///
  /// - Parameter text: Such as `press-rul@champion`.
  /// - Throws: ``RegistryError`` where it has another form.
  public init(_ text: String) throws(RegistryError) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    name = try ModelReference.checked(String(parts[0]), .model)
    guard parts.count == 2 else {
      choice = .usual
      return
    }
    let rest = String(parts[1])
    if rest.hasPrefix("sha256:") {
      let digits = rest.dropFirst(7).lowercased()
      guard (8...64).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isHexDigit })
      else { throw .badReference(text) }
      choice = .hash(digits)
    } else if let number = Int(rest), rest.allSatisfy(\.isWholeNumber) {
      guard number > 0 else { throw .badReference(text) }
      choice = .version(number)
    } else {
      choice = .alias(try ModelReference.checked(rest, .alias))
    }
  }

  /// The reference as it is written.
  public var description: String {
    switch choice {
    case .usual: name
    case .alias(let alias): "\(name)@\(alias)"
    case .version(let version): "\(name)@\(version)"
    case .hash(let digits): "\(name)@sha256:\(digits)"
    }
  }

  /// A name that may be a folder, a file or an alias on every system.
  static func checked(
    _ name: String, _ what: RegistryError.NameKind
  ) throws(RegistryError) -> String {
    func isFine(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "a"..."z", "0"..."9", ".", "_", "-": true
      case "A"..."Z": what == .file
      default: false
      }
    }
    guard !name.isEmpty, name.utf8.count <= 100, name.unicodeScalars.allSatisfy(isFine),
      !name.hasPrefix("."), !name.hasPrefix("-"), what != .alias || Int(name) == nil
    else { throw .badName(name, what) }
    return name
  }
}

/// What a reference stands for.
public struct ResolvedModel: Hashable, Sendable, CustomStringConvertible {
  /// The model's name.
  public var name: String
  /// The version, from 1.
  public var version: Int
  /// The hash of the version, in hexadecimal digits.
  public var sha256: String

  /// What a resolved scenario says, so that it means the same for ever: `press-rul@sha256:9f2c…`.
  public var description: String { "\(name)@sha256:\(sha256)" }
}
