import FactoryModel
import FactorySimulation
import RandomVariates
import SimulationStatistics
import TestSupport
import Testing

/// Small cases with fixed times, worked by hand.
@Suite("Hand-worked cases")
struct HandWorkedTests {
  private let hour = 3_600.0

  @Test("Two stations with fixed times: what is made, blocked and starved", .tags(.exact))
  func blocking() throws {
    // Station 1 takes 2 s, station 2 takes 5 s, no place between. Station 1 finishes its first part
    // at 2 and hands it over; from then on it works 2 s and is blocked 3 s in every 5.
    let line = serialLine(
      times: [.constant(2), .constant(5)], buffers: [nil, 0], warmUp: 0, horizon: 52)
    let account = try account(of: line, seed: 1)
    // Station 2 starts at 2 and finishes at 7, 12 … 52: ten parts, the last at the very end.
    #expect(account.line.good == 10)
    #expect(account.stations[1].starved == 2)
    #expect(account.stations[1].producing == 50)
    // Station 1 works at 0–2, 2–4, 7–9 … 47–49, and 52: 2 + 10 · 2; blocked 10 · 3.
    #expect(account.stations[0].producing == 22)
    #expect(account.stations[0].blocked == 30)
    #expect(account.line.cycleTime.minimum == 7)
    #expect(account.line.cycleTime.maximum == 10)
  }

  @Test("A shift calendar stops the work and lets it resume where it was", .tags(.exact))
  func shifts() throws {
    // Open 06:00–14:00 on Mondays and Tuesdays; each part takes 3 h. Monday: parts end at 9 and 12,
    // the third has 2 h done at 14:00 and ends on Tuesday at 7:00; then 10:00 and 13:00.
    var line = serialLine(
      times: [.constant(3 * hour)], buffers: [nil], warmUp: 0, horizon: 7 * 24 * hour)
    line.calendars = [
      WorkCalendar(
        name: "early",
        spans: [
          .init(start: 6 * hour, end: 14 * hour), .init(start: 30 * hour, end: 38 * hour),
        ])
    ]
    line.stations[0].calendar = 0
    let account = try account(of: line, seed: 1)
    #expect(account.line.good == 5)
    #expect(account.stations[0].producing == 16 * hour)
    #expect(account.stations[0].offShift == 152 * hour)
    #expect(account.stations[0].starved == 0)
    let metrics = MetricTable(for: line)
    let throughput = try #require(metrics.index(of: "throughput"))
    #expect(metrics.values(of: account)[throughput].value == 5.0 / 16)
  }

  @Test("Weeks repeat, from a start in the middle of a shift", .tags(.exact))
  func weeks() throws {
    var line = serialLine(
      times: [.constant(hour)], buffers: [nil], warmUp: 0, horizon: 3 * 7 * 24 * hour)
    // Night shift from Sunday 22:00 over the end of the week; start on Monday at 03:00.
    line.calendars = [
      WorkCalendar(name: "night", spans: [.init(start: 166 * hour, end: 174 * hour)])
    ]
    line.start = PlantTime(seconds: PlantTime.monday.seconds + 3 * hour)
    line.stations[0].calendar = 0
    let account = try account(of: line, seed: 1)
    // 3 h at once, two whole nights, and 5 h of the third.
    #expect(account.stations[0].producing == (3 + 8 + 8 + 5) * hour)
    #expect(account.line.good == 24)
  }

  @Test("A repair rests while the calendar is closed", .tags(.exact))
  func repairAcrossShifts() throws {
    // Open 0–10 h each Monday only. The machine fails after 8 h of work and needs 4 h of repair:
    // 2 h on the first Monday, 2 h on the second.
    var line = serialLine(
      times: [.constant(hour)], buffers: [nil], warmUp: 0, horizon: 14 * 24 * hour,
      failures: [
        FailureMode(
          name: "jam", timeToFailure: .constant(8 * hour), clock: .producing,
          timeToRepair: .constant(4 * hour))
      ])
    line.calendars = [WorkCalendar(name: "monday", spans: [.init(start: 0, end: 10 * hour)])]
    line.stations[0].calendar = 0
    let account = try account(of: line, seed: 1)
    #expect(account.stations[0].down == 4 * hour)
    #expect(account.stations[0].producing == 16 * hour)
    #expect(account.stations[0].failures == 2)
  }

