import Experiments
import JSONDocuments
import Optimization

/// The samples of two factors that are known better together than each alone.
enum PairChart {
  /// Into how many parts each range is divided.
  static let parts = 40

  /// The chart: a field for each part of both ranges, the darker the more samples lie in it.
  ///
  /// - Parameters:
  ///   - axes: The factors, across and up.
  ///   - samples: Their coordinates.
  /// - Returns: The specification.
  static func specification(_ axes: (FactorAxis, FactorAxis), _ samples: [(Double, Double)])
    -> JSONValue
  {
    let counts = [axes.0, axes.1].map { axis in
      min(parts, axis.factor.dimension.levelCount ?? parts)
    }
    var fields = [[Int]](repeating: Array(repeating: 0, count: counts[0]), count: counts[1])
    for (first, second) in samples {
      let place = zip([first, second], counts).map { coordinate, count in
        min(count - 1, max(0, Int(coordinate * Double(count))))
      }
      fields[place[1]][place[0]] += 1
    }
    var values: [JSONValue] = []
    for (row, line) in fields.enumerated() {
      for (column, count) in line.enumerated() where count > 0 {
        let (width, height) = (1 / Double(counts[0]), 1 / Double(counts[1]))
        values.append([
          "x": VegaParts.short(Double(column) * width),
          "x2": VegaParts.short(Double(column + 1) * width),
          "y": VegaParts.short(Double(row) * height),
          "y2": VegaParts.short(Double(row + 1) * height),
          "share": VegaParts.short(Double(count) / Double(samples.count)),
        ])
      }
    }
    return VegaParts.chart(
      height: 240,
      [
        .init("data", ["values": .list(values)]),
        .init("mark", ["type": "rect", "color": VegaParts.accent]),
        .init(
          "encoding",
          [
            "x": axes.0.encoding("x"), "x2": ["field": "x2"], "y": axes.1.encoding("y"),
            "y2": ["field": "y2"],
            "opacity": [
              "field": "share", "type": "quantitative", "legend": nil,
              "scale": ["range": [0.12, 1], "domainMin": 0],
            ],
            "tooltip": [
              ["field": "share", "type": "quantitative", "title": "chance", "format": ".1%"]
            ],
          ]),
      ])
  }
}
