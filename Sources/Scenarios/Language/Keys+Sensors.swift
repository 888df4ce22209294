import SensorSignals

/// Sensors: what machines tell of themselves.
extension KeyTable {
  static let sensor: [Key] = [
    .key(
      "mean", .formula(.anyQuantity), .nothing, .live, "what it reads on the average"),
    .key(
      "rms", .formula(.anyQuantity), .nothing, .live,
      "root mean square of what it reads, for vibrations; never below zero"),
    .key(
      "noise", .formula(.anyQuantity), .nothing, .live,
      "standard deviation of what chance adds"),
    .key(
      "noise_lasts", .quantity(.durationOrZero), .value("0 s"),
      "time constant of what chance adds; 0 s where one reading knows nothing of the last"),
    .key(
      "offset_sd", .quantity(.anyQuantity),
      "standard deviation of a constant by which the sensor of each machine is off"),
    .key(
      "drift", .quantity(.anyQuantity), .nothing, .live,
      "what its readings gain per time, by ageing"),
    .key(
      "every",
      .either(
        [.words(["part"], noun: "rhythm"), .quantity(.duration)],
        what: "a time such as '1 min', or 'part'"),
      .required(example: "1 min"),
      "time from one reading to the next; 'part': one when a part is finished"),
    .key(
      "range", .range(.anyQuantity), "the least and the greatest value that it shows"),
    .key("resolution", .quantity(.anyQuantity), "values are whole multiples of it"),
    .key(
      "lag", .quantity(.durationOrZero), .value("0 s"), "time constant with which it follows"),
    .key(
      "unit", .label("a unit such as 'mm/s'"), .described("the first unit that its formula names"),
      "the unit in which its readings are shown"),
    .key(
      "features",
      .list(
        .text("a feature such as 'mean 60'"), what: "features such as 'mean 60' and 'slope 8 h'"),
      "what is made of its readings since the component that it tells of was replaced: last, mean 60 (readings) "
        + "or mean 1 h, deviation, slope, least, greatest, exponential_mean 2 h, above_baseline 60 of 1440, "
        + "baseline_score 60 of 1440, count, missing, age, silence"),
    .key(
      "faults",
      .names(nil, .section(.sensorFault), what: "faults, each a name with when it comes"),
      "what goes wrong with it, again and again, and is told in datasets"),
  ]

  static let sensorFault: [Key] = [
    .key(
      "kind", .words(SensorFaultKind.allCases.map(\.rawValue), noun: "kind of fault"),
      .described("its name"), "what is wrong"),
    .key(
      "after", .distribution(.durationOrZero), .value("0 s"),
      "time until it comes, from the start or the end of the last one"),
    .key(
      "lasts", .distribution(.durationOrZero), .described("it does not end"), "how long it lasts"),
    .key(
      "rate", .quantity(.anyQuantity),
      "how fast readings run away, for a drift, or the clock, for a clock_skew, such as 20 s/d"),
    .key("by", .quantity(.anyQuantity), "by how much readings are off, for an offset and spikes"),
    .key(
      "factor", .quantity(.ratio), "how much greater the noise is, for a noise_burst, such as 5"),
    .key(
      "chance", .quantity(.probability), .value("100 %"),
      "chance that it acts on a reading, for spikes, drop_out, missing_rows, duplicated and late"),
    .key("delay", .quantity(.durationOrZero), "how late rows come, for late"),
    .key("with", .label("a sensor's name"), "the other sensor, for swapped_tags"),
  ]
}
