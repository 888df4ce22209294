/// Measured characteristics, the gauges that read them, and control charts of the readings.
extension KeyTable {
  static let characteristic: [Key] = [
    .key(
      "value", .distribution(.anyQuantity), .required(example: "normal mean 60 sd 0.6"), .live,
      "the value that a part gets, drawn anew whenever the operation is done"),
    .key(
      "limits", .range(.anyQuantity),
      "a part with a value outside these has a defect that is called as the characteristic"),
    .key("target", .quantity(.anyQuantity), "the value that is wanted, for Cpm"),
  ]

  static let gauge: [Key] = [
    .key(
      "error", .formula(.deviation), .required(example: "0.2"), .live,
      "standard deviation of the gauge's error, which is normal and drawn for each reading"),
    .key(
      "limits", .range(.anyQuantity), .described("the characteristic's"),
      "a part with a reading outside these is rejected"),
    .key("chart", .section(.controlChart), "control chart of the readings, live in the run"),
  ]

  static let controlChart: [Key] = [
    .key(
      "shewhart", .quantity(.deviations),
      "Shewhart chart: a point so many standard deviations from the mean is an alarm"),
    .key("cusum", .section(.cusum), "chart of two cumulative sums"),
    .key("ewma", .section(.ewma), "chart of an exponentially weighted moving average"),
    .key(
      "mean", .quantity(.anyQuantity), .described("that of the characteristic's value"),
      "mean of the readings while nothing is wrong"),
    .key(
      "sd", .quantity(.positiveDeviation),
      .described("that of the characteristic's value and the gauge's error"),
      "standard deviation of one reading while nothing is wrong"),
    .key(
      "sample", .count(1...1_000_000, example: "a number of parts such as 5"), .value("1"),
      "readings in a row whose mean is a point of the chart"),
    .key(
      "on_alarm", .words(["count", "stop"], noun: "response"), .value("count"),
      "whether an alarm is only counted, or also lets unnoticed failures at the station that gave the "
        + "value be noticed; the chart begins anew either way"),
  ]

  static let cusum: [Key] = [
    .key(
      "allowance", .quantity(.deviationsOrZero), .value("0.5"),
      "half of the shift that is to be found quickly (k), in standard deviations of a point"),
    .key(
      "limit", .quantity(.deviations), .required(example: "5"),
      "a sum above it is an alarm (h), in standard deviations of a point"),
    .key(
      "head_start", .quantity(.deviationsOrZero), .value("0"),
      "where both sums begin, in standard deviations of a point; at most the limit"),
  ]

  static let ewma: [Key] = [
    .key(
      "weight", .quantity(.share), .required(example: "0.2"), "weight of the newest point, above 0"),
    .key(
      "limit", .quantity(.deviations), .required(example: "2.86"),
      "an average so many of its standard deviations from the mean is an alarm (L)"),
    .key(
      "exact_limits", .truth, .value("false"),
      "whether the limits begin narrow, as the average's standard deviation does"),
  ]
}
