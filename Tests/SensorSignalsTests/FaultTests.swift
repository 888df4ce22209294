import EventKernel
import SensorSignals
import TestSupport
import Testing

@Suite("Faults of sensors")
struct FaultTests {
  static let chain = try? SensorChain(
    noise: 0.5, digitizer: Digitizer(resolution: 0.25, highest: 90))

  /// The readings of a truth that rises by 0.01 a second from 20, every 10 s, with faults.
  func readings(_ behaviors: [SensorFault.Behavior], from begin: Double = 500, to end: Double = 800)
    throws -> [SensorReading]
  {
    let chain = try #require(Self.chain)
    let faults = try behaviors.map { try SensorFault($0, from: begin, to: end) }
    var (stream, faultStream) = (ReadingTests.stream("truth"), ReadingTests.stream("faults"))
    var state = SensorState(truth: 20, at: 0)
    return (0..<100).map { step in
      let time = Double(step) * 10
      return chain.reading(
        of: 20 + 0.01 * time, at: time, faults: faults.span, state: &state, using: &stream,
        faultStream: &faultStream)
    }
  }

  /// Checks that all is as without faults outside a fault's time.
  func expectHealthyOutside(_ shown: [SensorReading], _ healthy: [SensorReading]) {
    for (index, pair) in zip(shown, healthy).enumerated() where !(50..<80).contains(index) {
      #expect(pair.0 == pair.1)
    }
  }

