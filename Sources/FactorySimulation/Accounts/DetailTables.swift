import BasicContainers
import SimulationStatistics

/// The collectors of all details that were asked for, those of one subject side by side.
struct DetailTables: ~Copyable {
  private var times: UniqueArray<TimeDetail>
  private var levels: UniqueArray<LevelDetail>
  private let subjects: [(subject: DetailRequest.Subject, stretch: Stretch)]
  private let count: Int
  let workInProcess: Stretch
  let machinesDown: Stretch

  /// - Parameters:
  ///   - requests: What is asked for.
  ///   - products: How many products there are.
  init(_ requests: [DetailRequest], products: Int) {
    var times: [TimeDetail] = []
    var levels: [LevelDetail] = []
    var subjects: [(subject: DetailRequest.Subject, stretch: Stretch)] = []
    func add(_ subject: DetailRequest.Subject, answering wanted: [DetailRequest.Subject]) {
      let first = subject.isLevel ? levels.count : times.count
      for (place, request) in requests.enumerated() where wanted.contains(request.subject) {
        if subject.isLevel {
          levels.append(LevelDetail(request.statistic, place: place))
        } else {
          times.append(TimeDetail(request.statistic, place: place))
        }
      }
      let last = subject.isLevel ? levels.count : times.count
      subjects.append((subject, Stretch(first: Int32(first), count: Int32(last - first))))
    }
    if products == 1 {
      add(.cycleTime(product: 0), answering: [.cycleTime(product: nil), .cycleTime(product: 0)])
    } else {
      // What is asked of all products is kept by each, and put together in the answer.
      for product in 0..<products {
        add(
          .cycleTime(product: product),
          answering: [.cycleTime(product: nil), .cycleTime(product: product)])
      }
    }
    for request in requests {
      if case .cycleTime = request.subject { continue }
      if !subjects.contains(where: { $0.subject == request.subject }) {
        add(request.subject, answering: [request.subject])
      }
    }
    func stretch(_ subject: DetailRequest.Subject) -> Stretch {
      subjects.first { $0.subject == subject }?.stretch ?? Stretch()
    }
    workInProcess = stretch(.workInProcess)
    machinesDown = stretch(.machinesDown)
    count = requests.count
    self.times = UniqueArray(copying: times)
    self.levels = UniqueArray(copying: levels)
    self.subjects = subjects
  }

  private init(copying other: borrowing DetailTables) {
    times = other.times.clone()
    levels = other.levels.clone()
    subjects = other.subjects
    count = other.count
    workInProcess = other.workInProcess
    machinesDown = other.machinesDown
  }

  borrowing func fork() -> DetailTables { DetailTables(copying: self) }

  private func stretch(_ subject: DetailRequest.Subject) -> Stretch {
    subjects.first { $0.subject == subject }?.stretch ?? Stretch()
  }

  func waitingTimes(at station: Int) -> Stretch { stretch(.waitingTime(station: station)) }
  func cycleTimes(of product: Int) -> Stretch { stretch(.cycleTime(product: product)) }
  func levels(of subject: DetailRequest.Subject) -> Stretch { stretch(subject) }

  mutating func addTime(_ time: Double, to details: Stretch) {
    for detail in details.range { times[detail].add(time) }
  }

  mutating func add(_ change: Int, to details: Stretch, at time: Double) {
    for detail in details.range { levels[detail].add(change, at: time) }
  }

  mutating func restart(at time: Double) {
    for detail in times.indices { times[detail].restart() }
    for detail in levels.indices { levels[detail].restart(at: time) }
  }

  func answers(at time: Double) -> [Ratio] {
    var whole = [TimeDetail?](repeating: nil, count: count)
    for detail in times.indices {
      let place = times[detail].place
      if whole[place] == nil {
        whole[place] = times[detail]
      } else {
        whole[place]?.merge(times[detail])
      }
    }
    var answers = whole.map { $0?.answer ?? Ratio(0, per: 0) }
    for detail in levels.indices {
      answers[levels[detail].place] = levels[detail].answer(at: time)
    }
    return answers
  }
}
