/// The key figures of one machine by ISO 22400-2, from a log of what it did.
///
/// Times are in the unit of the log. A ratio without denominator (no part made, no planned time) is
/// `nil`. Setup is within planned busy time and is not production.
///
/// Source: ISO 22400-2:2014, *Automation systems and integration – Key performance indicators
/// (KPIs) for manufacturing operations management – Part 2: Definitions and descriptions*.
public struct EquipmentEffectiveness: Hashable, Sendable {
  /// PRI, the planned run time per item, in the unit of the log.
  public let plannedRunTimePerItem: Double

  /// APT, the actual production time.
  public private(set) var actualProductionTime = 0.0
  /// AUST, the actual unit setup time.
  public private(set) var actualUnitSetupTime = 0.0
  /// The time in which the machine was down.
  public private(set) var actualUnitDownTime = 0.0
  /// The planned time in which the machine had nothing to do.
  public private(set) var idleTime = 0.0
  /// The time that was not planned to be busy.
  public private(set) var notPlannedTime = 0.0

  /// GQ, the parts that were good at once.
  public private(set) var goodQuantity = 0
  /// SQ, the parts scrapped.
  public private(set) var scrapQuantity = 0
  /// RQ, the parts that need rework.
  public private(set) var reworkQuantity = 0
  /// The intervals in which the machine was down; rows of one failure that follow each other are
  /// better joined beforehand.
  public private(set) var failures = 0

  /// Adds up a log.
  ///
  /// - Parameters:
  ///   - log: What the machine did.
  ///   - plannedRunTimePerItem: PRI, in the unit of the log; finite and > 0.
  /// - Throws: ``QualityInputError/outOfRange(name:value:requirement:)``.
  public init(of log: MachineLog, plannedRunTimePerItem: Double) throws(QualityInputError) {
    try checkPositive(plannedRunTimePerItem, "planned run time per item")
    self.plannedRunTimePerItem = plannedRunTimePerItem
    for row in log.rows {
      let duration = row.end - row.start
      switch row.state {
      case .producing: actualProductionTime += duration
      case .setup: actualUnitSetupTime += duration
      case .down:
        actualUnitDownTime += duration
        failures += 1
      case .idle: idleTime += duration
      case .notPlanned: notPlannedTime += duration
      }
      goodQuantity += row.good
      scrapQuantity += row.scrap
      reworkQuantity += row.rework
    }
  }

  // MARK: - Times and quantities

  /// PBT, the planned busy time: all but what was not planned.
  public var plannedBusyTime: Double {
    actualProductionTime + actualUnitSetupTime + actualUnitDownTime + idleTime
  }

  /// AUPT, the actual unit processing time: production and setup.
  public var actualUnitProcessingTime: Double { actualProductionTime + actualUnitSetupTime }

  /// PQ, the produced quantity: good, scrapped and to be reworked.
  public var producedQuantity: Int { goodQuantity + scrapQuantity + reworkQuantity }

  // MARK: - Ratios

  /// Availability, APT / PBT.
  public var availability: Double? { ratio(actualProductionTime, plannedBusyTime) }

  /// Effectiveness, PRI · PQ / APT.
  public var effectiveness: Double? {
    ratio(plannedRunTimePerItem * Double(producedQuantity), actualProductionTime)
  }

  /// Quality ratio, GQ / PQ.
  public var qualityRatio: Double? { ratio(Double(goodQuantity), Double(producedQuantity)) }

  /// The overall equipment effectiveness index: availability · effectiveness · quality ratio.
  ///
  /// The production time and the produced quantity cancel, PRI · GQ / PBT; so it is 0, not
  /// undefined, where nothing was made.
  public var overallEquipmentEffectiveness: Double? {
    ratio(plannedRunTimePerItem * Double(goodQuantity), plannedBusyTime)
  }

  /// The net equipment effectiveness index: AUPT / PBT · effectiveness · quality ratio.
  public var netEquipmentEffectiveness: Double? {
    guard let effectiveness, let qualityRatio,
      let processing = ratio(actualUnitProcessingTime, plannedBusyTime)
    else { return nil }
    return processing * effectiveness * qualityRatio
  }

  /// Setup ratio, AUST / AUPT.
  public var setupRatio: Double? { ratio(actualUnitSetupTime, actualUnitProcessingTime) }

  /// Scrap ratio, SQ / PQ.
  public var scrapRatio: Double? { ratio(Double(scrapQuantity), Double(producedQuantity)) }

  /// Rework ratio, RQ / PQ.
  public var reworkRatio: Double? { ratio(Double(reworkQuantity), Double(producedQuantity)) }

  // MARK: - Failures

  /// The mean length of the intervals in which the machine was down.
  public var meanTimeToRepair: Double? { ratio(actualUnitDownTime, Double(failures)) }

  /// The production time for each failure.
  public var operatingTimeBetweenFailures: Double? {
    ratio(actualProductionTime, Double(failures))
  }

  private func ratio(_ part: Double, _ whole: Double) -> Double? {
    whole > 0 ? part / whole : nil
  }
}
