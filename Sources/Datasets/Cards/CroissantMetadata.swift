import DataTables
import JSONDocuments

/// A dataset's metadata in Croissant, which loaders of machine learning read.
///
/// Source: MLCommons, *Croissant Format Specification*, version 1.0, 2024.
enum CroissantMetadata {
  static func document(_ dataset: DatasetDescription) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("@context", context), .init("@type", "sc:Dataset"),
      .init("name", .text(dataset.name)), .init("description", .text(dataset.summary)),
      .init("conformsTo", "http://mlcommons.org/croissant/1.0"),
      .init(
        "citeAs",
        .text(
          dataset.plan.pseudonyms == nil
            ? "Made with Fettle by: \(dataset.origin.command)"
            : "Made with Fettle \(dataset.origin.version)")),
      .init("version", "1.0.0"),
    ]
    if let license = dataset.origin.license { members.append(.init("license", .text(license))) }
    members.append(
      .init(
        "distribution",
        .list(
          dataset.files.map { file(of: $0, dataset.plan.format) } + dataset.arrayFiles.map(file))))
    members.append(.init("recordSet", .list(dataset.files.map(recordSet))))
    return .object(members)
  }

  private static func identifier(_ file: DatasetDescription.File) -> String {
    "\(file.table.name)/\(file.part)"
  }

  private static func file(of file: DatasetDescription.File, _ format: TableFormat) -> JSONValue {
    [
      "@type": "cr:FileObject", "@id": .text(file.path), "name": .text(file.path),
      "description": .text("\(file.table.meaning): \(file.part)"), "contentUrl": .text(file.path),
      "contentSize": .text("\(file.bytes) B"),
      "encodingFormat": .text(
        format == .parquet ? "application/x-parquet" : format.mediaType),
      "sha256": .text(file.checksum),
    ]
  }

  private static func file(of arrays: DatasetDescription.ArrayFile) -> JSONValue {
    [
      "@type": "cr:FileObject", "@id": .text(arrays.path), "name": .text(arrays.path),
      "description": .text(arrays.meaning), "contentUrl": .text(arrays.path),
      "contentSize": .text("\(arrays.bytes) B"), "encodingFormat": .text(arrays.mediaType),
      "sha256": .text(arrays.checksum),
    ]
  }

  private static func recordSet(_ file: DatasetDescription.File) -> JSONValue {
    let name = identifier(file)
    return [
      "@type": "cr:RecordSet", "@id": .text(name), "name": .text(name),
      "description": .text(file.table.meaning),
      "field": .list(file.table.schema.map { field($0, of: file, in: name) }),
    ]
  }

  private static func field(
    _ column: ColumnDescription, of file: DatasetDescription.File, in set: String
  ) -> JSONValue {
    [
      "@type": "cr:Field", "@id": .text("\(set)/\(column.name)"), "name": .text(column.name),
      "description": .text(column.meaningWithUnit),
      "dataType": .text(dataType(column.type)),
      "source": [
        "fileObject": ["@id": .text(file.path)], "extract": ["column": .text(column.name)],
      ],
    ]
  }

  private static func dataType(_ type: ColumnType) -> String {
    switch type {
    case .boolean: "sc:Boolean"
    case .int32, .int64: "sc:Integer"
    case .float32, .float64, .float32List: "sc:Float"
    case .timestamp: "sc:DateTime"
    case .category, .text: "sc:Text"
    }
  }

  /// The names that the format uses, as its specification writes them.
  private static let context: JSONValue = [
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs",
    "column": "cr:column", "conformsTo": "dct:conformsTo", "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": ["@id": "cr:data", "@type": "@json"],
    "dataType": ["@id": "cr:dataType", "@type": "@vocab"], "dct": "http://purl.org/dc/terms/",
    "examples": ["@id": "cr:examples", "@type": "@json"], "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key",
    "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex",
    "repeated": "cr:repeated", "replace": "cr:replace", "sc": "https://schema.org/",
    "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField",
    "transform": "cr:transform",
  ]
}

extension ColumnDescription {
  /// What the values mean, and in which unit they are.
  var meaningWithUnit: String {
    let meaning = meaning.isEmpty ? name : meaning
    return unit.map { $0.isEmpty ? meaning : "\(meaning) [\($0)]" } ?? meaning
  }
}
