/// A unit as it is written in a scenario, and what it is in SI units.
struct Unit: Hashable {
  /// What is written.
  var symbol: String
  var dimension: Dimension
  /// A quantity in SI units is its number · `numerator` / `denominator`.
  ///
  /// Two whole numbers rather than one factor, so that `7 %` is the number nearest to 0.07.
  var numerator: Double = 1
  var denominator: Double = 1
  /// Where the scale begins, in hundredths of the SI unit: 273.15 K for degrees Celsius.
  ///
  /// A unit whose scale begins elsewhere than at zero stands alone with its number.
  var zeroInHundredths: Double = 0
}

/// Every unit of the language, and what people write instead.
enum UnitTable {
  static let second = Unit(symbol: "s", dimension: .time)
  static let minute = Unit(symbol: "min", dimension: .time, numerator: 60)
  static let hour = Unit(symbol: "h", dimension: .time, numerator: 3_600)
  static let day = Unit(symbol: "d", dimension: .time, numerator: 86_400)
  static let week = Unit(symbol: "wk", dimension: .time, numerator: 604_800)
  /// 365 days: a scenario knows no leap years.
  static let year = Unit(symbol: "yr", dimension: .time, numerator: 31_536_000)
  static let percent = Unit(symbol: "%", dimension: .ratio, denominator: 100)

  private static let length = Dimension(length: 1)
  private static let mass = Dimension(mass: 1)
  private static let force = Dimension(time: -2, length: 1, mass: 1)
  private static let energy = Dimension(time: -2, length: 2, mass: 1)
  private static let power = Dimension(time: -3, length: 2, mass: 1)
  private static let pressure = Dimension(time: -2, length: -1, mass: 1)
  private static let volume = Dimension(length: 3)
  private static let rate = Dimension(time: -1)
  private static let temperature = Dimension(temperature: 1)
  private static let current = Dimension(current: 1)
  private static let voltage = Dimension(time: -3, length: 2, mass: 1, current: -1)

  /// All units but currencies.
  static let all: [Unit] = [
    second, minute, hour, day, week, year, percent,
    Unit(symbol: "ms", dimension: .time, denominator: 1_000),
    Unit(symbol: "part", dimension: .count), Unit(symbol: "parts", dimension: .count),
    Unit(symbol: "piece", dimension: .count), Unit(symbol: "pieces", dimension: .count),
    Unit(symbol: "lot", dimension: .count), Unit(symbol: "lots", dimension: .count),
    Unit(symbol: "batch", dimension: .count), Unit(symbol: "batches", dimension: .count),
    Unit(symbol: "kg", dimension: mass), Unit(symbol: "g", dimension: mass, denominator: 1_000),
    Unit(symbol: "t", dimension: mass, numerator: 1_000),
    Unit(symbol: "m", dimension: length),
    Unit(symbol: "mm", dimension: length, denominator: 1_000),
    Unit(symbol: "cm", dimension: length, denominator: 100),
    Unit(symbol: "um", dimension: length, denominator: 1_000_000),
    Unit(symbol: "km", dimension: length, numerator: 1_000),
    Unit(symbol: "K", dimension: temperature),
    Unit(symbol: "degC", dimension: temperature, zeroInHundredths: 27_315),
    Unit(symbol: "N", dimension: force), Unit(symbol: "kN", dimension: force, numerator: 1_000),
    Unit(symbol: "J", dimension: energy), Unit(symbol: "kJ", dimension: energy, numerator: 1_000),
    Unit(symbol: "MJ", dimension: energy, numerator: 1_000_000),
    Unit(symbol: "Wh", dimension: energy, numerator: 3_600),
    Unit(symbol: "kWh", dimension: energy, numerator: 3_600_000),
    Unit(symbol: "MWh", dimension: energy, numerator: 3_600_000_000),
    Unit(symbol: "W", dimension: power), Unit(symbol: "kW", dimension: power, numerator: 1_000),
    Unit(symbol: "MW", dimension: power, numerator: 1_000_000),
    Unit(symbol: "Pa", dimension: pressure),
    Unit(symbol: "kPa", dimension: pressure, numerator: 1_000),
    Unit(symbol: "MPa", dimension: pressure, numerator: 1_000_000),
    Unit(symbol: "GPa", dimension: pressure, numerator: 1_000_000_000),
    Unit(symbol: "bar", dimension: pressure, numerator: 100_000),
    Unit(symbol: "mbar", dimension: pressure, numerator: 100),
    Unit(symbol: "l", dimension: volume, denominator: 1_000),
    Unit(symbol: "ml", dimension: volume, denominator: 1_000_000),
    Unit(symbol: "deg", dimension: .ratio, numerator: .pi, denominator: 180),
    Unit(symbol: "ppm", dimension: .ratio, denominator: 1_000_000),
    Unit(symbol: "Hz", dimension: rate), Unit(symbol: "kHz", dimension: rate, numerator: 1_000),
    Unit(symbol: "rpm", dimension: rate, denominator: 60),
    Unit(symbol: "A", dimension: current),
    Unit(symbol: "mA", dimension: current, denominator: 1_000),
    Unit(symbol: "V", dimension: voltage),
    Unit(symbol: "mV", dimension: voltage, denominator: 1_000),
    Unit(symbol: "kV", dimension: voltage, numerator: 1_000),
  ]

