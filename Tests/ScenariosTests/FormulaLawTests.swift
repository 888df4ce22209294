import ScenarioMutations
import Scenarios
import TestDraws
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A random formula of plain numbers, its text and its own way to a value.
indirect enum RandomFormula {
  case number(text: String, value: Double)
  case name(Int)
  case negated(RandomFormula)
  case joined(String, RandomFormula, RandomFormula)
  case raised(RandomFormula, exponent: Int)
  case rooted(RandomFormula, exponent: Double)
  case called(String, RandomFormula)
  case extreme(String, RandomFormula, RandomFormula)
  case chosen(String, RandomFormula, RandomFormula, RandomFormula, RandomFormula)

  static let names = ["a", "b.c", "d_e", "f-g"]

  init(_ random: inout SplitMix, levels: Int) {
    func next() -> RandomFormula { RandomFormula(&random, levels: levels - 1) }
    switch levels == 0 ? random.below(2) : random.below(12) {
    case 0:
      let whole = random.below(200)
      self = .number(text: "\(whole) %", value: Double(whole) / 100)
    case 1: self = .name(random.below(RandomFormula.names.count))
    case 2: self = .negated(next())
    case 3: self = .raised(next(), exponent: random.below(9) - 2)
    case 4: self = .rooted(next(), exponent: random.pick([0.5, 1.5, -0.3]))
    case 5: self = .called(random.pick(["exp", "log"]), next())
    case 6: self = .extreme(random.pick(["min", "max"]), next(), next())
    case 7:
      self = .chosen(random.pick(["<", "<=", ">", ">="]), next(), next(), next(), next())
    default: self = .joined(random.pick(["+", "-", "*", "/"]), next(), next())
    }
  }

  /// How tightly the outermost operation binds: 1 for sums, 2 products, 3 signs, 4 powers, 5 others.
  private var tightness: Int {
    switch self {
    case .joined(let symbol, _, _): symbol == "+" || symbol == "-" ? 1 : 2
    case .negated: 3
    case .raised, .rooted: 4
    case .number, .name, .called, .extreme, .chosen: 5
    }
  }

  private func text(atLeast tightness: Int) -> String {
    self.tightness >= tightness ? text : "(\(text))"
  }

  var text: String {
    switch self {
    case .number(let text, _): text
    case .name(let index): RandomFormula.names[index]
    case .negated(let operand): "-\(operand.text(atLeast: 3))"
    case .joined(let symbol, let left, let right):
      "\(left.text(atLeast: tightness)) \(symbol) \(right.text(atLeast: tightness + 1))"
    case .raised(let base, let exponent): "\(base.text(atLeast: 5)) ^ \(exponent)"
    case .rooted(let base, let exponent): "\(base.text(atLeast: 5)) ^ \(exponent)"
    case .called(let name, let operand): "\(name)(\(operand.text))"
    case .extreme(let name, let left, let right): "\(name)(\(left.text); \(right.text))"
    case .chosen(let symbol, let left, let right, let then, let otherwise):
      "if(\(left.text) \(symbol) \(right.text); \(then.text); \(otherwise.text))"
    }
  }

  func value(_ inputs: [Double]) -> Double {
    switch self {
    case .number(_, let value): return value
    case .name(let index): return inputs[index]
    case .negated(let operand): return -operand.value(inputs)
    case .joined(let symbol, let left, let right):
      let (first, second) = (left.value(inputs), right.value(inputs))
      switch symbol {
      case "+": return first + second
      case "-": return first - second
      case "*": return first * second
      default: return first / second
      }
    case .raised(let base, let exponent):
      return RandomFormula.power(base.value(inputs), exponent)
    case .rooted(let base, let exponent):
      let value = base.value(inputs)
      return exponent == 0.5 ? value.squareRoot() : pow(value, exponent)
    case .called(let name, let operand):
      return name == "exp" ? exp(operand.value(inputs)) : log(operand.value(inputs))
    case .extreme(let name, let left, let right):
      let (first, second) = (left.value(inputs), right.value(inputs))
      if first.isNaN || second.isNaN { return .nan }
      let isFirstBelow = first < second || (first == second && first.sign == .minus)
      return isFirstBelow == (name == "min") ? first : second
    case .chosen(let symbol, let left, let right, let then, let otherwise):
      let (first, second) = (left.value(inputs), right.value(inputs))
      if first.isNaN || second.isNaN { return .nan }
      let holds: Bool
      switch symbol {
      case "<": holds = first < second
      case "<=": holds = first <= second
      case ">": holds = first > second
      default: holds = first >= second
      }
      return holds ? then.value(inputs) : otherwise.value(inputs)
    }
  }

  /// x^(2k) = (x²)^k, x^(2k+1) = x·(x²)^k: as formulas say that they round.
  private static func power(_ base: Double, _ exponent: Int) -> Double {
    if exponent < 0 { return 1 / power(base, -exponent) }
    if exponent == 0 { return 1 }
    if exponent == 1 { return base }
    let rest = power(base * base, exponent / 2)
    return exponent % 2 == 0 ? rest : base * rest
  }
}

@Suite("Laws of formulas")
struct FormulaLawTests {
  @Test("A formula's value has the bits of one worked out along its tree", .tags(.law))
  func sameBits() throws {
    var scope = FormulaScope()
    for name in RandomFormula.names { scope.add(name, .ratio) }
    var random = SplitMix(seed: 7)
    var compared = 0
    var refused = 0
    for _ in 0..<20_000 {
      let tree = RandomFormula(&random, levels: 1 + random.below(6))
      let formula: Formula
      do {
        formula = try Formula(tree.text, scope: scope)
      } catch {
        // Constants that have no finite value, such as log(0 %), are refused.
        let isExpected =
          error.message.contains("no finite value") || error.message.contains("is zero")
        #expect(isExpected, "\(tree.text)\n\(error)")
        refused += 1
        continue
      }
      for _ in 0..<4 {
        let inputs = RandomFormula.names.map { _ in
          random.chance(0.1) ? 0 : (random.fraction() - 0.3) * 4
        }
        let (found, expected) = (formula.value(inputs: inputs.span), tree.value(inputs))
        let isSame = found.bitPattern == expected.bitPattern || (found.isNaN && expected.isNaN)
        #expect(isSame, "\(tree.text) at \(inputs): \(found), not \(expected)")
        if found.isFinite { compared += 1 }
      }
    }
    #expect(compared > 30_000)
    #expect(refused < 5_000)
  }

  @Test("No text whatever stops the program, and every problem lies within its text", .tags(.law))
  func garbage() {
    let pieces = [
      "1", "2.5", ".", "e", "%", " ", "  ", "+", "-", "*", "/", "^", "(", ")", ";", ",", "<", "<=",
      ">", "=", "min", "max(", "exp(", "log(", "if(", "die.wear", "work", "s", "m", "kg", "EUR",
      "/h", "degC", "_", "$", "é", "𝟙", "€", "\u{301}", "\n", "0", "1e9", "1e308", "9", "a-b",
    ]
    var random = SplitMix(seed: 11)
    var sound = 0
    for _ in 0..<50_000 {
      let text = (0..<(1 + random.below(14))).map { _ in random.pick(pieces) }.joined()
      guard let problem = FormulaExample.problem(text) else {
        sound += 1
        continue
      }
      let end = problem.offset + problem.length
      let isWithin = problem.offset >= 0 && problem.length >= 0 && end <= text.unicodeScalars.count
      #expect(isWithin && !problem.message.isEmpty, "\(text) \(problem)")
    }
    // Were no text sound, only the first few steps would have been tried.
    #expect(sound > 500)
  }
}
