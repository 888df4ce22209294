/// Numbers as text for people, the same in every locale.
public enum NumberText {
  /// A number with a fixed count of decimals: `1234.50`.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    let scaled = (abs(value) * power).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(decimals)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return decimals == 0 ? sign + padded : sign + whole + "." + padded.suffix(decimals)
  }

  /// How many decimals show the first digit of a half-width, or four digits of a mean without one.
  public static func decimals(mean: Double, halfWidth: Double?) -> Int {
    // What is below this is the rounding of sums.
    let noise = 1e-9 * abs(mean)
    let size: Double
    if let halfWidth, halfWidth > noise {
      size = halfWidth
    } else if abs(mean - mean.rounded()) > noise {
      size = abs(mean) / 1_000
    } else {
      return 0
    }
    var decimals = 0
    var unit = 1.0
    while unit > size, decimals < 9 {
      unit /= 10
      decimals += 1
    }
    return decimals
  }

  /// A number without a half-width, with four digits that count: `0.4123`, `1250`.
  public static func significant(_ value: Double) -> String {
    fixed(value, decimals: decimals(mean: value, halfWidth: nil))
  }

  /// A length of time in its largest whole unit: `26 wk`, `8 h`.
  public static func duration(_ seconds: Double) -> String {
    for (unit, length) in [("wk", 604_800.0), ("d", 86_400), ("h", 3_600), ("min", 60)] {
      let count = seconds / length
      if count >= 1, count == count.rounded() { return fixed(count, decimals: 0) + " " + unit }
    }
    return "\(shortest(seconds)) s"
  }

  /// The fewest digits that give the number back, without a point where it is whole: `27.5`, `20`.
  public static func shortest(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return fixed(value, decimals: 0) }
    return "\(value)"
  }
}
