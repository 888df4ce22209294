import FactoryModel

/// Metrics of models that judge parts.
extension MetricTable {
  mutating func addInspectionModels(_ factory: Factory) {
    var index = 0
    for product in factory.products {
      for operation in product.route where operation.inspection?.model != nil {
        addInspectionModel(index, "inspections.\(product.name).\(operation.name).")
        index += 1
      }
    }
  }

  private mutating func addInspectionModel(_ index: Int, _ path: String) {
    func count(
      _ name: String, _ better: MetricDefinition.Direction, _ definition: String,
      _ value: @escaping @Sendable (InspectionModelAccount) -> Int
    ) {
      add(path + name, "parts", better, definition) { Double(value($0.inspectionModels[index])) }
    }
    count("judged", .neither, "parts that the model was asked about, each as often as inspected") {
      $0.judged
    }
    count("rejected", .neither, "parts that the model rejected") { $0.rejected }
    count("false_rejections", .lower, "parts without a defect that the model rejected") {
      $0.falseRejections
    }
    count("misses", .lower, "parts with a defect that the model did not reject") { $0.misses }
  }
}
