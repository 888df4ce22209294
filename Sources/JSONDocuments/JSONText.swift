#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

/// A value as JSON text: keys in snake_case and sorted, two spaces of indentation.
///
/// - Parameter value: What to write.
/// - Returns: The text in UTF-8.
/// - Throws: `EncodingError` for a number that JSON cannot hold.
public func jsonText(_ value: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  encoder.keyEncodingStrategy = .convertToSnakeCase
  return try encoder.encode(value)
}

/// Reads what ``jsonText(_:)`` has written.
///
/// - Parameters:
///   - type: What it was.
///   - text: The text in UTF-8.
/// - Returns: The value.
/// - Throws: `DecodingError` where the text is something else.
public func jsonValue<Value: Decodable>(_ type: Value.Type, from text: Data) throws -> Value {
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try decoder.decode(type, from: text)
}
