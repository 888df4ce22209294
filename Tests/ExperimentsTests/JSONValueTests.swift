import Experiments
import Foundation
import JSONDocuments
import TestSupport
import Testing

@Suite("JSON values")
struct JSONValueTests {
  private let value: JSONValue = [
    "z": 1, "a": [1.5, -2, 1e300, true, nil], "</script>": "<!-- \" \\ \n \u{2028} é \u{301}&",
    "none": [], "empty": [:], "rows": [[1, 2], ["x": [[]]]],
  ]

  @Test(
    "In a page, JSON keeps its order, stands on one line and cannot end a script", .tags(.exact))
  func inPage() {
    #expect(
      value.written(.inPage)
        == #"{"z":1,"a":[1.5,-2,1e+300,true,null],"\u003c/script\u003e":"#
        + #""\u003c!-- \" \\ \n \u2028 é "# + "\u{301}" + #"\u0026","#
        + #""none":[],"empty":{},"rows":[[1,2],{"x":[[]]}]}"#)
  }

  @Test("For people, JSON is indented, and flat lists stand on one line", .tags(.exact))
  func indented() {
    let page = "\u{2028} é \u{301}&\""
    #expect(
      value.written() == """
        {
          "z": 1,
          "a": [1.5, -2, 1e+300, true, null],
          "</script>": "<!-- \\" \\\\ \\n \(page),
          "none": [],
          "empty": {},
          "rows": [
            [1, 2],
            {
              "x": [
                []
              ]
            }
          ]
        }
        """)
  }

  @Test("Foundation reads the same from both layouts", .tags(.law))
  func back() throws {
    for layout in [JSONLayout.indented, .inPage] {
      let back = try #require(
        try JSONSerialization.jsonObject(with: Data(value.written(layout).utf8)) as? [String: Any])
      #expect(back["</script>"] as? String == "<!-- \" \\ \n \u{2028} é \u{301}&")
      #expect(back["rows"] as? NSArray == [[1, 2], ["x": [[]]]] as NSArray)
    }
  }

  @Test("What is no number becomes null; control characters their codes", .tags(.exact))
  func odd() {
    #expect(JSONValue.list([.number(.nan), .number(.infinity)]).written() == "[null, null]")
    #expect(JSONValue.text("\u{1}\t\r\u{1F}").written() == #""\u0001\t\r\u001f""#)
  }
}
