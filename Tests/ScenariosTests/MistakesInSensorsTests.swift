import FactoryModel
import Scenarios
import SensorSignals
import SignalFeatures
import TestSupport
import Testing

@Suite("Sensors, features and snapshots")
struct MistakesInSensorsTests {
  /// A spindle that tells of its bearing in every way.
  private static let text = """
    fettle: 1
    name: Spindle
    horizon: 4 wk
    params: {speed: 1797 rpm}
    products: {ring: {release: saturated, route: [grind]}}
    stations:
      grind:
        time: 95 s
        set_points: {speed: {value: $speed, range: 1200 rpm to 2400 rpm, live: true}}
        components:
          bearing: {wear: gamma mean_life 900 h cv_of_life 40 %, clock: producing, replace: {planned: 2 h, failed: 9 h}}
        sensors:
          velocity: {rms: 0.9 mm/s * (1 + 2 * bearing.wear), noise: 0.1 mm/s, every: 10 min, features: [mean 2 h, slope 36, last]}
          force: {mean: 800 N * (1 + bearing.wear), every: part, features: [mean 50, baseline_score 5 of 100, exponential_mean 2 h]}
        waveforms:
          housing:
            every: 4 h
            when: producing
            samples: 4800
            sampling_rate: 12 kHz
            shaft_speed: speed
            highest_speed: 2400 rpm
            noise: 0.4 m/s^2
            bearing: {rolling_elements: 9, ball_diameter: 7.94 mm, pitch_diameter: 39.04 mm, contact_angle: 10 deg, resonance: 3 kHz, damping: 4 %, outer_race: 12 m/s^2 * bearing.wear^2}
            gear: {teeth: 21, amplitude: 0.4 m/s^2, wear: bearing.wear}
            shaft: {residual_unbalance: 0.5 m/s^2, unbalance: 1 m/s^2 * bearing.wear}
            features: [rms, kurtosis, band 2 kHz to 4 kHz, envelope outer_race, shaft 2, mesh]
          current: {every: part, samples: 1000, sampling_rate: 5 kHz, motor: {current: 12 A, broken_bars: 0.2}}
          cut: {every: 1 h, samples: 512, sampling_rate: 20 kHz, shaft_speed: speed * producing, highest_speed: 40 Hz, cutting: {teeth: 4, force: 900 N, wear: bearing.wear}, features: [rms, teeth]}
    maintenance:
      bearings: {of: grind.*.bearing, replace: {reading: velocity mean 2 h, over: 2.5 mm/s, look: 8 h}}
    timeline:
      - {at: 2 wk, set: {stations.grind.set_points.speed: 2000 rpm}}
    """

