import DataTables
import Experiments
import FactoryModel
import Foundation
import ModelRegistry
import ModelTraining
import OutsideModels
import Scenarios
import TestSupport
import Testing

@Suite("Models of other programs in a registry")
struct OutsideShelfTests {
  /// A registry `models` in a folder, with a program that answers what it reads, in seconds; -1 ends it.
  static func register(in folder: URL, beside text: String = "") throws -> ModelStore {
    let script = """
      \(text)
      while read -r line; do
        case "$line" in
          *hello*) echo '{"reads": ["heat"], "answers": "remaining_life"}' ;;
          *-1.0*) echo 'no such heat' >&2; exit 5 ;;
          *) id=${line#*:}; row=${line##*[}; echo "{\\"id\\": ${id%%,*}, \\"answers\\": [${row%%]*}]}" ;;
        esac
      done
      """
    try script.write(
      to: folder.appending(path: "model.sh"), atomically: false, encoding: .utf8)
    func column(_ name: String, _ values: [Double]) -> TableColumn {
      TableColumn(ColumnDescription(name: name, type: .float64), .float64(values))
    }
    // Ten units that go on for so long as their heat says.
    let rows = 0..<200
    let left = rows.map { Double(19 - $0 % 20) }
    let table = ColumnarTable([
      column("unit", rows.map { Double($0 / 20) }), column("time", rows.map { Double($0 % 20) }),
      column("heat", left), column("remaining_useful_life", left),
    ])
    let found = try OutsideFiles(of: OutsideCommand(["sh", "model.sh"]), from: folder.path)
    var command = found.command
    command.batch = 1
    let model = try OutsideCalibration(
      command, files: found.files, allowing: OutsidePermission(in: folder.path), on: table,
      TableRequest(target: "remaining_useful_life")
    ).model
    let store = try ModelStore.make(at: folder.path + "/models")
    _ = try store.add(
      model, as: "wear", data: "none", scores: [], codeVersion: "1", createdBy: "a test")
    return store
  }

  func shelved(
    _ shelf: RegistryShelf, _ folder: URL, _ name: String = "wear"
  ) throws(ModelShelfProblem) -> ShelvedModel {
    try shelf.model(name, from: folder.path + "/", included: [])
  }

  @Test("Where nobody has allowed it, a scenario that names a program is refused", .tags(.failure))
  func refused() throws {
    try withTemporaryFolder { (folder: URL) throws -> Void in
      let store = try Self.register(in: folder)
      #expect(
        try store.show(ModelReference("wear")).card.content.kind == "program, not reproducible")
      #expect(
        throws: ModelShelfProblem(
          "cannot be asked: the program 'sh model.sh': the model is this program, and it may not be started; add "
            + "--allow-commands where you trust it")
      ) { try shelved(RegistryShelf(), folder) }
      // Who only reads scenarios may name it.
      let named = try shelved(RegistryShelf(programs: .named), folder)
      #expect(named.features == ["heat"])
    }
  }

  @Test(
    "Where it is allowed, it is started in the folder of its version, and what failed is said afterwards"
  )
  func started() throws {
    try withTemporaryFolder { (folder: URL) throws -> Void in
      _ = try Self.register(in: folder)
      let shelf = RegistryShelf(programs: .started(processes: 2))
      let model = try shelved(shelf, folder)
      guard case .failure(let predictor) = model.answer else {
        Issue.record("no remaining life")
        return
      }
      #expect(predictor.chanceOfFailure(within: 19, features: [2]) == 1)
      #expect(predictor.chanceOfFailure(within: 1, features: [18]) == 0)
      #expect(shelf.problems == [])
      #expect(predictor.chanceOfFailure(within: 19, features: [-1]).isNaN)
      #expect(predictor.chanceOfFailure(within: 19, features: [2]).isNaN)
      #expect(
        shelf.problems == [
          """
          the program 'sh model.sh', request 3 (1 row): it ended (exit code 5) where it should answer; a model reads lines \
          until its input ends
            the last it wrote to standard error:
              no such heat
          """
        ])
    }
  }

  @Test("Another byte of a file of the program is another version")
  func fingerprint() throws {
    try withTemporaryFolder { (folder: URL) throws -> Void in
      let store = try Self.register(in: folder)
      _ = try Self.register(in: folder)
      #expect(try store.versions(of: "wear").count == 1)
      _ = try Self.register(in: folder, beside: "# changed")
      #expect(try store.versions(of: "wear").count == 2)
      try "changed by hand".write(
        toFile: folder.path + "/models/models/wear/2/model.sh", atomically: false, encoding: .utf8)
      #expect(try store.verify().count == 1)
      #expect(throws: ModelShelfProblem.self) {
        try shelved(RegistryShelf(programs: .started(processes: 1)), folder, "wear@2")
      }
    }
  }
}
