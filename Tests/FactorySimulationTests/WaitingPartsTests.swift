import RandomVariates
import EventKernel
import TestSupport
import Testing

@testable import FactorySimulation

@Suite("Parts that wait in heaps")
struct WaitingPartsTests {
  @Test("A heap gives its parts in the order of what they are compared by", .tags(.law))
  func order() {
    var stream = RandomStream(
      StreamKey(seed: 5, replication: 0, path: "heap", purpose: "test"))
    for round in 0..<50 {
      var plans = RecordTable<PlanRecord>(minimumCapacity: 300)
      for entry in 0..<300 as Range<UInt64> {
        var plan = PlanRecord(entry: entry)
        // Few values, so that many are equal in the first and the second.
        plan.first = (stream.uniform() * 5).rounded()
        plan.second = (stream.uniform() * 5).rounded()
        plan.third = stream.uniform()
        plans.append(plan)
      }
      var root: Int32 = -1
      var inside: Set<Int32> = []
      for part in 0..<300 as Range<Int32> {
        root = plans.insert(part, intoHeap: root)
        inside.insert(part)
        // Now and then the first leaves.
        if stream.uniform() < 0.3 {
          expectFirst(root, of: inside, plans, round)
          inside.remove(root)
          root = plans.removeFirst(ofHeap: root)
        }
      }
      while root >= 0 {
        expectFirst(root, of: inside, plans, round)
        inside.remove(root)
        root = plans.removeFirst(ofHeap: root)
      }
      #expect(inside.isEmpty)
    }
  }

  private func expectFirst(
    _ root: Int32, of inside: Set<Int32>, _ plans: borrowing RecordTable<PlanRecord>, _ round: Int
  ) {
    var least = root
    for part in inside {
      let (a, b) = (plans[Int(part)], plans[Int(least)])
      if (a.first, a.second, a.third) < (b.first, b.second, b.third) { least = part }
    }
    #expect(least == root, "round \(round)")
  }

  @Test("A list loses any part, and keeps its order", .tags(.exact))
  func lists() {
    var plans = RecordTable<PlanRecord>(repeating: PlanRecord(), count: 4)
    var last: Int32 = -1
    for part in 0..<4 as Range<Int32> { last = plans.insert(part, intoList: last) }
    last = plans.remove(1, fromList: last)
    last = plans.remove(3, fromList: last)
    #expect(last == 2)
    #expect(plans[2].child == 0)
    #expect(plans[0].sibling == 2)
    last = plans.remove(0, fromList: last)
    last = plans.remove(2, fromList: last)
    #expect(last == -1)
  }
}
