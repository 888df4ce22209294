/// A history of demand that is often zero, as sizes of demands and the steps between them.
struct IntermittentDemand {
  let values: [Double]
  /// The demands above zero.
  let sizes: [Double]
  /// Steps from one demand to the next; the first counts from the beginning of the history.
  let intervals: [Double]

  init(_ series: TimeSeries, method: String) throws(ForecastingError) {
    if let place = series.values.firstIndex(where: { $0 < 0 }) {
      throw .negative(
        series: series.name, method: method, place: place, value: series.values[place])
    }
    self.init(series.values)
  }

  init(_ values: [Double]) {
    self.values = values
    var (sizes, intervals) = ([Double](), [Double]())
    sizes.reserveCapacity(values.count)
    intervals.reserveCapacity(values.count)
    var last = -1
    for (place, value) in values.enumerated() where value > 0 {
      sizes.append(value)
      intervals.append(Double(place - last))
      last = place
    }
    (self.sizes, self.intervals) = (sizes, intervals)
  }

  /// Whether there was no demand at all.
  var isSilent: Bool { sizes.isEmpty }

  /// The mean steps between demands; the history's length without any.
  var meanInterval: Double {
    sizes.isEmpty ? Double(values.count) : intervals.reduce(0, +) / Double(sizes.count)
  }

  /// Between which weights smoothing of few demands is sought.
  static let usualWeights = 0.1...0.3
}
