import Experiments
import JSONDocuments
import ProcessQuality

extension ModelFamily {
  /// Figures of ISO 22400-2 from a machine's log.
  static let equipmentEffectiveness = ModelFamily(
    names: ["quality.oee_iso22400"], kind: .library,
    parameters: ["shift_minutes", "PRI_minutes", "log_columns", "log"]
  ) { (battery, _) throws(CaseProblem) in
    let parameters = battery.parameters
    let figures: EquipmentEffectiveness
    let log = try machineLog(parameters)
    let planned = try parameters.number("PRI_minutes")
    do throws(QualityInputError) {
      figures = try EquipmentEffectiveness(of: log, plannedRunTimePerItem: planned)
    } catch {
      throw CaseProblem("parameters.PRI_minutes", "\(error)")
    }
    return CaseModel(
      exact: .named(
        battery.expected,
        [
          "planned_busy_time_PBT": figures.plannedBusyTime,
          "actual_production_time_APT": figures.actualProductionTime,
          "actual_unit_setup_time_AUST": figures.actualUnitSetupTime,
          "actual_unit_down_time": figures.actualUnitDownTime, "idle_time": figures.idleTime,
          "produced_quantity_PQ": Double(figures.producedQuantity),
          "good_quantity_GQ": Double(figures.goodQuantity),
          "scrap_quantity_SQ": Double(figures.scrapQuantity),
          "rework_quantity_RQ": Double(figures.reworkQuantity),
          "availability": figures.availability, "effectiveness": figures.effectiveness,
          "quality_ratio": figures.qualityRatio, "OEE": figures.overallEquipmentEffectiveness,
          "actual_unit_processing_time_AUPT": figures.actualUnitProcessingTime,
          "NEE_index": figures.netEquipmentEffectiveness, "setup_ratio": figures.setupRatio,
          "scrap_ratio": figures.scrapRatio, "rework_ratio": figures.reworkRatio,
          "failures": Double(figures.failures), "mean_time_to_repair": figures.meanTimeToRepair,
          "operating_time_between_failures": figures.operatingTimeBetweenFailures,
        ]))
  }

  private static func machineLog(
    _ parameters: CaseParameters
  ) throws(CaseProblem) -> MachineLog {
    let columns = try parameters.texts("log_columns")
    var rows: [MachineLog.Row] = []
    for (index, cells) in try parameters.rows("log").enumerated() {
      let path = "parameters.log[\(index)]"
      guard cells.count == columns.count else {
        throw CaseProblem(path, "expected \(columns.count) values; found \(cells.count)")
      }
      let row = CaseParameters(
        zip(columns, cells).map { JSONValue.Member($0, $1) }, path: path)
      let letter = try row.text("state")
      guard let state = MachineLog.State(rawValue: letter) else {
        throw CaseProblem("\(path).state", "'\(letter)' is no state; P, U, D, I and N are")
      }
      rows.append(
        MachineLog.Row(
          start: try row.number("start"), end: try row.number("end"), state: state,
          good: try row.whole("good"), scrap: try row.whole("scrap"),
          rework: try row.whole("rework")))
    }
    do throws(MachineLogError) {
      return try MachineLog(rows)
    } catch {
      throw CaseProblem("parameters.log", "\(error)")
    }
  }
}
