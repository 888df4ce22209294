/// Carries out the cases of a battery, and compares.
public struct Verification: Sendable {
  /// How thorough to be.
  public var tier: VerificationTier
  /// The seed of all random numbers; a second run has the next one.
  public var seed: UInt64
  /// How many replications may run at the same time; at least 1.
  public var jobs: Int

  /// Plans a verification.
  public init(tier: VerificationTier, seed: UInt64 = 1, jobs: Int) {
    self.tier = tier
    self.seed = seed
    self.jobs = jobs
  }

  /// The families that are supported, with what each is modelled by.
  public static var families: [(name: String, kind: ModelKind)] {
    ModelFamily.all.flatMap { family in family.names.map { ($0, family.kind) } }
  }

  /// The factory that models a case, as a file that `fettle run` takes.
  ///
  /// - Parameter battery: The case.
  /// - Returns: `nil` where the case is modelled by a call of the library.
  /// - Throws: ``CaseProblem`` where it is not modelled.
  public func scenario(of battery: BatteryCase) throws(CaseProblem) -> String? {
    let (_, model) = try ModelFamily.model(of: battery, tier: tier)
    guard let scenario = model.scenario else { return nil }
    return scenario.commented(battery, self)
  }

  /// Carries out a case.
  ///
  /// Metrics that fail are simulated a second time, with the next seed, and must then agree. Where the
  /// first run was too short, the second has twice as many replications.
  ///
  /// - Parameters:
  ///   - battery: The case.
  ///   - isInterrupted: Asked now and then; when it says yes, the case is dropped.
  ///   - progress: Told how many replications are finished, of how many.
  /// - Returns: What came out; `nil` where the case was dropped.
  public func result(
    of battery: BatteryCase, isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) async -> CaseResult? {
    let kind: ModelKind
    let model: CaseModel
    do throws(CaseProblem) {
      (kind, model) = try ModelFamily.model(of: battery, tier: tier)
    } catch {
      return CaseResult(
        id: battery.id, family: battery.family, outcome: .unsupported(error.description))
    }
    func result(_ outcome: CaseResult.Outcome) -> CaseResult {
      CaseResult(id: battery.id, family: battery.family, kind: kind, outcome: outcome)
    }
    var run = CaseRun(battery: battery, model: model, verification: self)
    do throws(CaseRunFailure) {
      guard var metrics = try await run.metrics(seed: seed, isInterrupted, progress) else {
        return nil
      }
      if metrics.contains(where: { $0.isFailedByChance }) {
        if metrics.contains(where: { $0.verdict == .tooShort }) { run.runs = 2 }
        guard let second = try await run.metrics(seed: seed &+ 1, isInterrupted, progress) else {
          return nil
        }
        metrics = zip(metrics, second).map { $0.judgedAgain(by: $1) }
      }
      return result(.judged(metrics))
    } catch {
      switch error {
      case .notSimulated(let reason): return result(.unsupported(reason))
      case .broken(let reason): return result(.broken(reason))
      }
    }
  }
}

extension MetricResult {
  /// Whether chance may have made it fail.
  fileprivate var isFailedByChance: Bool { deviation != nil && verdict.isFailure }

  /// This result where it passed, else that of the second run.
  fileprivate func judgedAgain(by second: MetricResult) -> MetricResult {
    guard isFailedByChance else { return self }
    var result = second
    result.first = FirstRun(deviation: deviation ?? .infinity, verdict: verdict)
    if result.verdict == .passed { result.verdict = .passedOnSecondRun }
    return result
  }
}
