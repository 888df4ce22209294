/// A unit and the whole power to which it is raised: −2 for `s` in `m/s^2`.
struct UnitFactor: Hashable {
  var unit: Unit
  var power: Int

  /// The largest power that can be written: `m^9`.
  static let largestPower = 9

  /// The units of a text such as `EUR/h`, `/min`, `kN*m`, `m/s^2`.
  ///
  /// `number` is what stands before the text, for a suggestion.
  static func factors(
    of text: String, number: String
  ) throws(QuantityProblem) -> [UnitFactor] {
    guard !text.isEmpty else { return [] }
    var factors: [UnitFactor] = []
    var suggested = ""
    var wrong: String?
    var canSuggest = true
    var word = ""
    var isDivisor = false
    func finish() {
      defer { word = "" }
      if word.isEmpty, factors.isEmpty, wrong == nil, suggested.isEmpty { return }
      if var factor = UnitFactor(word) {
        if isDivisor { factor.power = -factor.power }
        factors.append(factor)
        suggested += word
      } else {
        wrong = wrong ?? word
        if let meant = UnitTable.suggestion(for: word) {
          suggested += meant
        } else {
          canSuggest = false
        }
      }
    }
    for character in text {
      if character == "/" || character == "*" {
        finish()
        isDivisor = character == "/"
        suggested.append(character)
      } else {
        word.append(character)
      }
    }
    finish()
    if let wrong {
      let whole = wrong.isEmpty ? text : wrong
      throw .unknownUnit(whole, suggestion: canSuggest ? "\(number) \(suggested)" : nil)
    }
    return factors
  }

  /// Reads a unit with or without a power: `h`, `m^2`, `s^-1`.
  ///
  /// A percent sign has no powers: `6 %^2` might mean (6 %)² or 6 hundredths of a hundredth.
  private init?(_ word: String) {
    let parts = word.split(separator: "^", maxSplits: 1, omittingEmptySubsequences: false)
    guard let symbol = parts.first, let unit = UnitTable.unit(String(symbol)) else { return nil }
    self.init(unit: unit, power: 1)
    guard parts.count == 2 else { return }
    guard unit != UnitTable.percent, let power = UnitFactor.power(parts[1]) else { return nil }
    self.power = power
  }

  /// The power that a text gives: a digit from 1, with a minus sign or without.
  static func power(_ text: some StringProtocol) -> Int? {
    guard text.first != "+", let power = Int(text), power != 0, abs(power) <= largestPower,
      text.utf8.count <= 2
    else { return nil }
    return power
  }

  init(unit: Unit, power: Int) {
    self.unit = unit
    self.power = power
  }
}
