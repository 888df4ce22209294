/// Models that a scenario names.
extension Reading {
  /// Finds a model on the shelf; its version takes the place of its name.
  ///
  /// A scenario whose model cannot be had is a good one all the same, which cannot be simulated here.
  mutating func model(_ name: String) -> TreeContent {
    guard let shelf = files.shelf else {
      return .value(
        TreeValue(
          text: name, meaning: .missingModel("names a model, and there is no folder of models here")
        ))
    }
    do throws(ModelShelfProblem) {
      let found = try shelf.model(name, from: folder, included: files.included)
      return .value(TreeValue(text: found.reference, meaning: .model(found)))
    } catch {
      return .value(TreeValue(text: name, meaning: .missingModel(error.message)))
    }
  }
}
