import FactoryModel

/// Inspections that ask a model.
extension FactoryBuilder {
  /// Adds the models of a route's inspections; the features that they read are added to the sensors of the stations.
  mutating func addModels(
    to product: inout Product, _ section: TreeSection, _ stations: inout [Station]
  ) {
    let steps = RouteStep.steps(of: section, plant: plant)
    for (index, step) in steps.enumerated() {
      guard let node = step.section["model"], let inspection = product.route[index].inspection,
        let found = shelved(node)
      else { continue }
      let chance = step.section["chance_over"]?.quantity?.value ?? 0.5
      let station = product.route[index].station
      let asked = inspectionModel(found, chance, node, inspection, &stations[station])
      product.route[index].inspection?.model = asked
    }
  }

  private mutating func inspectionModel(
    _ found: ShelvedModel, _ chance: Double, _ node: TreeNode, _ inspection: Inspection,
    _ station: inout Station
  ) -> InspectionModel? {
    guard case .defect(let predictor) = found.answer else {
      reading.error(
        node.place, node.path,
        "\(quoted(found.reference)) gives \(found.answer.name), not the chance of a defect; train one with "
          + "'fettle train … --target has_defect'")
      return nil
    }
    let read = inspection.reads.map { characteristics[$0.characteristic].name }
    let missing = found.features.filter { !read.contains($0) && !station.provide($0) }
    guard missing.isEmpty else {
      reading.error(
        node.place, node.path,
        "\(quoted(found.reference)) reads \(enumerated(missing.map { "'\($0)'" }, joinedBy: "and")), which is neither read "
          + "of the part here nor known of station '\(station.name)'; "
          + (read.isEmpty
            ? "there is no gauge"
            : "there are gauges of \(enumerated(read.map { "'\($0)'" }, joinedBy: "and"))")
          + "; \(Self.inputs(of: station))")
      return nil
    }
    return InspectionModel(
      reference: found.reference, features: found.features, predictor: predictor, chance: chance)
  }
}