  @Test("Kinds, labels and bits belong to each other", .tags(.exact))
  func kinds() {
    #expect(
      SensorFaultKind.allCases.map(\.rawValue) == [
        "drift", "offset", "stuck", "spikes", "noise_burst", "swapped_tags", "drop_out",
        "clock_skew", "missing_rows", "duplicated", "late",
      ])
    for (place, kind) in SensorFaultKind.allCases.enumerated() {
      #expect(kind.mask.rawValue == 1 << place)
      #expect(SensorFaultMask(rawValue: 1 << place).kinds == [kind])
    }
  }

  @Test("Drift and offset shift the value before it is rounded", .tags(.exact))
  func shifts() throws {
    let healthy = try readings([])
    let drift = try readings([.drift(rate: 0.1)])
    expectHealthyOutside(drift, healthy)
    for index in 50..<80 {
      let expected = healthy[index].value + 0.1 * Double(index - 50) * 10
      #expect(abs(drift[index].value - expected) <= 0.25)
      #expect((drift[index].value * 4).rounded() == drift[index].value * 4)
      #expect(drift[index].faults == .drift)
    }
    let offset = try readings([.offset(amount: 100)])
    for index in 50..<80 {
      #expect(offset[index].value == 90 && offset[index].isClipped)
      #expect(offset[index].faults == .offset)
    }
  }

  @Test("A stuck sensor shows its last value from before", .tags(.exact))
  func stuck() throws {
    let healthy = try readings([])
    let shown = try readings([.stuck])
    expectHealthyOutside(shown, healthy)
    for index in 50..<80 {
      #expect(shown[index].value == healthy[49].value && shown[index].faults == .stuck)
    }
    let fromStart = try readings([.stuck], from: -1, to: .infinity)
    #expect(Set(fromStart.map(\.value)) == [healthy[0].value])
  }

  @Test("Spikes are as large and about as frequent as asked for", .tags(.statistical))
  func spikes() throws {
    let healthy = try readings([])
    var (count, ups) = (0, 0)
    let shown = try readings([.spikes(probability: 0.4, size: 8)])
    expectHealthyOutside(shown, healthy)
    for index in 50..<80 {
      let isSpike = shown[index].faults == .spikes
      let difference = shown[index].value - healthy[index].value
      #expect(abs(difference) == (isSpike ? 8 : 0))
      count += isSpike ? 1 : 0
      ups += difference > 0 ? 1 : 0
    }
    // 30 trials of probability 0.4: 12 ± 4 · 2.7.
    #expect(count > 1 && count < 23 && ups > 0 && ups < count)
  }

  @Test("A burst multiplies the same noise", .tags(.exact))
  func burst() throws {
    let healthy = try readings([])
    let shown = try readings([.noiseBurst(factor: 9)])
    expectHealthyOutside(shown, healthy)
    for index in 50..<80 {
      let truth = 20 + 0.1 * Double(index)
      // Both are rounded to 1/4, so by up to 1/8: 9 · 1/8 + 1/8.
      let expected = truth + 9 * (healthy[index].value - truth)
      #expect(abs(shown[index].value - expected) <= 1.25 + 1e-9)
      #expect(shown[index].faults == .noiseBurst)
    }
  }

  @Test("Missing values, lost, doubled and late rows keep what is shown", .tags(.exact))
  func rows() throws {
    let healthy = try readings([])
    let shown = try readings([
      .dropOut(probability: 1), .duplicated(probability: 1), .late(probability: 1, delay: 45),
    ])
    expectHealthyOutside(shown, healthy)
    for index in 50..<80 {
      #expect(shown[index].isMissing && shown[index].copies == 2 && shown[index].delay == 45)
      #expect(shown[index].faults == [.dropOut, .duplicated, .late])
      #expect(shown[index].value == healthy[index].value)
    }
    let lost = try readings([.missingRows(probability: 1), .duplicated(probability: 1)])
    #expect(lost[50..<80].allSatisfy { $0.copies == 0 })
    let seldom = try readings([.missingRows(probability: 0)])
    #expect(seldom == healthy)
  }

  @Test("A fast clock runs away from the onset on", .tags(.exact))
  func clock() throws {
    let shown = try readings([.clockSkew(rate: 0.5)])
    expectHealthyOutside(shown, try readings([]))
    for index in 50..<80 {
      #expect(shown[index].time == Double(index) * 10 + 0.5 * Double(index - 50) * 10)
    }
  }

  @Test("Swapped tags exchange values with what was done to them", .tags(.exact))
  func swap() throws {
    let fault = try SensorFault(.swappedTags(partner: 2), from: 10, to: 20)
    var missing = SensorReading(time: 15, value: 7)
    missing.isMissing = true
    missing.faults = [.dropOut, .clockSkew]
    let others = [SensorReading(time: 15, value: 1), SensorReading(time: 15, value: 3), missing]
    func swapped(at time: Double) -> [SensorReading] {
      var readings = others
      var span = readings.mutableSpan
      fault.swapTags(of: 0, in: &span, at: time)
      return readings
    }
    let result = swapped(at: 15)
    #expect(result.map(\.value) == [7, 3, 1])
    #expect(result.map(\.isMissing) == [true, false, false])
    #expect(
      result.map(\.faults) == [[.dropOut, .swappedTags], [], [.clockSkew, .swappedTags]])
    #expect(swapped(at: 20) == others && swapped(at: 9) == others)
  }

  @Test("What a fault cannot be is said", .tags(.failure))
  func problems() {
    #expect(
      throws: SignalProblem(
        "a sensor's fault is from 10.0 s to 5.0 s; it must not end before it begins")
    ) { try SensorFault(.stuck, from: 10, to: 5) }
    #expect(throws: SignalProblem("the probability of a spike is 1.5; it must be from 0 to 1")) {
      try SensorFault(.spikes(probability: 1.5, size: 1), from: 0)
    }
    #expect(
      throws: SignalProblem(
        "the rate at which a clock runs away is -1.0 s/s; it must be finite and > -1, or time would "
          + "go back")
    ) { try SensorFault(.clockSkew(rate: -1), from: 0) }
    #expect(throws: SignalProblem("the rate of a drift is nan; it must be finite")) {
      try SensorFault(.drift(rate: .nan), from: 0)
    }
    #expect(
      throws: SignalProblem("the sensor with which tags are swapped is -1; it must be ≥ 0")
    ) { try SensorFault(.swappedTags(partner: -1), from: 0) }
  }
}
