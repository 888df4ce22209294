import FactoryModel
import RandomVariates
import Scenarios
import Testing

@Suite("Reading")
struct ReadingTests {
  private func factory(_ text: String) throws -> Factory {
    try ScenarioReader.read(text: text, name: "line.yaml").factory
  }

  /// The time of the operation `blank` where its station's time is written so.
  private func time(_ written: String) throws -> Distribution {
    let text = BracketLine.text(
      replacing: "normal mean 17 s sd 2 s at_least 12 s", by: written)
    return try factory(text).products[0].route[0].time
  }

  @Test("A line becomes the factory that it describes")
  func wholeLine() throws {
    let factory = try factory(BracketLine.text)
    #expect(factory.name == "Bracket line")
    #expect(factory.start == PlantTime(year: 2026, month: 1, day: 5, hour: 6))
    #expect(factory.warmUp == 14 * 86_400)
    #expect(factory.horizon == 182 * 86_400)
    #expect(factory.defects == ["burr"])
    #expect(factory.products[0].name == "bracket")
    #expect(factory.products[0].release == .keep(parts: 60))
    #expect(factory.products[0].route.map(\.name) == ["blank", "press", "deburr", "inspect"])
    #expect(factory.products[0].route.map(\.station) == [0, 1, 2, 3])
    #expect(factory.products[0].route[1].makes == [DefectChance(defect: 0, probability: 0.01)])
    #expect(factory.products[0].route[1].idealTime == 22)
    #expect(factory.products[0].route[2].idealTime == 34)
    #expect(
      factory.products[0].route[3].inspection
        == Inspection(
          finds: [DefectChance(defect: 0, probability: 0.95)], falseAlarm: 0.005,
          dispositions: [0: .back(operation: 2)], otherwise: .scrap))
    #expect(factory.stations.map(\.buffer) == [nil, 40, 20, 20])
    #expect(factory.stations.map(\.calendar) == [0, 0, 0, 0])
    #expect(factory.stations[2].machines == ["deburr_1", "deburr_2"])
    #expect(
      factory.stations[1].failures == [
        FailureMode(
          name: "jam", timeToFailure: Distribution(.exponential(mean: 18_000)), clock: .producing,
          timeToRepair: Distribution(.logNormal(mean: 1_200, standardDeviation: 960)))
      ])
    #expect(
      factory.costs
        == CostRates(currency: "EUR", downtime: [1: 420 / 3_600], scrap: 1.35, escape: 0))
  }

  @Test("A distribution in words becomes its parameters in seconds")
  func distributions() throws {
    func check(_ written: String, _ family: Distribution.Family) throws {
      #expect(try time(written) == Distribution(family))
    }
    try check("lognormal mean 22 s cv 50 %", .logNormal(mean: 22, standardDeviation: 11))
    try check("lognormal mean 1 min sd 0.5 min", .logNormal(mean: 60, standardDeviation: 30))
    try check("{lognormal: {mean: 22 s, cv: 50 %}}", .logNormal(mean: 22, standardDeviation: 11))
    try check("exponential 9 min", .exponential(mean: 540))
    try check("exponential mean 9 min", .exponential(mean: 540))
    try check("{exponential: 9 min}", .exponential(mean: 540))
    try check("uniform 5 d to 15 d", .uniform(lower: 432_000, upper: 1_296_000))
    try check("{uniform: {lower: 1 s, upper: 3 s}}", .uniform(lower: 1, upper: 3))
    try check("weibull shape 2 scale 400 h", .weibull(shape: 2, scale: 1_440_000))
    try check("gamma mean 3 h cv 50 %", .gamma(shape: 4, scale: 2_700))
    try check("gamma shape 2 scale 1 h", .gamma(shape: 2, scale: 3_600))
    try check("erlang phases 3 mean 5 min", .gamma(shape: 3, scale: 100))
    try check(
      "hyperexponential chance 75 % mean 20 s otherwise 4 min",
      .mixture([
        Weighted(Distribution(.exponential(mean: 20)), weight: 0.75),
        Weighted(Distribution(.exponential(mean: 240)), weight: 0.25),
      ]))
    try check("triangular 30 s 38 s 60 s", .triangular(lower: 30, mode: 38, upper: 60))
    try check("6 min/part", .constant(value: 360))
    try check("6 min", .constant(value: 360))
    try check("4h", .constant(value: 14_400))
    try check("1e3 ms", .constant(value: 1))
  }

  @Test("A Weibull distribution given by its mean has that mean")
  func weibullMean() throws {
    // Shape 1 is exponential: Γ(2) = 1. Shape 0.5: Γ(3) = 2. The gamma function of the C library is
    // right to a few units in the last place, 1e-15 of the value.
    for (shape, gamma) in [("1", 1.0), ("0.5", 2.0)] {
      guard case .weibull(_, let scale) = try time("weibull shape \(shape) mean 400 h").family
      else {
        Issue.record("is no Weibull distribution")
        continue
      }
      #expect(abs(scale - 1_440_000 / gamma) < 1e-14 * scale)
    }
  }

  @Test("A normal time is cut at zero, or at its own bound where that is higher")
  func normalTimes() throws {
    let family = Distribution.Family.normal(mean: 17, standardDeviation: 2)
    #expect(try time("normal mean 17 s sd 2 s") == Distribution(family, atLeast: 0))
    #expect(
      try time("normal mean 17 s sd 2 s at_least -5 s") == Distribution(family, atLeast: 0))
    #expect(
      try time("normal mean 17 s sd 2 s at_least 12 s at_most 30 s")
        == Distribution(family, atLeast: 12, atMost: 30))
  }

  @Test("The ideal time is the mean of a time as its bounds leave it")
  func idealTimeOfBoundedTime() throws {
    // The standard normal distribution above 0 has the mean √(2/π).
    let text = BracketLine.text(
      replacing: "normal mean 17 s sd 2 s at_least 12 s",
      by: "normal mean 100 s sd 1 s at_least 100 s")
    let ideal = try factory(text).products[0].route[0].idealTime
    // The moments are good to 1e-8 of the mean.
    #expect(abs(ideal - (100 + (2 / Double.pi).squareRoot())) < 1e-6)
  }

  @Test("Percents are the numbers nearest to what they say")
  func percents() throws {
    for percent in 0...100 {
      let text = BracketLine.text(replacing: "burr: 1 %", by: "burr: \(percent) %")
      #expect(
        try factory(text).products[0].route[1].makes[0].probability == Double(percent) / 100)
    }
  }

  @Test("Calendars take ranges over the week's end and shifts over midnight")
  func calendars() throws {
    let text = BracketLine.text(
      replacing: "{days: mon-fri, shifts: [06:00-14:00, 14:00-22:00]}",
      by: "{days: [sun-mon, wed], shifts: [22:00-06:00]}")
    let day = 86_400.0
    let spans = [0, 2, 6].map { number in
      WorkCalendar.Span(
        start: number * day + 22 * 3_600, end: number * day + 30 * 3_600)
    }
    #expect(try factory(text).calendars == [WorkCalendar(name: "two_shift", spans: spans)])
  }

  @Test("Days without shifts are whole days, shifts without days those of every day")
  func halfPatterns() throws {
    let pattern = "{days: mon-fri, shifts: [06:00-14:00, 14:00-22:00]}"
    let days = try factory(BracketLine.text(replacing: pattern, by: "{days: sat}"))
    #expect(days.calendars[0].spans == [WorkCalendar.Span(start: 5 * 86_400, end: 6 * 86_400)])
    let shifts = try factory(BracketLine.text(replacing: pattern, by: "{shifts: 06:00-07:00}"))
    #expect(shifts.calendars[0].weeklyTime == 7 * 3_600)
  }

  @Test("A station may leave the standard calendar")
  func alwaysOpen() throws {
    let text = BracketLine.text(replacing: "buffer: 40", by: "calendar: always")
    #expect(try factory(text).stations.map(\.calendar) == [0, nil, 0, 0])
  }

  @Test("An operation's own values win over its station's")
  func ownValues() throws {
    let text = BracketLine.text(
      replacing: "      - press\n",
      by: "      - press\n      - again: {at: press, time: 5 s, makes: {dent: 2 %}}\n")
    let factory = try factory(text)
    #expect(factory.defects == ["burr", "dent"])
    #expect(factory.products[0].route[2].time == .constant(5))
    #expect(factory.products[0].route[2].makes == [DefectChance(defect: 1, probability: 0.02)])
  }

  @Test("Releases are saturated, a constant number, or lots at intervals")
  func releases() throws {
    func release(_ written: String) throws -> Release {
      try factory(BracketLine.text(replacing: "{keep: 60}", by: written)).products[0].release
    }
    let interval = Distribution(.exponential(mean: 540))
    #expect(try release("saturated") == .saturated)
    #expect(try release("{keep: 7 parts}") == .keep(parts: 7))
    #expect(try release("{every: exponential 9 min}") == .every(interval: interval))
    #expect(
      try release("{every: exponential 9 min, lot: 5, if_full: lost}")
        == .every(interval: interval, lot: 5, lostIfFull: true))
  }

  @Test("Parameters stand for whole values, for parts of them, and for other parameters")
  func parameters() throws {
    let text = BracketLine.text(
      replacing: "params: {jam_life: 5 h}",
      by: "params: {jam_life: $hours h, hours: 5, title: Line $hours}")
    let named = text.split(separator: "Bracket line").joined(separator: "$title costs 3 $$")
    let factory = try factory(named)
    #expect(factory.name == "Line 5 costs 3 $")
    #expect(factory.stations[1].failures[0].timeToFailure.family == .exponential(mean: 18_000))
  }

  @Test("A part may go back a limited number of times")
  func limitedRework() throws {
    let text = BracketLine.text(
      replacing: "back to deburr", by: "{back_to: inspect, at_most: 2}")
    #expect(
      try factory(text).products[0].route[3].inspection?.dispositions
        == [0: .back(operation: 3, atMost: 2)])
  }

  @Test("An alias stands for the value at its anchor")
  func aliases() throws {
    let text = BracketLine.text(replacing: "buffer: 40", by: "buffer: &places 40")
    let parts = text.split(separator: "inspect: {buffer: 20").joined(
      separator: "inspect: {buffer: *places")
    #expect(try factory(parts).stations.map(\.buffer) == [nil, 40, 20, 40])
  }
}
