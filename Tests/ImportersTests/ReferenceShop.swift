/// A small simulator of shops with set-ups and batches, written from the rules that come with the MIMAC runs and
/// from nothing else: lists that are looked through whenever somebody chooses.
struct ReferenceShop {
  struct Operation {
    var group: Int
    var time: Double
    var setup: String?
    var family: String?
    var largestBatch = 1
  }

  struct Group {
    var machineCount: Int
    /// Times by what was and what comes; those that are missing take none.
    var setups: [[String]: Double] = [:]
    /// When each machine is first there.
    var releases: [Double] = []
  }

  struct Job {
    var route: Int
    var release: Double
    var due: Double
    var weight = 1.0
  }

  var groups: [Group]
  var routes: [[Operation]]
  var jobs: [Job]
  var rule: String
  var minimumBatch = 0.0
  var horizon = Double.infinity

  /// What happens: at a time, in the order of phases, then as it was scheduled.
  private struct Event {
    enum Kind { case release(Int), ready(Int, Int), selection(Int), completion(Int, Int, [Int]) }
    var time: Double
    var phase: Int
    var number: Int
    var kind: Kind
  }

  /// The state of a run.
  private struct Run {
    var now = 0.0
    var events: [Event] = []
    var scheduled = 0
    var queues: [[Int]]
    /// Free machines in the order in which they became free.
    var free: [[Int]]
    var setups: [[String]]
    /// When each machine ends what it is doing.
    var busyUntil: [[Double]]
    var position: [Int]
    var arrival: [Double]
    var finish: [Double?]
  }

  private static let standardSetup = "DEF_SETUP"

  /// When each job is finished; `nil` for those that are not within the horizon.
  func finishTimes() -> [Double?] {
    var run = Run(
      queues: groups.map { _ in [] }, free: groups.map { _ in [] },
      setups: groups.map { Array(repeating: Self.standardSetup, count: $0.machineCount) },
      busyUntil: groups.map { Array(repeating: 0, count: $0.machineCount) },
      position: jobs.map { _ in 0 }, arrival: jobs.map { _ in 0 }, finish: jobs.map { _ in nil })
    for (group, record) in groups.enumerated() {
      for machine in 0..<record.machineCount {
        let time = record.releases.isEmpty ? 0 : record.releases[machine]
        if time > 0 {
          schedule(.ready(group, machine), at: time, phase: 0, &run)
        } else {
          run.free[group].append(machine)
        }
      }
    }
    for (job, record) in jobs.enumerated() {
      schedule(.release(job), at: record.release, phase: 0, &run)
    }
    while let event = next(&run), event.time <= horizon {
      run.now = event.time
      switch event.kind {
      case .release(let job): arrive(job, &run)
      case .ready(let group, let machine):
        run.free[group].append(machine)
        schedule(.selection(group), at: run.now, phase: 1, &run)
      case .selection(let group): select(group, &run)
      case .completion(let group, let machine, let batch):
        run.free[group].append(machine)
        for job in batch {
          run.position[job] += 1
          arrive(job, &run)
        }
        schedule(.selection(group), at: run.now, phase: 1, &run)
      }
    }
    return run.finish
  }

  private func schedule(_ kind: Event.Kind, at time: Double, phase: Int, _ run: inout Run) {
    run.events.append(Event(time: time, phase: phase, number: run.scheduled, kind: kind))
    run.scheduled += 1
  }

  private func next(_ run: inout Run) -> Event? {
    guard
      let first = run.events.indices.min(by: {
        let (one, other) = (run.events[$0], run.events[$1])
        return (one.time, one.phase, one.number) < (other.time, other.phase, other.number)
      })
    else { return nil }
    return run.events.remove(at: first)
  }

  private func arrive(_ job: Int, _ run: inout Run) {
    guard run.position[job] < routes[jobs[job].route].count else {
      run.finish[job] = run.now
      return
    }
    run.arrival[job] = run.now
    let group = operation(job, run).group
    run.queues[group].append(job)
    schedule(.selection(group), at: run.now, phase: 1, &run)
  }

  private func operation(_ job: Int, _ run: borrowing Run) -> Operation {
    routes[jobs[job].route][run.position[job]]
  }

  // MARK: - Choosing

  private func select(_ group: Int, _ run: inout Run) {
    guard !run.queues[group].isEmpty, !run.free[group].isEmpty else { return }
    let takesBatches = routes.joined().contains { $0.group == group && $0.family != nil }
    guard
      let (machine, batch) = takesBatches ? bestBatch(group, run) : bestJob(group, run)
    else { return }
    run.free[group].removeAll { $0 == machine }
    run.queues[group].removeAll { batch.contains($0) }
    let operation = operation(batch[0], run)
    let setup = setupTime(batch[0], group, machine, run)
    run.setups[group][machine] = operation.setup ?? Self.standardSetup
    let end = run.now + setup + operation.time
    run.busyUntil[group][machine] = end
    schedule(.completion(group, machine, batch), at: end, phase: 0, &run)
  }

