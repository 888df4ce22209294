import DataTables
import TestDraws
import TestSupport
import Testing

@Suite("Decimal numbers")
struct DecimalNumberTests {
  func value(_ text: String) -> Double? { DecimalNumber.value(of: Array(text.utf8).span) }

  @Test(
    "What is no plain decimal number is none", .tags(.exact),
    arguments: [
      "", " ", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1,5", "0x10", "inf", "nan", "1 2", "--1",
      "1e400", "-1e400", "١", "1\n", "1_000",
    ])
  func none(text: String) {
    #expect(value(text) == nil)
  }

  @Test("Signs, points, exponents and blanks are read", .tags(.exact))
  func forms() {
    #expect(value(" -1.50 ") == -1.5)
    #expect(value("+.5") == 0.5)
    #expect(value("5.") == 5)
    #expect(value("1E3") == 1_000)
    #expect(value("1e-3") == 0.001)
    #expect(value("-0")?.sign == .minus)
    #expect(value("1e-400") == 0)
    #expect(value("0e999999999999") == 0)
  }

  @Test("Numbers are the nearest doubles, as the library reads them", .tags(.law))
  func nearest() {
    var random = SplitMix(seed: 9)
    func digits(_ count: Int, _ random: inout SplitMix) -> String {
      (0..<count).map { _ in String(random.below(10)) }.joined()
    }
    for _ in 0..<200_000 {
      var text = random.pick(["", "-", "+"])
      text += digits(1 + random.below(18), &random)
      if random.below(2) == 0 { text += "." + digits(random.below(18), &random) }
      if random.below(3) == 0 {
        text += random.pick(["e", "E"]) + random.pick(["", "-", "+"]) + String(random.below(330))
      }
      let expected = Double(text).flatMap { $0.isFinite ? $0 : nil }
      #expect(value(text)?.bitPattern == expected?.bitPattern, "\(text)")
    }
    for _ in 0..<50_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      #expect(value("\(number)") == number)
    }
  }

  @Test("Halfway cases and long numbers round to even", .tags(.exact))
  func halfway() {
    // 2^53 + 1 lies halfway between two doubles; the even one is 2^53.
    #expect(value("9007199254740993") == 9_007_199_254_740_992)
    #expect(value("9007199254740993.0000000000000000000001") == 9_007_199_254_740_994)
    #expect(value("18446744073709551617") == 18_446_744_073_709_551_616)
    #expect(value("0.1") == 0.1)
    #expect(value("2.2250738585072011e-308") == Double("2.2250738585072011e-308"))
  }
}
