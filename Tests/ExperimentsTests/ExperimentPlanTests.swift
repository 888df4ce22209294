import Experiments
import FactoryModel
import FactorySimulation
import Scenarios
import SimulationStatistics
import Synchronization
import TestSupport
import Testing

@Suite("Experiments with several arms")
struct ExperimentPlanTests {
  private func plan(_ replications: Int = 6, seed: UInt64 = 3) throws -> ExperimentPlan {
    ExperimentPlan(
      arms: [
        try Lines.arm("base"), try Lines.arm("roomy", "stations.check.buffer=30"),
        try Lines.arm("slow", "stations.check.time=40 s"),
      ], baseline: 0, seed: seed, replications: replications)
  }

  @Test("The outcome does not depend on the number of jobs", .tags(.law))
  func jobs() async throws {
    let one = try await plan().run(jobs: 1)
    for jobs in [2, 3, 7] {
      let many = try await plan().run(jobs: jobs)
      #expect(one.arms.map(\.replications) == many.arms.map(\.replications))
    }
    #expect(one.arms.allSatisfy { $0.replications.map(\.replication) == Array(0..<6) })
    #expect(!one.isPartial)
  }

  @Test("Each arm gives what it gives alone, with the same seed", .tags(.law))
  func alone() async throws {
    let plan = try plan()
    let together = try await plan.run(jobs: 2)
    for (arm, outcome) in zip(plan.arms, together.arms) {
      let alone = try await ReplicatedRun(
        factory: arm.scenario.factory, seed: 3, replications: 6, jobs: 2
      ).run()
      #expect(alone.replications == outcome.replications)
    }
  }

  @Test("Equal arms do not differ at all, in any metric", .tags(.law))
  func commonRandomNumbers() async throws {
    let plan = ExperimentPlan(
      arms: [try Lines.arm("a"), try Lines.arm("b")], baseline: 0, seed: 8, replications: 4)
    let outcome = try await plan.run(jobs: 2)
    for definition in outcome.definitions {
      for difference in outcome.differences(in: definition.name) {
        #expect(difference.isNone, "\(definition.name)")
        #expect(!difference.isSignificant)
      }
    }
  }

  @Test("An interrupted experiment keeps the replications that all arms share", .tags(.failure))
  func interruption() async throws {
    let finished = Atomic<Int>(0)
    let outcome = try await plan(10_000).run(
      jobs: 2, isInterrupted: { finished.load(ordering: .relaxed) >= 10 },
      progress: { count, _ in finished.store(count, ordering: .relaxed) })
    #expect(outcome.isPartial)
    #expect(outcome.finished >= 2)
    #expect(outcome.finished < 20)
    let numbers = outcome.arms.map { $0.replications.map(\.replication) }
    #expect(numbers[1] == numbers[0])
    #expect(numbers[2] == numbers[0])
  }

  @Test("The arm and replication that fail first are named, whatever the jobs", .tags(.failure))
  func failure() async throws {
    let rarely = SampleLine.locking.replacing("void: 90 %", with: "void: 8 %")
    let plan = ExperimentPlan(
      arms: [try Lines.arm("base"), try Lines.arm("locks", "horizon=10 min", text: rarely)],
      baseline: 0, seed: 1, replications: 1_000)
    var failures: Set<ReplicationFailure> = []
    for jobs in [1, 2, 5] {
      do throws(ReplicationFailure) {
        _ = try await plan.run(jobs: jobs)
        Issue.record("the second arm cannot go on")
      } catch {
        failures.insert(error)
      }
    }
    #expect(failures.count == 1)
    #expect(failures.first?.arm == 1)
    #expect(failures.first?.replication ?? 0 > 0)
    let factory = plan.arms[1].scenario.factory
    let sentence = try #require(failures.first).sentence(in: factory)
    // Replications begin with the plant's start, here that of 2026, and last ten minutes.
    #expect(
      sentence.contains(#/^replication [0-9]+ cannot go on at 2026-01-05 00:0[0-9]: deadlock: /#),
      "\(sentence)")
  }

  // MARK: - Fingerprints

