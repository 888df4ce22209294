/// Splits a formula into numbers with units, names and symbols.
///
/// After a number a word is a unit, elsewhere it is a name. Within a unit `*`, `/` and `^` stand
/// between unit symbols without blanks: `2 kN*m` is one number, `2 kN * m` a product.
struct FormulaLexer {
  let scalars: [Unicode.Scalar]
  let scope: FormulaScope
  private var position = 0

  init(_ text: String, scope: FormulaScope) {
    scalars = Array(text.unicodeScalars)
    self.scope = scope
  }

  /// All tokens, the end last.
  mutating func tokens() throws(FormulaProblem) -> [FormulaToken] {
    var tokens: [FormulaToken] = []
    while true {
      let token = try next()
      tokens.append(token)
      if token.content == .end { return tokens }
      // A name right behind `*` or `/` right behind a unit may be a unit that does not exist.
      guard case .literal(let literal) = token.content, !literal.factors.isEmpty,
        let symbol = at(position), symbol == "*" || symbol == "/",
        let start = at(position + 1), FormulaLexer.beginsName(start)
      else { continue }
      tokens.append(try next())
      let name = self.name(from: position)
      position = name.upperBound
      tokens.append(
        FormulaToken(content: .name(text(name), followsUnit: true), range: name))
    }
  }

  private mutating func next() throws(FormulaProblem) -> FormulaToken {
    position = afterBlanks(position)
    let start = position
    guard let scalar = at(start) else {
      return FormulaToken(content: .end, range: start..<start)
    }
    if FormulaLexer.isDigit(scalar)
      || (scalar == "." && at(start + 1).map(FormulaLexer.isDigit) == true)
    {
      let literal = try self.literal()
      return FormulaToken(content: .literal(literal), range: start..<position)
    }
    if FormulaLexer.beginsName(scalar) {
      let range = name(from: start)
      position = range.upperBound
      return FormulaToken(content: .name(text(range), followsUnit: false), range: range)
    }
    let pair = at(start + 1).map { String(Character(scalar)) + String(Character($0)) } ?? ""
    if pair == "**" { throw FormulaProblem(start..<start + 2, "'**' is not known; write '^'") }
    if let symbol = FormulaToken.Symbol(rawValue: pair) {
      position += 2
      return FormulaToken(content: .symbol(symbol), range: start..<position)
    }
    if let symbol = FormulaToken.Symbol(rawValue: String(Character(scalar))) {
      position += 1
      return FormulaToken(content: .symbol(symbol), range: start..<position)
    }
    throw FormulaProblem(start..<start + 1, message(unexpected: scalar))
  }

  private func message(unexpected scalar: Unicode.Scalar) -> String {
    let read = quoted(String(Character(scalar)))
    switch scalar {
    case ",": return "',' ends a value in a scenario; separate arguments by ';'"
    case "·", "×", "•": return "\(read) is not known; write '*'"
    case "÷", ":": return "\(read) is not known; write '/'"
    case "−", "–": return "\(read) is not known; write the minus sign '-'"
    case "=", "≤", "≥", "!", "&", "|":
      return "\(read) is not known; a comparison is one of < <= > >="
    case "[", "]", "{", "}": return "\(read) is not known; write '(' and ')'"
    case "%": return "'%' has no number before it; write such as '5 %'"
    default: return "\(read) means nothing in a formula"
    }
  }

  // MARK: - Numbers

  private mutating func literal() throws(FormulaProblem) -> FormulaLiteral {
    let start = position
    position = Quantity.endOfNumber(scalars, from: start)
    if at(position) == ",", let digit = at(position + 1), FormulaLexer.isDigit(digit) {
      throw FormulaProblem(
        position..<position + 1,
        "a comma ends a value in a scenario; write a decimal point, or ';' between arguments")
    }
    guard let number = Double(text(start..<position)) else {
      throw FormulaProblem(start..<position, "\(quoted(text(start..<position))) is not a number")
    }
    let factors = try units(numberFrom: start)
    do throws(QuantityProblem) {
      guard number.isFinite else { throw QuantityProblem.tooLarge }
      let quantity = try Quantity(number, in: factors)
      return FormulaLiteral(number: number, factors: factors, quantity: quantity)
    } catch {
      throw FormulaProblem(
        start..<position, error.message(about: text(start..<position)))
    }
  }

