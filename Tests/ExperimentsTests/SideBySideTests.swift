import ParallelWork
import Synchronization
import TestSupport
import Testing

@Suite("Work side by side")
struct SideBySideTests {
  private struct Failure: Error, Hashable { var number: Int }

  /// Pieces that take the longer the lower their numbers are, so that they end out of order.
  @Sendable private func square(_ number: Int) -> Int {
    var sum = 0
    for step in 0..<(20 - number) * 1_000 { sum &+= step % (number + 1) }
    return sum < 0 ? 0 : number * number
  }

  @Test(
    "Results stand by number, whatever the number of jobs", .tags(.law), arguments: [1, 2, 7, 50])
  func order(jobs: Int) async {
    let told = Mutex<[Int]>([])
    let results = await SideBySide(jobs: jobs).results(
      20, isInterrupted: { false }, progress: { count in told.withLock { $0.append(count) } },
      work: { square($0) })
    #expect(results == (0..<20).map { $0 * $0 })
    #expect(told.withLock { $0 } == Array(1...20))
  }

  @Test("No more pieces than jobs are worked on at a time", .tags(.law), arguments: [1, 3])
  func width(jobs: Int) async {
    let now = Atomic<Int>(0)
    let most = Atomic<Int>(0)
    _ = await SideBySide(jobs: jobs).results(
      40, isInterrupted: { false }, progress: { _ in },
      work: { number -> Int? in
        let count = now.add(1, ordering: .sequentiallyConsistent).newValue
        most.max(count, ordering: .sequentiallyConsistent)
        defer { now.subtract(1, ordering: .sequentiallyConsistent) }
        return square(number % 20)
      })
    #expect(most.load(ordering: .sequentiallyConsistent) <= jobs)
  }

  @Test("The first failure by number is thrown", .tags(.failure), arguments: [1, 2, 7, 50])
  func failure(jobs: Int) async {
    await #expect(throws: Failure(number: 4)) {
      try await SideBySide(jobs: jobs).results(
        20, isInterrupted: { false }, progress: { _ in }
      ) { number throws(Failure) -> Int? in
        let value = square(number)
        if number == 4 || number == 6 { throw Failure(number: number) }
        return value
      }
    }
  }

  @Test("Dropped pieces leave gaps and are not counted", .tags(.exact))
  func gaps() async {
    let told = Mutex<[Int]>([])
    let results = await SideBySide(jobs: 2).results(
      5, isInterrupted: { false }, progress: { count in told.withLock { $0.append(count) } },
      work: { $0 == 2 ? nil : $0 })
    #expect(results == [0, 1, nil, 3, 4])
    #expect(told.withLock { $0 } == [1, 2, 3, 4])
  }

  @Test("Once it is interrupted, no other piece is begun", .tags(.failure))
  func interruption() async {
    let begun = Mutex<Set<Int>>([])
    let finished = Mutex(0)
    let results = await SideBySide(jobs: 3).results(
      50, isInterrupted: { finished.withLock { $0 } >= 4 },
      progress: { count in finished.withLock { $0 = count } },
      work: { number -> Int? in
        begun.withLock { _ = $0.insert(number) }
        return number
      })
    // Three at once; one more for each of the first three that were finished; then none.
    #expect(begun.withLock { $0 } == Set(0..<6))
    #expect(results.count == 50)
    #expect(results.compactMap(\.self) == Array(0..<6))
  }

  @Test("Where there is nothing to do, nothing is done", .tags(.exact))
  func nothing() async {
    let results = await SideBySide(jobs: 4).results(
      0, isInterrupted: { false }, progress: { _ in }, work: { $0 })
    #expect(results.isEmpty)
  }
}