  @Test("The clocks of failures: wall time, open time, producing time", .tags(.exact))
  func clocks() throws {
    // Open 0–12 h on Mondays; a part arrives every 2 h and takes 1 h. Each mode strikes after 5 h.
    for (clock, failures) in [
      (FailureMode.Clock.calendar, 33), (.running, 2), (.producing, 1),
    ] {
      var line = serialLine(
        times: [.constant(hour)], buffers: [nil],
        release: .every(interval: .constant(2 * hour)), warmUp: 0, horizon: 7 * 24 * hour,
        failures: [
          FailureMode(
            name: "jam", timeToFailure: .constant(5 * hour), clock: clock,
            timeToRepair: .constant(0))
        ])
      line.calendars = [WorkCalendar(name: "monday", spans: [.init(start: 0, end: 12 * hour)])]
      line.stations[0].calendar = 0
      let account = try account(of: line, seed: 1)
      // Calendar: repairs take no time but wait for the shift, so the failures are those at 5 and
      // 10 h, and that at 15 h, whose repair waits for the next week.
      let expected = clock == .calendar ? 3 : failures
      #expect(account.stations[0].failures == expected, "\(clock)")
    }
  }

  @Test("An inspection finds, sends back, scraps and lets escape", .tags(.exact))
  func inspection() throws {
    // Every part gets both defects at station 1. The inspection at station 2 always finds the burr
    // and never the crack; a part with a burr goes back once, and is then scrapped.
    var line = serialLine(
      times: [.constant(1), .constant(1)], buffers: [nil, nil],
      release: .every(interval: .constant(10)), warmUp: 0, horizon: 1_005)
    line.defects = ["burr", "crack"]
    line.products[0].route[0].makes = [
      DefectChance(defect: 0, probability: 1), DefectChance(defect: 1, probability: 1),
    ]
    line.products[0].route[1].inspection = Inspection(
      finds: [DefectChance(defect: 0, probability: 1), DefectChance(defect: 1, probability: 0)],
      dispositions: [0: .back(operation: 0, atMost: 1)])
    let scrapping = try account(of: line, seed: 1)
    #expect(scrapping.line.released == 100)
    #expect(scrapping.line.sentBack == 100)
    #expect(scrapping.line.scrapped == 100)
    #expect(scrapping.line.good == 0)
    #expect(scrapping.stations[0].produced == 200)
    #expect(scrapping.stations[0].good == 0)
    #expect(scrapping.stations[1].good == 200)

    // Without the burr the crack is left, and every part escapes with it.
    line.products[0].route[0].makes = [DefectChance(defect: 1, probability: 1)]
    let escaping = try account(of: line, seed: 1)
    #expect(escaping.line.good == 100)
    #expect(escaping.line.escaped == 100)
    #expect(escaping.line.goodFirstTime == 100)

    // A false alarm on every good part.
    line.products[0].route[0].makes = []
    line.products[0].route[1].inspection?.falseAlarm = 1
    let alarming = try account(of: line, seed: 1)
    #expect(alarming.line.scrapped == 100)
    #expect(alarming.line.sentBack == 0)
  }

  @Test("Rework at a full station changes places and does not lock", .tags(.exact))
  func reworkInPlace() throws {
    // One machine, 1 s a part; every part is sent back once and is then scrapped.
    for buffer in [0, 3] {
      var line = serialLine(
        times: [.constant(1)], buffers: [buffer],
        release: .every(interval: .constant(1_000), lot: 4), warmUp: 0, horizon: 10_500)
      line.defects = ["flaw"]
      line.products[0].route[0].makes = [DefectChance(defect: 0, probability: 1)]
      line.products[0].route[0].inspection = Inspection(
        finds: [DefectChance(defect: 0, probability: 1)],
        dispositions: [0: .back(operation: 0, atMost: 1)])
      let account = try account(of: line, seed: 1)
      #expect(account.line.sentBack == 40)
      #expect(account.line.scrapped == 40)
      #expect(account.stations[0].producing == 80)
      // Without a buffer each part is worked on twice running, so the others wait outside. With one,
      // the four wait 0, 1, 2 and 3 s at first, and 3 s each when they come again.
      #expect(account.stations[0].waitingTime == (buffer == 0 ? 0 : 180))
    }
  }

