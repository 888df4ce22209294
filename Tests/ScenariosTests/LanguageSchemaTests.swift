import Foundation
import Scenarios
import TestSupport
import Testing

@Suite("Schema and reference of the language")
struct LanguageSchemaTests {
  @Test("A schema is JSON, and the same each time", arguments: LanguageSchema.Part.allCases)
  func stable(part: LanguageSchema.Part) throws {
    let text = LanguageSchema.text(of: part)
    #expect(LanguageSchema.text(of: part) == text)
    let schema = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(schema?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  }

  @Test("Every reference within a schema leads to a definition")
  func references() throws {
    let text = LanguageSchema.text()
    let schema = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let definitions = try #require(schema?["$defs"] as? [String: Any])
    var count = 0
    func look(_ value: Any) {
      if let list = value as? [Any] { list.forEach(look) }
      guard let mapping = value as? [String: Any] else { return }
      if let reference = mapping["$ref"] as? String {
        count += 1
        let pointer = reference.replacing("#/$defs/", with: "").removingPercentEncoding ?? ""
        let name = pointer.replacing("~1", with: "/").replacing("~0", with: "~")
        #expect(definitions[name] != nil, "\(reference)")
      }
      for inner in mapping.values { look(inner) }
    }
    look(schema ?? [:])
    #expect(count > 100)
  }

  @Test("The schema in the repository is that of the key table", .tags(.golden))
  func recorded() throws {
    try expectGolden(LanguageSchema.text(), "schema/scenario-1.json")
  }

  @Test("The reference page is the same each time, and one line of each key")
  func reference() {
    let text = LanguageReference.text()
    #expect(LanguageReference.text() == text)
    for word in ["`warm_up`", "`set_points`", "`minimise`", "`interrupted_work`"] {
      #expect(text.contains(word), "\(word)")
    }
  }
}
