import Experiments
import JSONDocuments

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What was made from what, as events of OpenLineage: one line of JSON each, when the run began and when
/// it ended.
///
/// A run read scenarios and wrote tables; the same run has the same identifier.
///
/// Source: OpenLineage 2-0-2, https://openlineage.io/spec/2-0-2/OpenLineage.json
struct LineageEvents {
  /// The one file.
  let files: [RunExport.File]

  init(of run: StoredRun, _ replications: StoredReplications) {
    let ends = run.isWhole ? "COMPLETE" : "ABORT"
    let events = [
      LineageEvents.event("START", at: run.beganMilliseconds, run, outputs: []),
      LineageEvents.event(
        ends, at: run.endedMilliseconds, run,
        outputs: LineageEvents.outputs(of: run, replications)),
    ]
    files = [
      RunExport.File(
        path: "events.jsonl",
        content: .text(events.map { $0.written(.inPage) + "\n" }.joined()))
    ]
  }

  private static func producer(of run: StoredRun) -> String { "urn:fettle:\(run.manifest.fettle)" }

  private static func event(
    _ kind: String, at milliseconds: Int, _ run: StoredRun, outputs: [JSONValue]
  ) -> JSONValue {
    let engine = facet(
      "ProcessingEngineRunFacet", "1-1-1", run,
      [.init("version", .text(run.manifest.fettle)), .init("name", "fettle")])
    let kindOfJob = facet(
      "JobTypeJobFacet", "2-0-4", run,
      [
        .init("processingType", "BATCH"), .init("integration", "FETTLE"), .init("jobType", "JOB"),
      ])
    let meaning = facet(
      "DocumentationJobFacet", "1-1-0", run,
      [.init("description", .text("\(run.title): \(run.command)"))])
    return [
      "eventType": .text(kind), "eventTime": .text(moment(milliseconds)),
      "producer": .text(producer(of: run)),
      "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
      "run": [
        "runId": .text(Identity.uuid(run.identity)), "facets": ["processing_engine": engine],
      ],
      "job": [
        "namespace": "fettle", "name": .text(jobName(of: run)),
        "facets": ["jobType": kindOfJob, "documentation": meaning],
      ],
      "inputs": .list(inputs(of: run)), "outputs": .list(outputs),
    ]
  }

  /// What is the same from run to run: what was done with which scenario.
  private static func jobName(of run: StoredRun) -> String {
    let command = run.manifest.command.dropFirst().first ?? "run"
    return "\(command).\(run.title)"
  }

  private static func facet(
    _ name: String, _ version: String, _ run: StoredRun, _ members: [JSONValue.Member]
  ) -> JSONValue {
    let address = "https://openlineage.io/spec/facets/\(version)/\(name).json#/$defs/\(name)"
    return .object(
      [
        .init("_producer", .text(producer(of: run))), .init("_schemaURL", .text(address)),
      ] + members)
  }

  /// The scenarios, each once, in the order of the arms.
  private static func inputs(of run: StoredRun) -> [JSONValue] {
    var seen: Set<String> = []
    let paths = run.manifest.arms?.map(\.scenario) ?? [run.manifest.scenario]
    return paths.filter { seen.insert($0).inserted }.map { path in
      [
        "namespace": "file", "name": .text(path),
        "facets": [
          "documentation": facet(
            "DocumentationDatasetFacet", "1-1-0", run,
            [.init("description", "A scenario: what the factory is")])
        ],
      ]
    }
  }

  /// The tables and texts of the run; of the replications their columns and how many rows.
  private static func outputs(
    of run: StoredRun, _ replications: StoredReplications
  ) -> [JSONValue] {
    run.plainFiles.map { file in
      var facets: [JSONValue.Member] = []
      var size: [JSONValue.Member] = []
      if file == "replications.csv" {
        let names = ["arm", "replication"] + run.summary.metricNames
        let fields = names.map { name -> JSONValue in
          [
            "name": .text(name),
            "type": name == "arm" ? "string" : name == "replication" ? "integer" : "number",
          ]
        }
        facets.append(
          .init(
            "schema",
            facet("SchemaDatasetFacet", "1-2-0", run, [.init("fields", .list(fields))])))
        let rows = replications.numbers.values.reduce(0) { $0 + $1.count }
        size.append(.init("rowCount", .number(Double(rows))))
      }
      if let bytes = bytes(of: file, in: run.path) {
        size.append(.init("size", .number(Double(bytes))))
      }
      return [
        "namespace": "file", "name": .text("\(run.path)/\(file)"), "facets": .object(facets),
        "outputFacets": [
          "outputStatistics": facet("OutputStatisticsOutputDatasetFacet", "1-0-2", run, size)
        ],
      ]
    }
  }

  private static func bytes(of file: String, in folder: String) -> Int? {
    FileManager.default.contents(atPath: folder + "/" + file)?.count
  }

  private static func moment(_ milliseconds: Int) -> String {
    Date(timeIntervalSince1970: Double(milliseconds) / 1000).formatted(
      Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}