  @Test("What is due at the end of a shift is done in it", .tags(.exact))
  func endOfShift() throws {
    var line = serialLine(
      times: [.constant(hour)], buffers: [nil], warmUp: 0, horizon: 24 * hour)
    line.calendars = [
      WorkCalendar(name: "early", spans: [.init(start: 6 * hour, end: 14 * hour)])
    ]
    line.stations[0].calendar = 0
    let account = try account(of: line, seed: 1)
    #expect(account.line.good == 8)
    #expect(account.stations[0].producing == 8 * hour)
  }

  @Test("Several defects under one disposition count as one return", .tags(.exact))
  func sharedReturns() throws {
    var line = serialLine(
      times: [.constant(1)], buffers: [nil], release: .every(interval: .constant(10)), warmUp: 0,
      horizon: 1_005)
    line.defects = ["a", "b", "c"]
    line.products[0].route[0].makes = (0..<3).map { DefectChance(defect: $0, probability: 1) }
    line.products[0].route[0].inspection = Inspection(
      finds: (0..<3).map { DefectChance(defect: $0, probability: 1) },
      dispositions: [1: .back(operation: 0, atMost: 5)], otherwise: .back(operation: 0, atMost: 1))
    let account = try account(of: line, seed: 1)
    #expect(account.line.sentBack == 100)
    #expect(account.line.scrapped == 100)
  }

  @Test("Arrivals wait in front of a full first station, or are lost", .tags(.exact))
  func fullEntrance() throws {
    // Lots of 4 every 10 s, 3 s a part, one place in front: two of each four find room.
    func line(losing: Bool) -> Factory {
      serialLine(
        times: [.constant(3)], buffers: [1],
        release: .every(interval: .constant(10), lot: 4, lostIfFull: losing), warmUp: 0,
        horizon: 109)
    }
    let losing = try account(of: line(losing: true), seed: 1)
    #expect(losing.line.released == 20)
    #expect(losing.line.lost == 20)
    #expect(losing.line.good == 20)
    let waiting = try account(of: line(losing: false), seed: 1)
    #expect(waiting.line.released == 40)
    // Busy from 10 to 109 s: 33 parts.
    #expect(waiting.line.good == 33)
  }

  @Test(
    "A part is not loaded onto a machine that is down while another may be ready", .tags(.exact))
  func parallelMachines() throws {
    // Two machines; each fails on the wall clock at 5 s and takes 100 s to repair.
    var line = serialLine(
      times: [.constant(1)], buffers: [nil], release: .every(interval: .constant(10)), warmUp: 0,
      horizon: 100,
      failures: [
        FailureMode(
          name: "jam", timeToFailure: .constant(5), clock: .calendar, timeToRepair: .constant(100))
      ])
    line.stations[0].machines = ["a", "b"]
    let account = try account(of: line, seed: 1)
    #expect(account.stations[0].loaded == 0)
    #expect(account.stations[0].down == 2 * 95)
    #expect(account.stations[0].starved == 2 * 5)
    #expect(account.meanQueue[0] > 0)
  }

  @Test("A machine that takes one part after the other is active without a break", .tags(.exact))
  func activePeriods() throws {
    // Machine 1 works from 0 on without a break; machine 2 works 2 and is starved 3 in every 5.
    let line = serialLine(
      times: [.constant(5), .constant(2)], buffers: [nil, nil], warmUp: 0, horizon: 50)
    let account = try account(of: line, seed: 1)
    #expect(account.stations[0].activePeriods == 1)
    // It begins at 5, 10 … 50.
    #expect(account.stations[1].activePeriods == 10)
  }

  /// Two modes whose clocks run alike strike at 100.1, at 201.0 and so on.
  ///
  /// The second waits for the repair
  /// of the first with 100.1 - (201.0 - 100.9) left of its life, which rounding makes -1.4e-14.
  @Test("A life that ends together with another strikes after its repair", .tags(.exact))
  func simultaneousLives() throws {
    func mode(_ name: String, repair: Double) -> FailureMode {
      FailureMode(
        name: name, timeToFailure: .constant(100.1), clock: .running,
        timeToRepair: .constant(repair))
    }
    let line = serialLine(
      times: [.constant(1)], buffers: [nil], warmUp: 0, horizon: 1_000,
      failures: [mode("a", repair: 0.1), mode("b", repair: 0.7)])
    let account = try account(of: line, seed: 1)
    // 100.9 from one pair to the next: nine of them, and the tenth begins after 1,009.
    #expect(account.stations[0].failures == 18)
    #expect(abs(account.stations[0].down - 9 * 0.8) < 1e-9)
  }
}
