/// What is kept of a channel's readings for all its features.
///
/// Features that need the same window, mean or baseline share one.
struct ChannelTrackers: Sendable {
  /// Where a feature is found.
  enum Source: Sendable {
    case last, count, missing, age, silence
    case mean(window: Int)
    case deviation(window: Int)
    case slope(window: Int)
    case least(window: Int)
    case greatest(window: Int)
    case exponentialMean(Int)
    case aboveBaseline(window: Int, Int)
    case baselineScore(window: Int, Int)
    case meanDifference(window: Int, Int)
    case exceedance(Int)
    case lifeMean, lifeSlope, lifeGreatest
  }

  private(set) var sources: [Source] = []
  private var windows: [RollingWindow] = []
  private var means: [ExponentialMean] = []
  private var baselines: [HealthyBaseline] = []
  /// What was above each baseline, summed.
  private var exceedances: [Double] = []
  /// All readings of the life; `nil` where no feature asks for them.
  private var life: WindowSummary?
  private var last = Double.nan
  private var lastTime = Double.nan
  private var count = 0
  private var missing = 0

  init(_ channel: FeatureChannel) {
    let ofLife: [ReadingFeature] = [.lifeMean, .lifeSlope, .lifeGreatest]
    if channel.features.contains(where: { ofLife.contains($0) }) { life = WindowSummary() }
    sources = channel.features.map { feature in
      let window = feature.window.map { windowPlace($0) } ?? 0
      let second = feature.secondWindow.map { windowPlace($0) } ?? 0
      let baseline = feature.baseline.map { baselinePlace($0, channel.leastDeviation) } ?? 0
      return switch feature {
      case .last: .last
      case .mean: .mean(window: window)
      case .deviation: .deviation(window: window)
      case .slope: .slope(window: window)
      case .least: .least(window: window)
      case .greatest: .greatest(window: window)
      case .exponentialMean(let timeConstant): .exponentialMean(meanPlace(timeConstant))
      case .aboveBaseline: .aboveBaseline(window: window, baseline)
      case .baselineScore: .baselineScore(window: window, baseline)
      case .meanDifference: .meanDifference(window: window, second)
      case .exceedance: .exceedance(baseline)
      case .lifeMean: .lifeMean
      case .lifeSlope: .lifeSlope
      case .lifeGreatest: .lifeGreatest
      case .count: .count
      case .missing: .missing
      case .age: .age
      case .silence: .silence
      }
    }
  }

  private mutating func windowPlace(_ length: Int) -> Int {
    if let place = windows.firstIndex(where: { $0.length == length }) { return place }
    windows.append(RollingWindow(length: length))
    return windows.count - 1
  }

  private mutating func meanPlace(_ timeConstant: Double) -> Int {
    if let place = means.firstIndex(where: { $0.timeConstant == timeConstant }) { return place }
    means.append(ExponentialMean(timeConstant: timeConstant))
    return means.count - 1
  }

  private mutating func baselinePlace(_ readings: Int, _ leastDeviation: Double) -> Int {
    if let place = baselines.firstIndex(where: { $0.readings == readings }) { return place }
    baselines.append(HealthyBaseline(readings: readings, leastDeviation: leastDeviation))
    exceedances.append(0)
    return baselines.count - 1
  }

  mutating func removeAll() {
    for place in windows.indices { windows[place].removeAll() }
    for place in means.indices { means[place].removeAll() }
    for place in baselines.indices {
      baselines[place].removeAll()
      exceedances[place] = 0
    }
    if life != nil { life = WindowSummary() }
    (last, lastTime, count, missing) = (.nan, .nan, 0, 0)
  }

  mutating func addMissing() {
    missing += 1
  }

  mutating func add(_ value: Double, at time: Double) {
    (last, lastTime) = (value, time)
    count += 1
    for place in windows.indices { windows[place].append(value, at: time) }
    for place in means.indices { means[place].add(value, at: time) }
    for place in baselines.indices {
      let above = baselines[place].difference(value)
      if above > 0 { exceedances[place] += above }
      baselines[place].add(value)
    }
    life?.add(value, at: time)
  }

  func value(of source: Source, begin: Double, now: Double) -> Double {
    switch source {
    case .last: last
    case .count: Double(count)
    case .missing: Double(missing)
    case .age: now - begin
    case .silence: now - lastTime
    case .mean(let window): windows[window].summary.mean
    case .deviation(let window): windows[window].summary.deviation
    case .slope(let window): windows[window].summary.slope
    case .least(let window): count > 0 ? windows[window].summary.least : .nan
    case .greatest(let window): count > 0 ? windows[window].summary.greatest : .nan
    case .exponentialMean(let mean): means[mean].value
    case .aboveBaseline(let window, let baseline):
      baselines[baseline].difference(windows[window].summary.mean)
    case .baselineScore(let window, let baseline):
      baselines[baseline].score(windows[window].summary.mean)
    case .meanDifference(let window, let second):
      windows[window].summary.mean - windows[second].summary.mean
    case .exceedance(let baseline):
      baselines[baseline].isComplete ? exceedances[baseline] : .nan
    case .lifeMean: life?.mean ?? .nan
    case .lifeSlope: life?.slope ?? .nan
    case .lifeGreatest: count > 0 ? life?.greatest ?? .nan : .nan
    }
  }
}