  @Test("Features, snapshots and the rule are built as they are written", .tags(.exact))
  func built() throws {
    #expect(CheckedText.messages(Self.text) == "")
    let factory = try ScenarioReader.read(text: Self.text, name: "spindle.yaml").factory
    let station = factory.stations[0]
    #expect(station.sensors[0].features == [.mean(readings: 12), .slope(readings: 36), .last])
    #expect(
      station.sensors[1].features == [
        .mean(readings: 50), .baselineScore(readings: 5, first: 100),
        .exponentialMean(timeConstant: 7_200),
      ])
    let housing = station.waveforms[0]
    #expect(housing.samplingRate == 12_000 && housing.length == 4_800)
    #expect(housing.highestShaftSpeed == 40 && housing.onlyWhileProducing)
    #expect(housing.shaftSpeed.constant == 29.95)
    #expect(housing.rhythm == .every(14_400))
    #expect(housing.unit.name == "m/s^2")
    #expect(housing.envelopeBand == 2_250...3_750)
    #expect(Set(housing.severities.keys) == [.outerRace, .gearWear, .unbalance])
    #expect(housing.model.bearing?.amplitudes == BearingVibration.Faults(outerRace: 1))
    #expect(abs((housing.model.bearing?.geometry.contactAngle ?? 0) - 10 * .pi / 180) < 1e-15)
    // Bearing Data Center: 3.5848 times the speed of the shaft, without a contact angle.
    guard case .envelopeLine(_, let order) = housing.features[3] else {
      Issue.record("no line of the outer race")
      return
    }
    #expect(abs(order - 4.5 * (1 - 7.94 / 39.04 * 0.984807753)) < 1e-9)
    #expect(housing.features[4] == .line(name: "shaft_2", order: 2))
    #expect(housing.features[5] == .line(name: "mesh", order: 21))
    #expect(station.waveforms[1].features == [.rms] && station.waveforms[1].rhythm == .part)
    #expect(station.waveforms[1].unit.name == "A" && station.waveforms[1].model.motor != nil)
    #expect(station.waveforms[2].shaftSpeed.constant == nil)
    #expect(station.waveforms[2].features == [.rms, .line(name: "teeth", order: 4)])
    #expect(
      factory.rules[0].trigger
        == .feature(
          FeatureLimit(
            Station.FeaturePlace(sensor: "velocity", feature: "mean_12"), 2.5, isUpper: true)))
    let later = factory.timeline.first?.factory.stations[0].waveforms[0]
    #expect(later?.shaftSpeed.constant == 2_000.0 / 60)
  }

  @Test(
    "What is wrong with sensors and snapshots is named with its place and remedy",
    .tags(.golden, .failure))
  func mistakes() throws {
    var golden = GoldenMessages()
    for (piece, other) in Self.mistakes {
      let changed = Self.text.replacing(piece, with: other)
      #expect(changed != Self.text, "'\(piece)' is not in the text")
      golden.add("\(piece) -> \(other)", CheckedText.messages(changed))
    }
    try golden.expect("sensor-mistakes.txt")
  }

  private static let mistakes = [
    // Sensors.
    ("rms: 0.9 mm/s * (1 + 2 * bearing.wear)", "drift: 1 mm/s/d"),
    ("rms: 0.9", "mean: 1 mm/s, rms: 0.9"), ("noise: 0.1 mm/s", "noise: 0.1 mm"),
    ("noise: 0.1 mm/s", "noise: -0.1 mm/s"), ("bearing.wear), noise", "bearings.wear), noise"),
    ("noise: 0.1 mm/s", "resolution: 0 mm/s"), ("noise: 0.1 mm/s", "unit: degC"),
    ("every: 10 min, features", "every: 10, features"),
    ("noise: 0.1 mm/s", "faults: {stukc: {after: 3 d}}"),
    ("noise: 0.1 mm/s", "faults: {drift: {after: 3 d}}"),
    ("noise: 0.1 mm/s", "faults: {swapped_tags: {with: forces}}"),
    // Features.
    ("mean 2 h, slope", "mena 2 h, slope"), ("mean 2 h, slope", "mean, slope"),
    ("mean 2 h, slope", "mean 15 min, slope"), ("mean 2 h, slope", "mean 0, slope"),
    ("mean 50, baseline", "mean 2 h, baseline"), ("5 of 100", "5"), ("5 of 100", "5 of many"),
    ("slope 36, last", "slope 36, slope 6 h"), ("exponential_mean 2 h", "exponential_mean 120"),
    ("mean 2 h, slope 36, last", ""),
    // Snapshots.
    ("sampling_rate: 12 kHz", "sampling_rate: 5 kHz"),
    ("sampling_rate: 5 kHz", "sampling_rate: 500 Hz"),
    ("sampling_rate: 12 kHz", "sampling_rate: 12 s"), ("samples: 4800", "samples: 4"),
    ("        shaft_speed: speed\n", ""),
    ("highest_speed: 40 Hz, ", ""), ("highest_speed: 2400 rpm", "highest_speed: 300 Hz"),
    ("noise: 0.4 m/s^2", "noise: 0.4 mm/s"),
    ("noise: 0.4 m/s^2", "noise_lasts: 3 s"),
    ("noise: 0.4 m/s^2", "unit: mm"), ("noise: 0.4 m/s^2", "unit: furlong"),
    ("rolling_elements: 9", "rolling_elements: 2"),
    ("ball_diameter: 7.94 mm", "ball_diameter: 50 mm"),
    ("damping: 4 %", "damping: 100 %"), ("contact_angle: 10 deg", "contact_angle: 95 deg"),
    ("teeth: 21", "teeth: 2"), ("bearing.wear^2}", "bearings.wear^2}"),
    ("band 2 kHz to 4 kHz", "band 2 kHz to 9 kHz"), ("band 2 kHz to 4 kHz", "band 4 kHz"),
    ("envelope outer_race, shaft 2", "envelope outer, shaft 2"),
    ("shaft 2, mesh", "shaft two, mesh"),
    ("[rms, kurtosis", "[rms, rms"), ("features: [rms, teeth]", "features: [envelope ball]"),
    ("motor: {current: 12 A, broken_bars: 0.2}", "when: always"),
    ("current: {every", "velocity: {every"),
    ("current: 12 A", "current: 12 A, slip: 40 %"), ("motor: {", "motr: {"),
    // The rule.
    ("reading: velocity mean 2 h", "reading: velocity mean 3 h"),
    ("reading: velocity mean 2 h", "reading: speed mean 2 h"),
    ("reading: velocity mean 2 h", "reading: velocity"), ("over: 2.5 mm/s", "over: 2.5 mm"),
    ("over: 2.5 mm/s", "over: 2.5 mm/s, under: 1 mm/s"), ("over: 2.5 mm/s, ", ""),
    (", look: 8 h", ""), ("look: 8 h", "look: always"),
    ("reading: velocity mean 2 h, over: 2.5 mm/s", "wear_over: 80 %, over: 2.5 mm/s"),
    ("reading: velocity mean 2 h", "reading: housing kurtosis"),
  ]
}