  @Test("The fingerprint covers all that determines the results", .tags(.law))
  func fingerprints() throws {
    let (a, b) = (try Lines.arm("a"), try Lines.arm("b", "stations.check.buffer=30"))
    let base = ExperimentPlan(arms: [a, b], baseline: 0, seed: 1, replications: 20)
    var plans = [base]
    func add(_ change: (inout ExperimentPlan) throws -> Void) rethrows {
      var plan = base
      try change(&plan)
      plans.append(plan)
    }
    add { $0.seed = 2 }
    add { $0.replications = 21 }
    add { $0.baseline = 1 }
    add { $0.arms.swapAt(0, 1) }
    add { plan in
      plan.arms[0].name = "b"
      plan.arms[1].name = "a"
    }
    add { $0.arms.removeLast() }
    try add { $0.arms[1] = try Lines.arm("b", "stations.check.buffer=31") }
    let wanted = try Precision("throughput=1%", among: Lines.definitions, hasBaseline: true)
    add { $0.precision = [wanted] }
    add { plan in
      plan.precision = [wanted]
      plan.mostReplications = 50
    }
    let fingerprints = plans.map(\.fingerprint)
    #expect(Set(fingerprints).count == plans.count)
    #expect(fingerprints.allSatisfy { $0.count == 16 })
    #expect(base.fingerprint == fingerprints[0])
  }

  @Test("What determines nothing leaves the fingerprint as it is", .tags(.law))
  func indifferent() throws {
    var plan = ExperimentPlan(arms: [try Lines.arm("base")], seed: 1, replications: 20)
    let fingerprint = plan.fingerprint
    plan.mostReplications = 77
    #expect(plan.fingerprint == fingerprint)
    plan.arms[0].name = "other"
    #expect(plan.fingerprint == fingerprint)
  }

  @Test("Arms with the same name, and names no file can have, get files of their own")
  func files() throws {
    let names = Arm.uniqueNames(["line", "line", "line-2", "line"])
    #expect(names == ["line", "line-3", "line-2", "line-4"])
    var plan = ExperimentPlan(
      arms: [
        try Lines.arm("base"), try Lines.arm("a.b={c: 1 %}/../x"),
        try Lines.arm("A.B={c: 1 %}/../x"),
        try Lines.arm("../../etc"),
      ], baseline: 0, seed: 1, replications: 1)
    #expect(
      plan.resolvedFiles == [
        "scenarios/base.resolved.yaml", "scenarios/a.b-c-1-..-x.resolved.yaml",
        "scenarios/a.b-c-1-..-x-2.resolved.yaml", "scenarios/-.-..-etc.resolved.yaml",
      ])
    plan.arms.removeLast(3)
    #expect(plan.resolvedFiles == ["scenario.resolved.yaml"])
  }

  @Test("Arms that count money in two currencies are told", .tags(.failure))
  func currencies() throws {
    let other = SampleLine.small.replacing("EUR", with: "USD")
    let plan = ExperimentPlan(
      arms: [try Lines.arm("a"), try Lines.arm("b", text: other)], baseline: 0, seed: 1,
      replications: 2)
    #expect(plan.unitConflict?.metric == "cost.downtime")
    #expect(plan.unitConflict?.units == ["EUR", "USD"])
    #expect(try self.plan().unitConflict == nil)
  }

  // MARK: - Precision

  @Test("Replications are added in rounds until the half-width is reached", .tags(.law))
  func precision() async throws {
    var plan = ExperimentPlan(arms: [try Lines.arm("base")], seed: 5, replications: 10)
    plan.precision = [
      try Precision("throughput=0.4%", among: Lines.definitions, hasBaseline: false)
    ]
    let one = try await plan.run(jobs: 1)
    let many = try await plan.run(jobs: 3)
    #expect(one.arms[0].replications == many.arms[0].replications)
    #expect(one.finished % ExperimentPlan.round == 0)
    #expect(one.finished > 10)
    let result = try #require(one.precision.first)
    #expect(result.isReached)
    #expect(result.replications == one.finished)
    #expect(try #require(result.halfWidth) <= 0.004)
    #expect(!one.isPartial)
    // One round less was not enough, and is the beginning of what there is now.
    let fewer = try await ReplicatedRun(
      factory: plan.arms[0].scenario.factory, seed: 5, replications: one.finished - 10, jobs: 2
    ).run()
    let interval = try #require(fewer.interval(of: "throughput"))
    #expect(try #require(interval.halfWidth) > 0.004 * interval.mean)
    #expect(Array(one.arms[0].replications.prefix(fewer.replications.count)) == fewer.replications)
  }

  @Test("A precision out of reach ends at the greatest number", .tags(.failure))
  func unreachable() async throws {
    var plan = try plan(10)
    plan.precision = [
      try Precision("throughput.diff=0.001 parts/h", among: Lines.definitions, hasBaseline: true)
    ]
    plan.mostReplications = 25
    let outcome = try await plan.run(jobs: 2)
    #expect(outcome.finished == 25)
    #expect(outcome.precision.first?.isReached == false)
    #expect(!outcome.isPartial)
  }
}
