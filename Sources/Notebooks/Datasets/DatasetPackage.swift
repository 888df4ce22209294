#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What `datapackage.json` of a dataset says, as far as a notebook needs it.
struct DatasetPackage: Decodable {
  /// A part of a table, in a file.
  struct Resource: Decodable {
    var name: String
    var path: String
    var description: String?
    var schema: Schema?
  }

  /// The columns of a table.
  struct Schema: Decodable {
    var fields: [Field]
  }

  /// A column.
  struct Field: Decodable {
    var name: String
    var type: String
    var description: String?
    var unit: String?
  }

  /// A table, with its parts in order.
  struct Table {
    var name: String
    var description: String
    var fields: [Field]
    /// The parts' names with their files.
    var parts: [(name: String, path: String)]

    /// The columns of sensors, which are numbers.
    var sensors: [Field] {
      fields.filter { ($0.description ?? "").hasPrefix("What the sensor") && $0.type == "number" }
    }

    /// Components whose remaining lives are labels: `die` where there is `die_remaining_useful_life`.
    var components: [String] {
      fields.compactMap { field in
        let ending = "_remaining_useful_life"
        return field.name.hasSuffix(ending) ? String(field.name.dropLast(ending.count)) : nil
      }
    }
  }

  var title: String?
  var description: String?
  var resources: [Resource]

  /// The tables, in the order in which they stand in the package.
  var tables: [Table] {
    var tables: [Table] = []
    for resource in resources {
      let pieces = resource.path.split(separator: "/")
      guard pieces.count == 2, let file = pieces.last, let folder = pieces.first,
        let part = file.split(separator: ".").first, DatasetPackage.reader(of: resource.path) != nil
      else { continue }
      let entry = (name: String(part), path: resource.path)
      if let place = tables.firstIndex(where: { $0.name == folder }) {
        tables[place].parts.append(entry)
      } else {
        tables.append(
          Table(
            name: String(folder),
            description: DatasetPackage.withoutPart(resource.description ?? ""),
            fields: resource.schema?.fields ?? [], parts: [entry]))
      }
    }
    return tables
  }

  /// The function of pandas that reads a file; `nil` for what is no table.
  static func reader(of path: String) -> String? {
    if path.hasSuffix(".parquet") { return "read_parquet" }
    let endings = [".csv", ".csv.gz", ".csv.zst"]
    return endings.contains { path.hasSuffix($0) } ? "read_csv" : nil
  }

  private static func withoutPart(_ description: String) -> String {
    guard let colon = description.lastIndex(of: ":") else { return description }
    return String(description[..<colon])
  }
}
