import JSONDocuments

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A model that is written to a file and comes back the same to the last bit.
///
/// The file is JSON: what kind of model it is, the version of that form, and the model's numbers in
/// their shortest form that gives them back.
///
///     {"kind": "life calibration", "version": 1, "model": { … }}
public protocol SavedModel: Codable, Sendable {
  /// What the model is called in its file.
  static var kind: String { get }
  /// The version of the form; another one is refused.
  static var version: Int { get }
  /// Sees whether the numbers can be those of such a model, so that a damaged file is refused when it
  /// is read and not noticed when it is asked.
  ///
  /// - Throws: ``PrognosticsError`` that says what is wrong.
  func check() throws(PrognosticsError)
}

extension SavedModel {
  /// The model as JSON.
  ///
  /// - Returns: The text in UTF-8.
  /// - Throws: ``PrognosticsError/unreadable(kind:because:)`` where it holds what JSON cannot.
  public func saved() throws(PrognosticsError) -> Data {
    do {
      return try jsonText(SavedForm(kind: Self.kind, version: Self.version, model: self))
    } catch {
      throw .unreadable(kind: Self.kind, because: "a number is not finite")
    }
  }

  /// Reads what ``saved()`` has written.
  ///
  /// - Parameter saved: The text in UTF-8.
  /// - Throws: ``PrognosticsError`` where it is another kind or version, or damaged.
  public init(saved: Data) throws(PrognosticsError) {
    let (header, form): (SavedHeader, SavedForm<Self>)
    do {
      header = try jsonValue(SavedHeader.self, from: saved)
    } catch {
      throw .unreadable(kind: Self.kind, because: "the text is no saved model")
    }
    guard header.kind == Self.kind else {
      throw .otherKind(found: header.kind, expected: Self.kind)
    }
    guard header.version == Self.version else {
      throw .otherVersion(kind: Self.kind, found: header.version, expected: Self.version)
    }
    do {
      form = try jsonValue(SavedForm<Self>.self, from: saved)
    } catch {
      throw .unreadable(kind: Self.kind, because: "numbers are missing")
    }
    try form.model.check()
    self = form.model
  }
}

/// What stands first in a file.
private struct SavedHeader: Decodable {
  var kind: String
  var version: Int
}

/// A file.
private struct SavedForm<Model: Codable>: Codable {
  var kind: String
  var version: Int
  var model: Model
}
