import Scenarios
import TestSupport
import Testing

@Suite("Mistakes in formulas")
struct FormulaMistakeTests {
  /// A formula in which `«` and `»` enclose what is wrong.
  struct Mistake: CustomTestStringConvertible {
    var marked: String
    var message: String

    init(_ marked: String, _ message: String) {
      self.marked = marked
      self.message = message
    }

    var testDescription: String { marked }
  }

  @Test("A mistake is named with its place and its remedy", .tags(.failure), arguments: mistakes)
  func mistake(_ mistake: Mistake) throws {
    let scalars = Array(mistake.marked.unicodeScalars)
    let start = try #require(scalars.firstIndex(of: "«"))
    let end = try #require(scalars.firstIndex(of: "»"))
    let text = String(String.UnicodeScalarView(scalars.filter { $0 != "«" && $0 != "»" }))
    let problem = try #require(FormulaExample.problem(text))
    #expect(problem.message == mistake.message)
    #expect(problem.offset == start)
    #expect(problem.length == end - start - 1)
  }

  static let mistakes: [Mistake] = [
    Mistake("«»", "the formula is empty; write such as '30 s + 5 s * die.wear'"),
    Mistake(
      "work «+» 3 EUR", "'+' adds 'work', a time, and '3 EUR', an amount of money"),
    Mistake(
      "work «-» die.wear * 2", "'-' subtracts 'work', a time, and 'die.wear * 2', a plain number"),
    Mistake(
      "work «+» 3", "'+' adds 'work', a time, and '3', a plain number; did you mean '3 s'?"),
    Mistake(
      "«max»(0; work)",
      "'max' compares '0', a plain number, and 'work', a time; did you mean '0 s'?"),
    Mistake(
      "if(work «<» 5 mm; 1; 2)", "'<' compares 'work', a time, and '5 mm', a length"),
    Mistake(
      "«if»(1 < 2; 1 s; 2 m)", "'if' gives one of '1 s', a time, and '2 m', a length"),
    Mistake("exp(«work»)", "'exp' takes a plain number; 'work', a time, is none"),
    Mistake("2^«work»", "an exponent is a plain number; 'work', a time, is none"),
    Mistake("2^«die.wear»", "an exponent is fixed; 'die.wear' changes during a run"),
    Mistake(
      "work^«0.5»", "'work', a time, to the power '0.5' has no unit; use a whole exponent"),
    Mistake("1 s + «wrok»", "nothing is called 'wrok' here; did you mean 'work'?"),
    Mistake("«die.waer» * 2", "nothing is called 'die.waer' here; did you mean 'die.wear'?"),
    Mistake(
      "«work-t»", "nothing is called 'work-t' here; to subtract, write 'work - t' with blanks"),
    Mistake(
      "«work-5» s", "nothing is called 'work-5' here; to subtract, write 'work - 5' with blanks"),
    Mistake("2 * «h»", "'h' is a unit and needs a number before it, such as '1 h'"),
    Mistake("4 «hr»", "there is no unit 'hr'; did you mean '4 h'?"),
    Mistake("4 «m3» * 2", "there is no unit 'm3'; did you mean '4 m^3'?"),
    Mistake("20 «°C»", "there is no unit '°C'; did you mean '20 degC'?"),
    Mistake(
      "12 EUR/«hr»", "'hr' is neither a unit nor a name here; did you mean the unit 'h'?"),
    Mistake(
      "2 «die.wear»", "an operator is missing before 'die.wear'; write '2 * die.wear'"),
    Mistake("2«(»3 + 4)", "an operator is missing before '('"),
    Mistake("work «work»", "an operator is missing before 'work'"),
    Mistake("work«(»3)", "an operator is missing between 'work' and '('"),
    Mistake("2 * «(»3 + 4", "this '(' has no ')'"),
    Mistake("max«(»1; 2", "this '(' has no ')'"),
    Mistake("if«(»1 < 2; 3", "this '(' has no ')'"),
    Mistake("if«(»work", "this '(' has no ')'"),
    Mistake("3 + 4«)»", "this ')' has no '('"),
    Mistake("3 +«»", "a number or a name is missing after '+'"),
    Mistake("«*» 3", "a number or a name is missing"),
    Mistake("(«)»", "a number or a name is missing after '('"),
    Mistake("2 «;» 3", "';' stands only between the arguments of a function"),
    Mistake(
      "work «<» 3 s", "a comparison stands only as the first argument of 'if(a < b; c; d)'"),
    Mistake(
      "if(«work»; 1; 2)", "the first argument of 'if' is a comparison; write 'if(a < b; c; d)'"),
    Mistake(
      "«if(1 < 2; 3)»", "'if(1 < 2; 3)' has not the arguments of 'if'; write 'if(a < b; c; d)'"),
    Mistake("«max(1)»", "'max(1)' has not the arguments of 'max'; write 'max(a; b)'"),
    Mistake("«exp()»", "'exp()' has not the arguments of 'exp'; write 'exp(a)'"),
    Mistake("2 * «max»", "'max' is a function; write 'max(a; b)'"),
    Mistake("«sqrt»(4)", "there is no function 'sqrt'; write '(…)^0.5'"),
    Mistake("«maxi»(4; 5)", "there is no function 'maxi'; write 'max'"),
    Mistake(
      "«wiggle»(4)", "there is no function 'wiggle'; there are min, max, exp, log and if"),
    Mistake(
      "min(die.wear«,» 2)", "',' ends a value in a scenario; separate arguments by ';'"),
    Mistake(
      "1«,»5 * work",
      "a comma ends a value in a scenario; write a decimal point, or ';' between arguments"),
    Mistake("2«**»3", "'**' is not known; write '^'"),
    Mistake("work «×» 3", "'×' is not known; write '*'"),
    Mistake("3 «−» 2", "'−' is not known; write the minus sign '-'"),
    Mistake("if(1 «=» 2; 3; 4)", "'=' is not known; a comparison is one of < <= > >="),
    Mistake("«?»", "'?' means nothing in a formula"),
    Mistake("3 EUR + «2 USD»", "'2 USD' is in USD, other amounts in EUR; use one currency"),
    Mistake("work / «0»", "'0' is zero; nothing can be divided by it"),
    Mistake("«log(0)» * 2", "'log(0)' has no finite value"),
    Mistake("2 + «exp(1000)»", "'exp(1000)' has no finite value"),
    Mistake("«1e999»", "'1e999' is too large a number"),
    Mistake(
      "«6 %^2»",
      "the power of a unit is a whole number from 1 to 9; to raise the whole, write '(6 %)^…'"),
    Mistake(
      "«2 m^0.5»",
      "the power of a unit is a whole number from 1 to 9; to raise the whole, write '(2 m)^…'"),
    Mistake("«5 J/degC» * 2", "'5 J/degC' joins 'degC' with other units; write 'K' instead"),
    Mistake(
      "ambient.temperature + «5 degC»",
      "'5 degC' is a point on a scale and cannot be added; write a difference in K"),
    Mistake(
      "2 * «(20 degC)»",
      "'(20 degC)' is a point on a scale and cannot be multiplied; write it in K"),
  ]

