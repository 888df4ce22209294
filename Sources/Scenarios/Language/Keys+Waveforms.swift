/// Fast sensors that take snapshots.
extension KeyTable {
  static let waveform: [Key] = [
    .key(
      "every",
      .either(
        [.words(["part"], noun: "rhythm"), .quantity(.duration)],
        what: "a time such as '1 h', or 'part'"),
      .required(example: "1 h"),
      "time from one snapshot to the next; 'part': one when a part is finished"),
    .key(
      "when", .words(["always", "producing"], noun: "condition"), .value("always"),
      "when snapshots are taken; 'producing': while the machine works on a part"),
    .key(
      "samples", .count(16...4_194_304, example: "a number of samples such as 2560"),
      .required(example: "2560"), "how many samples a snapshot has"),
    .key(
      "sampling_rate", .quantity(.signalFrequency), .required(example: "25.6 kHz"),
      "how many samples are taken in a time"),
    .key(
      "unit", .label("a unit such as 'm/s^2'"),
      .described("the first unit that its amplitudes name"), "the unit of its samples"),
    .key(
      "shaft_speed", .formula(.frequency), .nothing, .live,
      "how fast the shaft turns, such as 50 Hz or 3000 /min; cut to 'highest_speed'"),
    .key(
      "highest_speed", .quantity(.signalFrequency), .described("that of 'shaft_speed'"),
      "the highest speed of the shaft, by which the sampling rate is judged"),
    .key(
      "load", .formula(.anyRatio), .value("100 %"), .live, "the load, as a part of the full one"),
    .key(
      "noise", .quantity(.deviation), "standard deviation of the noise that is always there"),
    .key(
      "noise_lasts", .quantity(.durationOrZero), .value("0 s"),
      "time constant of the noise; 0 s for white noise"),
    .key("bearing", .section(.bearing), .nothing, .live, "a bearing on the shaft"),
    .key("gear", .section(.gear), .nothing, .live, "a gear on the shaft"),
    .key("shaft", .section(.shaft), .nothing, .live, "unbalance, misalignment and looseness"),
    .key("motor", .section(.motor), .nothing, .live, "the current of the motor"),
    .key("cutting", .section(.cutting), .nothing, .live, "the force on a milling tool"),
    .key(
      "features",
      .list(.text("a feature such as 'kurtosis'"), what: "features such as 'rms' and 'kurtosis'"),
      .value("[rms]"),
      "what is made of each snapshot: rms, peak, crest, skewness, kurtosis, band 2 kHz to 5 kHz, envelope, "
        + "envelope outer_race (inner_race, ball, cage), shaft 2, mesh"),
    .key(
      "envelope_band", .range(.frequency),
      .described("a quarter on either side of the bearing's resonance"),
      "the frequencies of which the envelope is taken"),
  ]

  static let bearing: [Key] = [
    .key(
      "rolling_elements", .count(3...1_000, example: "a number such as 9"),
      .required(example: "9"), "how many balls or rollers it has"),
    .key(
      "ball_diameter", .quantity(.size), .required(example: "7.9 mm"),
      "the diameter of a rolling element"),
    .key(
      "pitch_diameter", .quantity(.size), .required(example: "39 mm"),
      "the diameter of the circle of their centres"),
    .key("contact_angle", .quantity(.ratio), .value("0 deg"), "the contact angle"),
    .key(
      "resonance", .quantity(.signalFrequency), .required(example: "3 kHz"),
      "the resonance that impulses excite"),
    .key("damping", .quantity(.ratio), .value("5 %"), "the damping ratio of the resonance"),
    .key(
      "outer_race", .formula(.anyQuantity), .nothing, .live,
      "amplitude of the impulses of a fault of the outer race at full load, such as 20 m/s^2 * spindle.wear^2"
    ),
    .key("inner_race", .formula(.anyQuantity), .nothing, .live, "the same of the inner race"),
    .key("ball", .formula(.anyQuantity), .nothing, .live, "the same of a rolling element"),
    .key("cage", .formula(.anyQuantity), .nothing, .live, "the same of the cage"),
    .key(
      "slip", .quantity(.ratio), .value("1 %"),
      "standard deviation of the intervals between impulses, as a part of their mean"),
  ]

  static let gear: [Key] = [
    .key(
      "teeth", .count(4...100_000, example: "a number such as 23"), .required(example: "23"),
      "how many teeth it has"),
    .key(
      "amplitude", .quantity(.anyQuantity), .required(example: "0.5 m/s^2"),
      "amplitude of the mesh at full load"),
    .key(
      "wear", .formula(.anyRatio), .nothing, .live,
      "how worn all teeth are: at 1 the mesh is half as loud again, and modulated by half"),
    .key(
      "crack", .formula(.anyRatio), .nothing, .live,
      "how bad a crack at the root of one tooth is: at 1 it doubles the mesh once a turn"),
  ]

  static let shaft: [Key] = [
    .key(
      "reference_speed", .quantity(.signalFrequency), .described("'highest_speed'"),
      "the speed for which amplitudes of unbalance are given"),
    .key(
      "residual_unbalance", .quantity(.anyQuantity),
      "amplitude at the shaft's speed that is always there"
    ),
    .key(
      "unbalance", .formula(.anyQuantity), .nothing, .live,
      "amplitude at the shaft's speed, which grows as its square"),
    .key(
      "misalignment", .formula(.anyQuantity), .nothing, .live,
      "amplitude at twice the speed, at full load"),
    .key(
      "looseness", .formula(.anyQuantity), .nothing, .live, "amplitude at half the speed"),
  ]

  static let motor: [Key] = [
    .key(
      "line_frequency", .quantity(.signalFrequency), .value("50 Hz"), "the frequency of the line"),
    .key(
      "current", .quantity(.anyQuantity), .required(example: "12 A"),
      "amplitude of the current at full load"),
    .key("slip", .quantity(.ratio), .value("3 %"), "the slip at full load"),
    .key(
      "broken_bars", .formula(.anyRatio), .nothing, .live,
      "how bad broken rotor bars are: at 1 the lower sideband is 5 % of the current"),
  ]

  static let cutting: [Key] = [
    .key(
      "teeth", .count(1...1_000, example: "a number such as 4"), .required(example: "4"),
      "how many teeth the tool has"),
    .key(
      "force", .quantity(.anyQuantity), .required(example: "900 N"),
      "the greatest force of a sharp tool at full load"),
    .key(
      "engaged", .quantity(.ratio), .value("50 %"),
      "part of the time between teeth during which one is engaged"),
    .key(
      "wear", .formula(.anyRatio), .nothing, .live,
      "how worn the tool is: at 1 it needs half as much force again"),
    .key("runout", .quantity(.ratio), .value("10 %"), "runout of the tool, as a part of the force"),
  ]
}
