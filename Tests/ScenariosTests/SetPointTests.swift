import FactoryModel
import RandomVariates
import Scenarios
import TestSupport
import Testing

@Suite("Set-points, whole rules and factors")
struct SetPointTests {
  private static let text = """
    fettle: 1
    horizon: 10 h
    params: {parts: 6}
    products: {part: {release: {keep: $parts}, route: [press, check: {at: press, finds: {burr: 90 %}}]}}
    stations:
      press:
        set_points:
          rate: {value: 60 /h, range: 40 /h to 130 /h}
          depth: {value: 2 mm, live: false}
          plain: 3 bar
        time: 1 / rate
        makes: {burr: 1 % * (rate / (60 /h))^2}
    """

  private func checked(_ overrides: String...) throws -> CheckedScenario {
    try CheckedText.check(SetPointTests.text, overrides: overrides)
  }

  @Test("A single value for a set-point leaves its range as it is")
  func value() throws {
    let checked = try checked("stations.press.set_points.rate=120 /h")
    let factor = try #require(
      checked.factors.first { $0.path == "stations.press.set_points.rate" })
    #expect(factor.value == "120 /h")
    #expect(factor.range == "40 /h to 130 /h")
    #expect(checked.factory?.products[0].route[0].idealTime == 30)
    // 1 % · 2²
    let chance = checked.factory?.products[0].route[0].makes.first?.probability ?? 0
    #expect(abs(chance - 0.04) < 1e-15)
    #expect(
      checked.resolvedText.contains("rate: {value: 120 /h, range: 40 /h to 130 /h, live: true}"))
  }

  @Test("A whole set-point replaces the other")
  func whole() throws {
    let checked = try checked("stations.press.set_points.rate={value: 200 /h}")
    let factor = try #require(
      checked.factors.first { $0.path == "stations.press.set_points.rate" })
    #expect(factor.range == nil)
    #expect(checked.factory?.products[0].route[0].idealTime == 18)
  }

  @Test("A whole rule is swapped for one of another kind")
  func rules() throws {
    let every = try checked("products.part.release={every: exponential 9 min, lot: 2}")
    #expect(every.value(of: "products.part.release.lot") == "2")
    #expect(every.value(of: "products.part.release.keep") == nil)
    let saturated = try checked("products.part.release=saturated")
    #expect(saturated.factory?.products[0].release == .saturated)
    #expect(saturated.value(of: "products.part.release") == "saturated")
  }

  @Test("What may be moved is listed with its range, and whether in mid-run")
  func factors() throws {
    let factors = try checked().factors.map { factor in
      "\(factor.path) = \(factor.value)" + (factor.range.map { " in \($0)" } ?? "")
        + (factor.isLive ? ", live" : "")
    }
    #expect(
      factors == [
        "horizon = 10 h", "params.parts = 6", "products.part.release = {keep: 6}",
        "products.part.release.keep = 6, live",
        "products.part.route.check.at = press",
        "products.part.route.check.finds.burr = 90 %, live",
        "stations.press.set_points.rate = 60 /h in 40 /h to 130 /h, live",
        "stations.press.set_points.depth = 2 mm",
        "stations.press.set_points.plain = 3 bar, live",
        "stations.press.time = 1 / rate, live",
        "stations.press.makes.burr = 1 % * (rate / (60 /h))^2, live",
      ])
    for factor in try checked().factors {
      #expect(!factor.meaning.isEmpty && !factor.takes.isEmpty, "\(factor)")
    }
  }

  @Test("A set-point that cannot be is named with its remedy", .tags(.golden, .failure))
  func messages() throws {
    var golden = GoldenMessages()
    func add(_ override: String) {
      golden.add(override, CheckedText.messages(SetPointTests.text, overrides: [override]))
    }
    add("stations.press.set_points.rate=20 /h")
    add("stations.press.set_points.rate=120 kg")
    add("stations.press.set_points.rat=120 /h")
    add("stations.press.set_points.rate=fast")
    add("stations.press.set_points.rate=exponential (1 / rate) /h")
    add("stations.press.set_points.rate={value: 60 /h, range: 2 mm to 3 mm}")
    add("stations.press.set_points.rate={value: 60 /h, range: 130 /h to 40 /h}")
    add("stations.press.set_points.rate={range: 40 /h to 130 /h}")
    add("stations.press.set_points.kg=3 bar")
    add("stations.press.set_points.rate={value: 60 /h, live: maybe}")
    add("products.part.release={keep: 3, every: 4 min}")
    add("products.part.release={lot: 3}")
    add("products.part.release.every=4 min")
    add("stations.press.makes.burr=30 * rate / (60 /h)")
    try golden.expect("set-points.txt")
  }
}