  @Test("Names are listed where none is near", .tags(.failure))
  func unlike() {
    #expect(
      FormulaExample.problem("overtime")?.message == """
        nothing is called 'overtime' here; known: die.wear, lot.moisture, stroke_rate, work, \
        ambient.temperature, press-2.wear, t, …
        """)
    let problem = #expect(throws: FormulaProblem.self) {
      try Formula("overtime", scope: FormulaScope())
    }
    #expect(problem?.message == "nothing is called 'overtime' here; no names are known")
  }

  @Test("What is too deep, too long or too large is refused, and what is just small enough is not")
  func bounds() throws {
    func nested(_ count: Int) -> String {
      String(repeating: "(", count: count) + "1" + String(repeating: ")", count: count)
    }
    #expect(try FormulaExample.value(nested(50)) == 1)
    let deep = "the formula is nested more than 50 deep; split it"
    #expect(FormulaExample.problem(nested(51))?.message == deep)
    for piece in ["(", "-", "2^", "exp(", "if(", "2^-("] {
      let text = String(repeating: piece, count: 2_000)
      #expect(FormulaExample.problem(text)?.message == deep, "\(piece)")
    }
    let sum = Array(repeating: "die.wear", count: 1_000).joined(separator: "+")
    #expect(try FormulaExample.value(sum) == 500)
    #expect(
      FormulaExample.problem(Array(repeating: "1", count: 1_001).joined(separator: "+"))?.message
        == "the formula has more than 1000 parts; split it")
    #expect(
      FormulaExample.problem(String(repeating: " ", count: 10_001))?.message
        == "the formula is too long; it may have 10000 bytes")
    func tree(_ levels: Int) -> String {
      levels == 0 ? "die.wear" : "(\(tree(levels - 1))*\(tree(levels - 1)))"
    }
    #expect(try FormulaExample.value(tree(8)) > 0)
  }
}
