import FactoryModel

/// The unit in which a sensor shows its readings: the one that was written first.
enum SensorUnit {
  /// The scale of a sensor's section.
  static func scale(of section: TreeSection) -> ShownScale {
    if let unit = section["unit"]?.text, let scale = scale(named: unit) { return scale }
    let node = section["rms"] ?? section["mean"]
    let dimension = node?.value?.dimension ?? .ratio
    for text in [node?.text, section["resolution"]?.text, section["noise"]?.text] {
      if let scale = firstScale(in: text ?? "", dimension) { return scale }
    }
    return standardScale(dimension)
  }

  /// The scale of the first number in a text that measures that.
  static func scale(of text: String, _ dimension: Dimension) -> ShownScale {
    firstScale(in: text, dimension) ?? standardScale(dimension)
  }

  private static func standardScale(_ dimension: Dimension) -> ShownScale {
    dimension == .ratio
      ? ShownScale() : scale(named: dimension.unit) ?? ShownScale(name: dimension.unit)
  }

  /// The scale of a unit; `nil` for no unit.
  static func scale(named unit: String) -> ShownScale? {
    guard let one = try? Quantity.parse("1 " + unit), let zero = try? Quantity.parse("0 " + unit)
    else { return nil }
    return ShownScale(name: unit, size: one.value - zero.value, zero: zero.value)
  }

  /// What a sensor reads.
  static func dimension(of section: TreeSection) -> Dimension? {
    (section["rms"] ?? section["mean"])?.value?.dimension
  }

  /// What a unit measures.
  static func dimension(of unit: String) -> Dimension? {
    (try? Quantity.parse("1 " + unit))?.dimension
  }

  /// The unit of the first number in a formula that measures what the formula does.
  private static func firstScale(in text: String, _ dimension: Dimension) -> ShownScale? {
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let end = Quantity.endOfNumber(scalars, from: index)
      guard end > index else {
        index = scalars.index(after: index)
        continue
      }
      // The longest text behind the number that is a unit: `mm/s` of `1.2 mm/s * (1 + …)`.
      let rest = text[end...].prefix { !"()+,;".contains($0) }
      var words = rest.split(separator: " ").map(String.init)
      while !words.isEmpty {
        let unit = words.joined(separator: " ")
        if unit.last?.isLetter == true || unit.last == "%" || unit.last?.isNumber == true,
          let scale = scale(named: unit), self.dimension(of: unit) == dimension
        {
          return scale
        }
        words.removeLast()
      }
      index = end
    }
    return nil
  }
}