  private static let bySymbol = Dictionary(uniqueKeysWithValues: all.map { ($0.symbol, $0) })

  /// The unit that is written so; or the code of a currency.
  static func unit(_ symbol: String) -> Unit? {
    bySymbol[symbol] ?? (isCurrency(symbol) ? Unit(symbol: symbol, dimension: .money) : nil)
  }

  /// Whether a word is the ISO 4217 code of a currency.
  static func isCurrency(_ word: String) -> Bool {
    word.utf8.count == 3 && currencySet.contains(word)
  }

  /// The unit that was probably meant by a word that is none.
  static func suggestion(for word: String) -> String? {
    let lower = word.lowercased()
    if let meant = synonyms[lower] { return meant }
    if let other = all.first(where: { $0.symbol.lowercased() == lower }) { return other.symbol }
    if isCurrency(word.uppercased()) { return word.uppercased() }
    guard word.count > 2 else { return nil }
    return NearestName.of(word, among: all.map(\.symbol).filter { $0.count > 2 })
  }

  private static let synonyms: [String: String] = [
    "sec": "s", "secs": "s", "second": "s", "seconds": "s", "msec": "ms", "millisecond": "ms",
    "milliseconds": "ms", "mins": "min", "minute": "min", "minutes": "min", "mn": "min",
    "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "std": "h", "day": "d", "days": "d",
    "tag": "d", "tage": "d", "w": "wk", "wks": "wk", "week": "wk", "weeks": "wk", "y": "yr",
    "yrs": "yr", "year": "yr", "years": "yr", "a": "yr", "pct": "%", "percent": "%",
    "pc": "piece", "pcs": "pieces", "ea": "piece", "unit": "part", "units": "parts",
    "euro": "EUR", "euros": "EUR", "€": "EUR", "$": "USD", "dollar": "USD", "dollars": "USD",
    "£": "GBP", "kgs": "kg", "kilo": "kg", "ton": "t", "tons": "t", "tonne": "t", "tonnes": "t",
    "meter": "m", "metre": "m", "meters": "m", "metres": "m", "kilowatt": "kW", "watt": "W",
    "watts": "W", "nm": "N*m", "knm": "kN*m", "m2": "m^2", "m3": "m^3", "mm2": "mm^2",
    "mm3": "mm^3", "cm2": "cm^2", "cm3": "cm^3", "m²": "m^2", "m³": "m^3", "liter": "l",
    "litre": "l", "liters": "l", "litres": "l", "\u{b0}c": "degC", "celsius": "degC", "kelvin": "K",
    "µm": "um", "μm": "um", "micron": "um", "microns": "um", "hertz": "Hz",
  ]
}