  /// Of all free machines and jobs the best; of machines that are as good the one that was freed last.
  private func bestJob(_ group: Int, _ run: borrowing Run) -> (Int, [Int])? {
    var best: (machine: Int, job: Int)?
    for machine in run.free[group].reversed() {
      for job in run.queues[group] {
        guard let present = best else {
          best = (machine, job)
          continue
        }
        let own = key(job, group, machine, run)
        if own < key(present.job, group, present.machine, run) { best = (machine, job) }
      }
    }
    return best.map { ($0.machine, [$0.job]) }
  }

  /// The machine that has been free for longest takes the best jobs of the family of the best job, if they are
  /// enough for a batch; else those of the next family.
  private func bestBatch(_ group: Int, _ run: borrowing Run) -> (Int, [Int])? {
    let machine = run.free[group][0]
    var queue = run.queues[group]
    var keys: [Int: (Double, Double, Int)] = [:]
    for job in queue { keys[job] = key(job, group, machine, run) }
    queue.sort { keys[$0, default: (0, 0, 0)] < keys[$1, default: (0, 0, 0)] }
    var tried: Set<String> = []
    for job in queue {
      let first = operation(job, run)
      guard let family = first.family else { return (machine, [job]) }
      guard tried.insert(family).inserted else { continue }
      var batch: [Int] = []
      for other in queue where operation(other, run).family == family {
        if batch.count < first.largestBatch { batch.append(other) }
      }
      if Double(batch.count) / Double(first.largestBatch) >= minimumBatch {
        return (machine, batch)
      }
    }
    return nil
  }

  private func setupTime(_ job: Int, _ group: Int, _ machine: Int, _ run: borrowing Run) -> Double {
    let needed = operation(job, run).setup ?? Self.standardSetup
    return groups[group].setups[[run.setups[group][machine], needed]] ?? 0
  }

  private func key(
    _ job: Int, _ group: Int, _ machine: Int, _ run: borrowing Run
  ) -> (Double, Double, Int) {
    (score(job, group, machine, run), run.arrival[job], job)
  }

  private func score(_ job: Int, _ group: Int, _ machine: Int, _ run: borrowing Run) -> Double {
    let record = jobs[job]
    let left = routes[record.route][run.position[job]...].map(\.time)
    let next = run.position[job] + 1 < routes[record.route].count
    switch rule {
    case "FCFS": return 0
    case "LCFS": return -run.arrival[job]
    case "FASFS": return record.release
    case "SPT": return left[0]
    case "LPT": return -left[0]
    case "WSPT": return left[0] / record.weight
    case "EDD": return record.due
    case "SST": return setupTime(job, group, machine, run)
    case "LWKR": return left.reduce(0, +)
    case "MWKR": return -left.reduce(0, +)
    case "SLK": return record.due - run.now - left.reduce(0, +)
    case "CR": return (record.due - run.now) / left.reduce(0, +)
    case "WINQ": return next ? workInNextQueue(of: job, run) : 0
    case "2PT+WINQ+NPT":
      return 2 * left[0] + (next ? workInNextQueue(of: job, run) + left[1] : 0)
    default: fatalError("no rule \(rule)")
    }
  }

  private func workInNextQueue(of job: Int, _ run: borrowing Run) -> Double {
    let group = routes[jobs[job].route][run.position[job] + 1].group
    var work = 0.0
    for waiting in run.queues[group] { work += operation(waiting, run).time }
    for end in run.busyUntil[group] where end > run.now { work += end - run.now }
    return work / Double(groups[group].machineCount)
  }
}

extension ReferenceShop {
  /// The shop in jasima's text format.
  var jasimaText: String {
    var lines = ["# drawn", "\(groups.count)", "\(routes.count)"]
    for route in routes {
      lines.append(
        route.map { "\($0.group + 1)" + ($0.setup.map { ";\($0)" } ?? "") }.joined(separator: " "))
    }
    for route in routes {
      lines.append(
        route.map { operation in
          "\(operation.time)"
            + (operation.family.map { ";\($0);\(operation.largestBatch)" } ?? "")
        }.joined(separator: " "))
    }
    for (index, group) in groups.enumerated() {
      lines += ["\(index + 1)", "numInGroup", "\(group.machineCount)"]
      if !group.releases.isEmpty {
        lines += ["machineReleaseDates", group.releases.map { "\($0)" }.joined(separator: " ")]
      }
      guard !group.setups.isEmpty else { continue }
      let names =
        [Self.standardSetup]
        + Set(group.setups.keys.joined()).subtracting([Self.standardSetup]).sorted()
      lines += ["setup", "\(names.count)"]
      for from in names {
        let cells = names.map { to in
          from == to ? "x" : "\(group.setups[[from, to]] ?? 0)"
        }
        lines.append(([from] + cells).joined(separator: "\t"))
      }
    }
    lines += ["jobs", "\(jobs.count)"]
    lines += jobs.enumerated().map { number, job in
      "\(job.route + 1) \(job.release) \(job.due) \(job.weight == job.weight.rounded() ? "\(Int(job.weight))" : "\(job.weight)") n\(number)"
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
