/// Models that a scenario names.
extension Reading {
  /// Finds a model on the shelf; its version takes the place of its name.
  mutating func model(_ value: Value, _ name: String) -> TreeContent {
    guard let shelf = files.shelf else {
      error(value, "\(quoted(name)) names a model, and there is no folder of models here")
      return .broken
    }
    do throws(ModelShelfProblem) {
      let found = try shelf.model(name, from: folder, included: files.included)
      return .value(TreeValue(text: found.reference, meaning: .model(found)))
    } catch {
      self.error(value, "\(quoted(name)) \(error.message)")
      return .broken
    }
  }
}
