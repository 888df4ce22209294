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
  ]
}
