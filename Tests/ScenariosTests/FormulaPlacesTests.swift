import RandomVariates
import FactoryModel
import Scenarios
import TestSupport
import Testing

@Suite("Formulas in scenarios")
struct FormulaPlacesTests {
  private static func text(time: String, params: String = "{}") -> String {
    """
    fettle: 1
    horizon: 8 h
    params: \(params)
    products: {part: {release: saturated, route: [saw]}}
    stations:
      saw:
        set_points: {feed: 0.2 mm, rate: 30 /min}
        time: \(time)
    """
  }

  @Test("An error stands at the piece of the formula that is wrong", .tags(.golden, .failure))
  func places() throws {
    var golden = GoldenMessages()
    func add(_ what: String, _ time: String, params: String = "{a: 1 s, b: 2}") {
      let used = params == "{a: 1 s, b: 2}" && !time.contains("$") ? "{}" : params
      golden.add(what, CheckedText.messages(FormulaPlacesTests.text(time: time, params: used)))
    }
    add("an unknown name", "10 s + 2 s * raet / rate")
    add("a sum of a time and a length", "10 s + feed")
    add("inside a distribution", "lognormal mean (10 s + feed) cv 10 %")
    add("inside a distribution, its second parameter", "lognormal mean (1 / rate) sd (2 s + sped)")
    add("in double quotes", "\"10 s + 2 s * raet / rate\"")
    add("in single quotes", "'10 s + 2 s * raet / rate'")
    add("behind a parameter", "$a * $b + 2 s * raet", params: "{a: 1 s, b: 2}")
    add("in a parameter", "10 s + $c", params: "{c: 2 s * raet}")
    add("behind '$$'", "'$$ 10 s + raet'")
    add("with several blanks between", "10 s   +   2 s   *   raet")
    add("behind letters beyond ASCII", "10 s + 2 s * größe")
    add("a bracket that is not closed", "(10 s + 2 s * (rate / rate)")
    add("a comma between arguments", "'max(1 s, 2 s)'")
    add("what it comes to is of the wrong kind", "rate * 2")
    add("division by zero", "1 s / 0")
    add("a value out of range for the set-points as they are", "10 s - 40 s * (rate / (30 /min))")
    add("in a long form", "{lognormal: {mean: 1 / raet, cv: 10 %}}")
    try golden.expect("formula-places.txt")
  }

  @Test("In a cell of a table an error stands at its place in the table", .tags(.failure))
  func cells() {
    let text = """
      fettle: 1
      horizon: 8 h
      products: {part: {release: saturated, route: {table: route.csv}}}
      stations: {saw: {set_points: {rate: 30 /min}, time: 4 s}}
      """
    let table = "operation,at,time\nrough,saw,2 / rate\nfine,saw,1 s + 2 s * raet / rate\n"
    #expect(
      CheckedText.messages(text, files: ["route.csv": table]) == """
        route.csv:3:22: error: products.part.route.fine.time: nothing is called 'raet' here; did \
        you mean 'rate'?
          3 | fine,saw,1 s + 2 s * raet / rate
            |                      ^~~~
        """)
  }

  @Test("A formula in a parameter is put in parentheses where others surround it", .tags(.exact))
  func parentheses() throws {
    func mean(_ time: String, _ params: String) throws -> Double {
      let text = FormulaPlacesTests.text(time: time, params: params)
      let scenario = try ScenarioReader.read(text: text, name: "plan.yaml")
      return scenario.factory.products[0].route[0].idealTime
    }
    #expect(try mean("2 * $sum", "{sum: 1 s + 2 s}") == 6)
    #expect(try mean("10 s - $sum", "{sum: 1 s + 2 s}") == 7)
    #expect(try mean("12 s / $product", "{product: 2 * 3}") == 2)
    #expect(try mean("$sum", "{sum: 1 s + 2 s}") == 3)
    #expect(try mean("$a * 2", "{a: $b * 3 s, b: 1 + 1}") == 12)
    #expect(try mean("2 * $plain", "{plain: 7 s}") == 14)
    #expect(try mean("(4 s) * $power", "{power: 2^3}") == 32)
    #expect(try mean("$d", "{d: lognormal mean 5 s cv 10 %}") == 5)
  }

  @Test("A formula of set-points has the value of its set-points", .tags(.exact))
  func nominal() throws {
    let text = FormulaPlacesTests.text(time: "2 * feed / (0.1 mm) / rate")
    let scenario = try ScenarioReader.read(text: text, name: "plan.yaml")
    // 2 · 2 / (0.5 /s), and the division of 0.2 mm by 0.1 mm rounds once.
    #expect(abs(scenario.factory.products[0].route[0].idealTime - 8) < 1e-14)
  }
}
