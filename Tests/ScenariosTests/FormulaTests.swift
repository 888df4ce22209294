import FactoryModel
import Scenarios
import TestSupport
import Testing

/// The names that the tests of formulas use, with a value for each.
enum FormulaExample {
  static let names: [(name: String, dimension: Dimension, value: Double)] = [
    ("die.wear", .ratio, 0.5), ("lot.moisture", .ratio, 0.06),
    ("stroke_rate", Dimension(time: -1), 0.5), ("work", .time, 20),
    ("ambient.temperature", Dimension(temperature: 1), 293.15),
    ("press-2.wear", .ratio, 0.25), ("t", .time, 7), ("min", .ratio, 3), ("$die_age", .time, 360),
  ]

  static var scope: FormulaScope {
    var scope = FormulaScope()
    for (name, dimension, _) in names { scope.add(name, dimension) }
    return scope
  }

  static func value(_ text: String) throws -> Double {
    let formula = try Formula(text, scope: scope)
    let inputs = names.map(\.value)
    return formula.value(inputs: inputs.span)
  }

  static func problem(_ text: String) -> FormulaProblem? {
    do {
      _ = try Formula(text, scope: scope)
      return nil
    } catch {
      return error
    }
  }
}

@Suite("Formulas")
struct FormulaTests {
  /// Texts and their values: whole decimals are what the literal says, to the bit.
  static let valueCases: [(text: String, expected: Double)] = [
    ("1 % + 6 % * die.wear^2", 0.025),
    ("(11 / stroke_rate)", 22),
    ("2 + 3 * 4", 14),
    ("2 * 3 + 4", 10),
    ("10 - 4 - 3", 3),
    ("24 / 4 / 3", 2),
    ("2^3^2", 512),
    ("(2^3)^2", 64),
    ("-2^2", -4),
    ("2^-1", 0.5),
    ("--3", 3),
    ("2 * -3", -6),
    ("-die.wear + 1", 0.5),
    ("min(3; 1; 2)", 1),
    ("max(3; die.wear)", 3),
    ("exp(0)", 1),
    ("log(1)", 0),
    ("if(die.wear < 0.4; 1 s; 2 s)", 2),
    ("if(die.wear >= 0.5; 1 s; 2 s)", 1),
    ("if(work <= 20 s; work; 0 s)", 20),
    ("if(1 > 2; 3; 4)", 4),
    ("9 ^ 0.5", 3),
    ("30 /min", 0.5),
    ("30/min", 0.5),
    ("60 / work", 3),
    ("60 /work", 3),
    ("1.6 mm*min", 0.096),
    ("18 N*m", 18),
    ("9.81 m/s^2", 9.81),
    ("2 m^2", 2),
    ("2 cm^2", 0.0002),
    ("(3 cm)^2", 0.0009),
    ("12 EUR/h", 0.0033333333333333335),
    ("18 %/yr", 5.7077625570776255e-09),
    ("4 h * 2", 28800),
    ("4 h*2", 28800),
    ("4 h*die.wear", 7200),
    ("6 %*die.wear", 0.03),
    ("2 m*min(3; 4)", 6),
    ("2 s*min", 120),
    ("30 min-5 s", 1795),
    ("press-2.wear * 4", 1),
    ("2 * t", 14),
    ("2 /t", 0.002),
    ("min(min; 2)", 2),
    ("$die_age / 1 h", 0.1),
    ("860 degC", 1133.15),
    ("-20 degC", 253.15),
    ("ambient.temperature - 20 degC", 0),
    ("20 degC + 5 K", 298.15),
    ("1e3 * 1.5e-3", 1.5),
    (".5", 0.5),
    ("1000 ppm", 0.001),
    ("3000 rpm", 50),
    ("5 l", 0.005),
    ("(4 m^2)^0.5", 2),
    ("\t7 \n", 7),
    ("2 kV * 3 A", 6000),
  ]

  @Test(
    "A formula has the value that is worked out by hand", .tags(.exact), arguments: valueCases)
  func values(text: String, expected: Double) throws {
    #expect(try FormulaExample.value(text) == expected)
  }

  static let dimensionCases: [(text: String, name: String)] = [
    ("work / (30 /min)", "a quantity in s^2"), ("5 EUR/kg * 3 g", "an amount of money"),
    ("work * 38 EUR/h", "an amount of money"), ("2 m / (1 s)^2", "an acceleration"),
    ("18 N*m", "an energy or a torque"), ("2 kN / 4 mm^2", "a pressure"),
    ("2 V * 3 A", "a power"),
    ("4 m^2", "an area"), ("0.19 EUR/kWh", "money per energy"),
    ("3 K/min", "a temperature per time"),
    ("work * 0 + t", "a time"), ("2 kg/m^3", "a density"), ("5 l", "a volume"),
    ("30 s/part", "a time per part"),
    ("1 EUR*kg/K^2", "a quantity in money*kg/K^2"),
  ]

  @Test("What a formula measures follows from its units", .tags(.exact), arguments: dimensionCases)
  func dimensions(text: String, name: String) throws {
    #expect(try Formula(text, scope: FormulaExample.scope).dimension.name == name)
  }

  @Test(
    "A formula says which names it uses, its currency and whether it is constant", .tags(.exact))
  func facts() throws {
    let scope = FormulaExample.scope
    let cost = try Formula("work * 38 EUR/h + t * 2 EUR/h - work * 1 EUR/h", scope: scope)
    #expect(cost.inputs == ["work", "t"])
    #expect(cost.currency == "EUR")
    #expect(cost.constant == nil)
    let constant = try Formula("2 * (3 s + 4 s)", scope: scope)
    #expect(constant.inputs == [])
    #expect(constant.currency == nil)
    #expect(constant.constant == 14)
    #expect(try Formula("2 * 3", scope: scope) == Formula("2 * 3", scope: scope))
  }

  @Test("A quantity may have powers and degrees Celsius", .tags(.exact))
  func quantities() throws {
    #expect(try Quantity.parse("9.81 m/s^2").value == 9.81)
    #expect(try Quantity.parse("9.81 m/s^2").dimension == Dimension(time: -2, length: 1))
    #expect(try Quantity.parse("2 cm^3").value == 2.0 / 1_000_000)
    #expect(try Quantity.parse("4 s^-1").dimension == Dimension(time: -1))
    #expect(try Quantity.parse("860 degC").value == 1_133.15)
    #expect(try Quantity.parse("-40 degC").value == 233.15)
    #expect(throws: QuantityProblem.scaleInCompound("degC")) { try Quantity.parse("5 J/degC") }
    #expect(throws: QuantityProblem.scaleInCompound("degC")) { try Quantity.parse("5 degC^2") }
    for text in ["5 %^2", "5 m^", "5 m^0", "5 m^10", "5 m^1.5", "5 m^+2", "5 m^^2"] {
      #expect(throws: QuantityProblem.self, "\(text)") { try Quantity.parse(text) }
    }
  }
}
