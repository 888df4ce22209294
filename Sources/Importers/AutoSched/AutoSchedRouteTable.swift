import DataTables

/// The table of a route: a row for each operation, and a column for each key that one of them has.
struct AutoSchedRouteTable {
  private typealias Operation = AutoSchedModel.Operation

  private let route: AutoSchedModel.Route
  private let model: AutoSchedModel

  init(_ route: AutoSchedModel.Route, _ model: AutoSchedModel) {
    (self.route, self.model) = (route, model)
  }

  var text: String {
    let columns = self.columns
    var text = DelimitedText.row(["operation"] + columns.map(\.name)) + "\n"
    for operation in route.operations {
      text += DelimitedText.row([operation.name] + columns.map { $0.cell(operation) }) + "\n"
    }
    return text
  }

  private var columns: [(name: String, cell: (Operation) -> String)] {
    func number(_ value: Double?) -> String { value.map(AutoSchedNumber.text) ?? "" }
    func has(_ condition: (Operation) -> Bool) -> Bool {
      route.operations.contains(where: condition)
    }
    var columns: [(name: String, cell: (Operation) -> String)] = [
      ("at", { model.families[$0.family].name }), ("time", { $0.time.text }),
    ]
    if has({ $0.transport != nil }) { columns.append(("transport", { $0.transport?.text ?? "" })) }
    if has({ $0.share < 100 }) {
      columns.append(("share [%]", { $0.share < 100 ? number($0.share) : "" }))
    }
    if has({ $0.batch != nil }) {
      columns += [
        ("family", { $0.batchFamily ?? "" }), ("batch.same", { $0.batch == nil ? "" : "family" }),
        ("batch.at_least", { $0.batch.map { "\($0.least)" } ?? "" }),
        ("batch.at_most", { $0.batch.map { "\($0.most)" } ?? "" }),
      ]
    }
    if has({ $0.interval != nil }) {
      columns.append(("batch.interval [min]", { number($0.interval) }))
    }
    if has({ $0.setup != nil }) { columns.append(("setup", { $0.setup ?? "" })) }
    if has({ $0.setupTime != nil }) {
      columns.append(("setup_time [min]", { number($0.setupTime) }))
    }
    if has({ $0.machineOf != nil }) { columns.append(("machine_of", { $0.machineOf ?? "" })) }
    if has({ $0.queueLimit != nil }) {
      columns += [
        ("within.of", { $0.queueLimit?.of ?? "" }),
        ("within.limit [min]", { number($0.queueLimit?.minutes) }),
        ("within.then", { $0.queueLimit == nil ? "" : "count" }),
      ]
    }
    if has({ $0.rework != nil }) {
      columns += [
        ("makes.rework [%]", { number($0.rework?.percent) }),
        ("finds.rework [%]", { $0.rework == nil ? "" : "100" }),
        ("then.rework", { $0.rework.map { "back to \($0.target)" } ?? "" }),
      ]
    }
    return columns
  }
}
