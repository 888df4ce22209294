#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension TreeEnsemble {
  /// Reads a model in the form that it turns out to have.
  ///
  /// Known are the own form, XGBoost's JSON of versions 1 to 3 and LightGBM's text of versions 3 and 4.
  ///
  /// - Parameter file: The content of the file.
  /// - Throws: ``TreeEnsembleError`` for anything else, with the remedy where there is one.
  public init(reading file: Data) throws(TreeEnsembleError) {
    let bytes = Array(file)
    let start = bytes.prefix { $0 == 32 || $0 == 10 || $0 == 13 || $0 == 9 }.count
    guard start < bytes.count else {
      throw .malformed(place: "file", read: "nothing", expected: "a model")
    }
    if bytes[start...].starts(with: "tree".utf8) {
      try self.init(lightGBM: String(decoding: bytes, as: UTF8.self))
      return
    }
    if bytes[start] == UInt8(ascii: "{"), !TreeEnsemble.isBinary(bytes[start...]) {
      let part = JSONPart(value: try JSONReader.value(bytes), path: "")
      if part.optional("format") != nil {
        try self.init(saved: part)
      } else {
        try self.init(xgboost: part)
      }
      return
    }
    if bytes[start] == UInt8(ascii: "{") || bytes[start...].starts(with: "binf".utf8) {
      throw .unsupported(
        place: "file", value: "a binary form of XGBoost",
        remedy: "save it as JSON: booster.save_model(\"model.json\")")
    }
    throw .malformed(
      place: "file", read: "'\(String(decoding: bytes[start...].prefix(12), as: UTF8.self))'",
      expected: "XGBoost's JSON, LightGBM's text or Fettle's own form")
  }

  /// Whether what begins with a brace is UBJSON: there a letter for the length's type stands next.
  private static func isBinary(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard
      let second = bytes.dropFirst().first(where: { $0 != 32 && $0 != 10 && $0 != 13 && $0 != 9 })
    else { return false }
    return second != UInt8(ascii: "\"") && second != UInt8(ascii: "}")
  }
}
