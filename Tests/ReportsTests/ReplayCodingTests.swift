import FactorySimulation
import TestSupport
import Testing

@testable import Reports

@Suite("Figures of a replay as bytes")
struct ReplayCodingTests {
  /// Reads what ``ReplayCoding`` has written, as the page's script does.
  private func read(_ bytes: [UInt8], step: Int) -> [StateTrack.Entry] {
    var entries: [StateTrack.Entry] = []
    var (time, state, place) = (0, 9, 0)
    while place < bytes.count {
      let byte = Int(bytes[place])
      place += 1
      let code: Int
      if byte < 120 {
        code = byte % 8
        time += (byte / 8 + 1) * step
      } else {
        code = byte - 120
        var (after, unit) = (0, 1)
        while true {
          let group = Int(bytes[place])
          place += 1
          after += (group & 127) * unit
          unit *= 128
          if group < 128 { break }
        }
        time += after
      }
      state = code < state ? code : code + 1
      if let entered = MachineState(rawValue: UInt8(state)) {
        entries.append(StateTrack.Entry(time: time, state: entered))
      }
    }
    return entries
  }

  private func halves(_ bytes: [UInt8]) -> [UInt8] { bytes.flatMap { [$0 & 15, $0 >> 4] } }

  @Test("Changes of state come back, whatever state follows which", .tags(.law))
  func tracks() {
    var stream = SplitMix64(seed: 4)
    for step in [1, 600] {
      var track = StateTrack()
      var time = 0
      for _ in 0..<2_000 {
        track.note(MachineState.allCases[Int(stream.next() % 9)], at: time)
        // Within fifteen steps, and far beyond.
        time += Int(stream.next() % 20) * step + (stream.next() % 5 == 0 ? 123_457 : 0)
      }
      if step > 1 { track.coarsen(to: step) }
      #expect(read(ReplayCoding.bytes(of: track), step: step) == track.entries)
    }
    var last = StateTrack()
    last.note(.offShift, at: 0)
    #expect(ReplayCoding.bytes(of: last) == [128, 0])
  }

  @Test("A series is written step by step, and equal numbers as one", .tags(.exact))
  func series() {
    // +3, then four times the same and two more (14, 6 − 4 = 2), then −7 (15, 2 · 7 − 1 = 13 = 5 | 1 · 8), then +7.
    let halves = halves(ReplayCoding.bytes(of: [3, 3, 3, 3, 3, 3, 3, -4, 3]))
    #expect(halves == [9, 14, 2, 15, 13, 1, 13, 0])
    // Three equal ones and fewer are written one by one.
    #expect(self.halves(ReplayCoding.bytes(of: [0, 0, 1])) == [6, 6, 7, 0])
    #expect(ReplayCoding.bytes(of: [Int]()).isEmpty)
  }

  @Test("Base64 is that of RFC 4648", .tags(.exact))
  func base64() {
    // Section 10 of the RFC.
    for (text, coded) in [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"),
    ] {
      #expect(ReplayCoding.base64(Array(text.utf8)) == coded)
    }
  }

  @Test("Coarser tracks are exact at whole steps, and in stops at all times", .tags(.law))
  func coarse() {
    var stream = SplitMix64(seed: 9)
    for _ in 0..<50 {
      var fine = StateTrack()
      var time = 0
      for _ in 0..<300 {
        // Stops are a fifth of the states that follow.
        let ordinary: [MachineState] = [.producing, .starved, .blocked, .settingUp]
        let stops: [MachineState] = [.down, .waitingForRepair, .plannedStop, .offShift]
        let kinds = stream.next() % 5 == 0 ? stops : ordinary
        fine.note(kinds[Int(stream.next() % 4)], at: time)
        time += 1 + Int(stream.next() % 90)
      }
      var coarse = fine
      coarse.coarsen(to: 10)
      coarse.coarsen(to: 50)
      #expect(coarse.entries.count <= fine.entries.count)
      for moment in 0..<time {
        let (exact, shown) = (fine.state(at: moment), coarse.state(at: moment))
        if moment.isMultiple(of: 50) || exact?.isKeptExactly == true {
          #expect(exact == shown, "at \(moment)")
        }
        if let shown, shown.isKeptExactly { #expect(exact == shown, "at \(moment)") }
      }
      var again = coarse
      again.coarsen(to: 50)
      #expect(again == coarse)
    }
  }
}
