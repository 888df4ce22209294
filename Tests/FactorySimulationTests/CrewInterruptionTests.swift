import FactoryModel
import FactorySimulation
import RandomVariates
import TestSupport
import Testing

@Suite("Crews that leave a repair for one that is more urgent")
struct CrewInterruptionTests {
  /// Two stations and one fitter.
  ///
  /// Station 1 fails after 10 s of wall time and takes 10 s to repair; station 2, which is more urgent,
  /// fails after 15 s and takes 4 s.
  private func line(interrupts: Bool, urgency: Int = 1) -> Factory {
    var line = serialLine(
      times: [.constant(100), .constant(100)], buffers: [nil, nil], warmUp: 0, horizon: 28)
    for (station, life, repair, priority) in [(0, 10.0, 10.0, 0), (1, 15.0, 4.0, urgency)] {
      line.stations[station].failures = [
        FailureMode(
          name: "breakdown", timeToFailure: .constant(life), timeToRepair: .constant(repair),
          crew: 0, priority: priority)
      ]
    }
    line.crews = [Crew(name: "fitters", interruptsRepairs: interrupts)]
    return line
  }

  @Test("The repair that was left goes on where it stopped", .tags(.exact))
  func interrupted() throws {
    // Station 1: repair at 10–15, left at 15 for station 2 (15–19), then 19–24.
    let account = try account(of: line(interrupts: true), seed: 1)
    #expect(account.stations[0].down == 10)
    #expect(account.stations[0].waitingForRepair == 4)
    #expect(account.stations[1].down == 4)
    #expect(account.stations[1].waitingForRepair == 0)
    #expect(account.crews[0].working == 14)
    #expect(account.crews[0].waiting == 4)
    // A repair that is taken up again is not begun twice, and nobody was called for it.
    #expect(account.crews[0].repairs == 2)
    #expect(account.crews[0].responseTime == 0)
  }

  @Test("Without interruption the repair is finished first", .tags(.exact))
  func finishedFirst() throws {
    // Station 1: 10–20. Station 2 waits from 15 to 20, repair 20–24.
    let account = try account(of: line(interrupts: false), seed: 1)
    #expect(account.stations[0].down == 10)
    #expect(account.stations[0].waitingForRepair == 0)
    #expect(account.stations[1].waitingForRepair == 5)
    #expect(account.crews[0].responseTime == 5)
  }

  @Test("Among equals nobody is interrupted", .tags(.exact))
  func equals() throws {
    let one = try account(of: line(interrupts: true, urgency: 0), seed: 1)
    let other = try account(of: line(interrupts: false, urgency: 0), seed: 1)
    #expect(one == other)
  }

  @Test("A repair that was left comes before others of its priority", .tags(.exact))
  func order() throws {
    // A third machine, as urgent as the first, fails at 12. The fitter leaves the first at 15, and at 19
    // goes back to it before the third: 19–24, then the third 24–27.
    var line = line(interrupts: true)
    var third = line.stations[0]
    third.name = "s3"
    third.machines = ["s3_1"]
    third.failures[0].timeToFailure = .constant(12)
    third.failures[0].timeToRepair = .constant(3)
    line.stations.append(third)
    line.products[0].route.append(
      Operation(name: "s3", station: 2, time: .constant(100), idealTime: 1))
    let account = try account(of: line, seed: 1)
    #expect(account.stations[0].waitingForRepair == 4)
    #expect(account.stations[2].waitingForRepair == 12)
    #expect(account.stations[2].down == 3)
    #expect(account.crews[0].repairs == 3)
  }

  @Test("Of two repairs the less urgent is left", .tags(.exact))
  func leastUrgent() throws {
    // Two fitters at stations 1 (urgency 0, from 10) and 3 (urgency 1, from 12); station 2 (urgency 2)
    // fails at 15 and gets the one of station 1.
    var line = line(interrupts: true, urgency: 2)
    var third = line.stations[0]
    third.name = "s3"
    third.machines = ["s3_1"]
    third.failures[0].timeToFailure = .constant(12)
    third.failures[0].priority = 1
    line.stations.append(third)
    line.products[0].route.append(
      Operation(name: "s3", station: 2, time: .constant(100), idealTime: 1))
    line.crews[0].size = 2
    let account = try account(of: line, seed: 1)
    #expect(account.stations[0].waitingForRepair == 4)
    #expect(account.stations[2].waitingForRepair == 0)
  }
}
