import Scenarios

/// From one unit to another: `to = factor · from + offset`.
public struct UnitConversion: Hashable, Sendable {
  /// The unit before.
  public var from: String
  /// The unit after, which the column's header then bears.
  public var to: String
  /// By what a number is multiplied.
  public var factor: Double
  /// What is added then.
  public var offset: Double

  /// Creates a conversion of one's own.
  public init(from: String, to: String, factor: Double, offset: Double = 0) {
    self.from = from
    self.to = to
    self.factor = factor
    self.offset = offset
  }

  /// Looks up a conversion; `nil` where the units are not known, or measure different things.
  public init?(from: String, to: String) {
    for quantity in UnitConversion.quantities {
      guard let one = quantity[from], let other = quantity[to] else { continue }
      // Via the base unit: base = factor · x + offset.
      self.init(
        from: from, to: to, factor: one.factor / other.factor,
        offset: (one.offset - other.offset) / other.factor)
      return
    }
    return nil
  }

  /// A number in the new unit, in 15 digits: 49.1 Nm are 0.0491 kNm, and not 0.049100000000000005.
  public func converted(_ number: Double) -> Double {
    let exact = number * factor + offset
    return Double(ShortNumber.text(exact, digits: 15)) ?? exact
  }

  /// The units that are known.
  public static var known: [String] { quantities.flatMap { $0.keys.sorted() } }

  /// For each quantity its units, in terms of one of them.
  ///
  /// Factors are exact by definition: NIST, *Guide for the Use of the International System of Units*, Special Publication
  /// 811, 2008, appendix B; a mechanical horsepower is 550 ft·lbf/s.
  private static let quantities: [[String: (factor: Double, offset: Double)]] = [
    [
      "degC": (1, 0), "°C": (1, 0), "K": (1, -273.15), "degF": (5.0 / 9, -160.0 / 9),
      "°F": (5.0 / 9, -160.0 / 9),
    ],
    [
      "Pa": (1, 0), "hPa": (100, 0), "kPa": (1e3, 0), "MPa": (1e6, 0), "mbar": (100, 0),
      "bar": (1e5, 0), "psi": (6_894.757293168361, 0),
    ],
    [
      "m": (1, 0), "km": (1e3, 0), "cm": (0.01, 0), "mm": (1e-3, 0), "um": (1e-6, 0),
      "µm": (1e-6, 0), "in": (0.0254, 0), "ft": (0.3048, 0),
    ],
    [
      "s": (1, 0), "ms": (1e-3, 0), "us": (1e-6, 0), "min": (60, 0), "h": (3_600, 0),
      "d": (86_400, 0),
    ],
    ["kg": (1, 0), "g": (1e-3, 0), "mg": (1e-6, 0), "t": (1e3, 0), "lb": (0.45359237, 0)],
    ["N": (1, 0), "kN": (1e3, 0), "lbf": (4.4482216152605, 0)],
    ["Nm": (1, 0), "kNm": (1e3, 0), "lbf·ft": (1.3558179483314004, 0)],
    ["W": (1, 0), "kW": (1e3, 0), "MW": (1e6, 0), "hp": (745.6998715822702, 0)],
    ["J": (1, 0), "kJ": (1e3, 0), "MJ": (1e6, 0), "Wh": (3_600, 0), "kWh": (3.6e6, 0)],
    ["Hz": (1, 0), "kHz": (1e3, 0), "rpm": (1.0 / 60, 0), "1/min": (1.0 / 60, 0)],
    [
      "m/s": (1, 0), "mm/s": (1e-3, 0), "in/s": (0.0254, 0), "km/h": (1 / 3.6, 0),
      "m/min": (1.0 / 60, 0),
    ],
    ["m/s2": (1, 0), "m/s²": (1, 0), "g0": (9.80665, 0)],
    ["l": (1, 0), "ml": (1e-3, 0), "m3": (1e3, 0), "m³": (1e3, 0)],
    ["l/s": (1, 0), "l/min": (1.0 / 60, 0), "m3/h": (1 / 3.6, 0), "m³/h": (1 / 3.6, 0)],
    ["A": (1, 0), "mA": (1e-3, 0)],
    ["V": (1, 0), "mV": (1e-3, 0), "kV": (1e3, 0)],
    ["%": (0.01, 0), "1": (1, 0), "ppm": (1e-6, 0)],
  ]
}
