import Experiments
import Foundation
import TestSupport
import Testing

@testable import Reports

@Suite("Text of pages")
struct TextTests {
  @Test("Markup escapes by scalars, and drops what HTML does not allow", .tags(.exact))
  func escaping() {
    #expect(Markup.escaped("a<b>&\"c\"'") == "a&lt;b&gt;&amp;&quot;c&quot;&#39;")
    #expect(Markup.escaped("\"\u{301}") == "&quot;\u{301}")
    #expect(Markup.escaped("<\u{338}") == "&lt;\u{338}")
    #expect(Markup.escaped("\0\u{B}\u{85}\n\t") == "\u{FFFD}\u{FFFD}\u{FFFD}\n\t")
    let cell = Markup.element("td", ["class": "", "title": "1 < \"2\""], "x & y")
    #expect(cell.html == "<td title=\"1 &lt; &quot;2&quot;\">x &amp; y</td>")
  }

  @Test("Long numbers have groups of three digits, fractions percent", .tags(.exact))
  func figures() throws {
    #expect(FigureText.grouped("1234") == "1234")
    #expect(FigureText.grouped("12345") == "12\u{202F}345")
    #expect(FigureText.grouped("-1234567.12345") == "-1\u{202F}234\u{202F}567.12345")
    #expect(FigureText.grouped("12345 … 2000000 %") == "12\u{202F}345 … 2\u{202F}000\u{202F}000 %")
    #expect(FigureText.percent(0.4321) == "43.2 %")

    func entry(_ unit: String, _ mean: Double?, _ ends: (Double, Double)?) throws -> FigureText {
      let number = { (value: Double?) in value.map { "\($0)" } ?? "null" }
      let text = """
        {"metric": "m", "unit": "\(unit)", "estimate": "mean", "mean": \(number(mean)),
         "lower": \(number(ends?.0)), "upper": \(number(ends?.1)), "count": 3, "better": "higher"}
        """
      return FigureText(try JSONDecoder().decode(RunSummary.Entry.self, from: Data(text.utf8)))
    }
    let oee = try entry("1", 0.5985, (0.5965, 0.6005))
    #expect((oee.value, oee.unit) == ("59.9", "%"))
    #expect((oee.halfWidth, oee.interval) == ("± 0.2", "59.7 … 60.1"))
    let parts = try entry("parts", 306_609, (305_699, 307_518))
    #expect(parts.valueAndHalfWidth == "306\u{202F}609 ± 910")
    let constant = try entry("parts", 150, (150, 150))
    #expect(constant.isConstant)
    #expect(constant.valueAndHalfWidth == "150")
    #expect(try entry("h", nil, nil).valueAndHalfWidth == "–")
  }

  @Test("The scripts are whole, and none of them ends the element in which it stands", .tags(.law))
  func files() {
    for (script, version) in [
      (ReportFiles.vega, "version=\"6.1.2\""), (ReportFiles.vegaLite, "\"6.3.0\""),
      (ReportFiles.vegaEmbed, "\"7.0.2\""),
    ] {
      #expect(script.contains(version))
      #expect(script.hasSuffix(".min.js.map\n") || script.hasSuffix(".min.js.map"))
      #expect(!script.contains("</script"))
      #expect(!script.contains("<!--"))
    }
    #expect(ReportFiles.vegaLicense.contains("University of Washington Interactive Data Lab"))
    #expect(!ReportFiles.vegaLicense.contains("*/"))
  }
}
