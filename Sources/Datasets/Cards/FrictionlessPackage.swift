import DataTables
import FactoryModel
import JSONDocuments

/// A dataset's metadata as a data package.
///
/// Source: Frictionless Data, *Data Package* and *Table Schema*, version 1.
enum FrictionlessPackage {
  static func document(_ dataset: DatasetDescription) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("profile", "data-package"), .init("name", .text(dataset.name)),
      .init("title", .text(dataset.title)),
      .init("description", .text(dataset.summary)),
    ]
    if let license = dataset.origin.license {
      members.append(.init("licenses", [["name": .text(license)]]))
    }
    members.append(
      .init(
        "resources",
        .list(
          dataset.files.map { resource($0, dataset.plan.format) } + dataset.arrayFiles.map(resource)
        )))
    return .object(members)
  }

  private static func resource(
    _ file: DatasetDescription.File, _ format: TableFormat
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init(
        "name", .text("\(file.table.name)-\(file.part)".replacing("_", with: "-").lowercased())),
      .init("type", "table"), .init("path", .text(file.path)),
      .init("description", .text("\(file.table.meaning): \(file.part)")),
      .init("format", .text(format == .parquet ? "parquet" : "csv")),
      .init("mediatype", .text(format == .parquet ? format.mediaType : "text/csv")),
      .init("encoding", "utf-8"),
    ]
    if format == .csvGzip { members.append(.init("compression", "gz")) }
    // Readers of packages count the bytes of text only.
    if format != .parquet {
      members.append(.init("bytes", .number(Double(file.bytes))))
      members.append(.init("hash", .text("sha256:\(file.checksum)")))
    }
    members.append(.init("schema", ["fields": .list(file.table.schema.map { field($0, format) })]))
    return .object(members)
  }

  private static func resource(_ arrays: DatasetDescription.ArrayFile) -> JSONValue {
    [
      "name": .text(arrays.name), "type": "file", "path": .text(arrays.path),
      "description": .text(arrays.meaning), "format": .text(arrays.format),
      "mediatype": .text(arrays.mediaType), "bytes": .number(Double(arrays.bytes)),
      "hash": .text("sha256:\(arrays.checksum)"),
    ]
  }

  private static func field(_ column: ColumnDescription, _ format: TableFormat) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .text(column.name)), .init("type", .text(type(of: column, format))),
      .init("description", .text(column.meaning)),
    ]
    if column.type == .timestamp { members.append(.init("format", "any")) }
    if let unit = column.unit, !unit.isEmpty { members.append(.init("unit", .text(unit))) }
    if !column.isOptional { members.append(.init("constraints", ["required": true])) }
    return .object(members)
  }

  private static func type(of column: ColumnDescription, _ format: TableFormat) -> String {
    switch column.type {
    case .boolean: "boolean"
    // What may be missing comes out of some readers as a fraction.
    case .int32, .int64: column.isOptional ? "number" : "integer"
    case .float32, .float64: "number"
    case .timestamp: "datetime"
    case .category, .text: "string"
    // Readers of Parquet hand over arrays of their own, which are none of JSON's.
    case .float32List: format == .parquet ? "any" : "array"
    }
  }
}