  /// The units that follow the number, which ends at the position.
  private mutating func units(numberFrom start: Int) throws(FormulaProblem) -> [UnitFactor] {
    let numberEnd = position
    var factors: [UnitFactor] = []
    var next = afterBlanks(position)
    guard let first = at(next) else { return [] }
    if first != "/" {
      guard FormulaLexer.isInUnit(first), !FormulaLexer.isDigit(first) else { return [] }
      let word = unitWord(from: next)
      if isFunction(word) { return [] }
      guard let unit = UnitTable.unit(text(word)) else {
        throw unknownUnit(word, number: start..<numberEnd)
      }
      position = word.upperBound
      factors.append(UnitFactor(unit: unit, power: try power(of: unit, from: start)))
      next = position
    }
    while let symbol = at(next), symbol == "*" || symbol == "/" {
      let word = unitWord(from: next + 1)
      guard !word.isEmpty, !isFunction(word), let unit = UnitTable.unit(text(word)) else { break }
      position = word.upperBound
      let power = try power(of: unit, from: start)
      factors.append(UnitFactor(unit: unit, power: symbol == "/" ? -power : power))
      next = position
    }
    return factors
  }

  /// The power of the unit that ends at the position; `from` is where its number begins.
  private mutating func power(of unit: Unit, from start: Int) throws(FormulaProblem) -> Int {
    guard at(position) == "^" else { return 1 }
    var end = position + 1
    if at(end) == "-" { end += 1 }
    while let scalar = at(end), FormulaLexer.isDigit(scalar) || scalar == "." { end += 1 }
    guard unit != UnitTable.percent, let power = UnitFactor.power(text(position + 1..<end)) else {
      let read = text(start..<position)
      throw FormulaProblem(
        start..<end,
        "the power of a unit is a whole number from 1 to 9; to raise the whole, write '(\(read))^…'"
      )
    }
    position = end
    return power
  }

  private func unknownUnit(_ word: Range<Int>, number: Range<Int>) -> FormulaProblem {
    let digits = text(number)
    for range in [name(from: word.lowerBound), word] where scope[text(range)] != nil {
      return FormulaProblem(
        range,
        "an operator is missing before \(quoted(text(range))); write '\(digits) * \(text(range))'")
    }
    let hint = UnitTable.suggestion(for: text(word)).map { "; did you mean '\(digits) \($0)'?" }
    return FormulaProblem(word, "there is no unit \(quoted(text(word)))\(hint ?? "")")
  }

  // MARK: - Words

  private func unitWord(from start: Int) -> Range<Int> {
    if at(start) == "%" { return start..<start + 1 }
    var end = start
    while let scalar = at(end), FormulaLexer.isInUnit(scalar), scalar != "%" { end += 1 }
    return start..<end
  }

  /// Whether a word is followed by an opening parenthesis: `min` in `2 m*min(a; b)`.
  private func isFunction(_ word: Range<Int>) -> Bool { at(word.upperBound) == "(" }

  private func name(from start: Int) -> Range<Int> {
    var end = start + 1
    while let scalar = at(end) {
      if FormulaLexer.isInName(scalar) {
        end += 1
      } else if scalar == "-" || scalar == ".", let next = at(end + 1), FormulaLexer.isInName(next)
      {
        end += 2
      } else {
        break
      }
    }
    return start..<min(end, scalars.count)
  }

  private func at(_ index: Int) -> Unicode.Scalar? {
    index < scalars.count ? scalars[index] : nil
  }

  private func afterBlanks(_ start: Int) -> Int {
    var index = start
    while let scalar = at(index), scalar.properties.isWhitespace { index += 1 }
    return index
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9") ~= scalar }

  static func beginsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "$" || scalar.isLetter
  }

  private static func isInName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.isLetter || isDigit(scalar)
  }

  /// Whether a scalar may be part of a unit's symbol, or of what people write for one.
  private static func isInUnit(_ scalar: Unicode.Scalar) -> Bool {
    isInName(scalar) || "%€$£¥°µ²³".unicodeScalars.contains(scalar)
  }
}

extension QuantityProblem {
  /// The problem in words, for a literal in a formula.
  fileprivate func message(about text: String) -> String {
    switch self {
    case .scaleInCompound(let unit):
      "\(quoted(text)) joins '\(unit)' with other units; write 'K' instead"
    case .tooLarge, .noNumber, .decimalComma, .unknownUnit:
      "\(quoted(text)) is too large a number"
    }
  }
}
