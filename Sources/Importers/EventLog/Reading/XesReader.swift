import Scenarios

/// Reads event logs in XES, the XML format of process mining.
///
/// Events that begin something (`lifecycle:transition` `start`) are paired with those that complete it, by
/// trace, activity and resource in the order of the file. What becomes of it is the text of a table with
/// one row a pair: attributes of the trace with `case:` before them, those of the event, `start`, `end`.
///
/// Source: IEEE Std 1849-2016, *Standard for eXtensible Event Stream (XES) for Achieving Interoperability in
/// Event Logs and Event Streams*.
public enum XesReader {
  private struct Event {
    var values: [String: String]
    var line: Int
  }

  /// A row of what is read.
  private struct Row {
    var values: [String: String]
  }

  /// Reads a log.
  ///
  /// - Parameters:
  ///   - bytes: The XML text in UTF-8.
  ///   - file: What the file is called in messages.
  /// - Returns: The columns' names, and the cells of each row.
  /// - Throws: ``ImportFailure``.
  public static func rows(
    _ bytes: [UInt8], file: String
  ) throws(ImportFailure) -> (columns: [String], rows: [[String]]) {
    var scanner = XmlScanner(bytes: bytes, file: file)
    var (trace, event): ([String: String]?, Event?) = (nil, nil)
    var (rows, columns, events) = ([Row](), [String](), [Event]())
    var known: Set<String> = []
    var withoutStart: Event?
    var depth = 0
    func name(_ column: String) { if known.insert(column).inserted { columns.append(column) } }
    while let tag = try scanner.next() {
      switch (tag.name, tag.kind) {
      case ("trace", .opening):
        trace = [:]
        events = []
      case ("trace", .closing):
        withoutStart = withoutStart ?? pair(events, trace ?? [:], &rows)
        trace = nil
      case ("event", .opening): event = Event(values: [:], line: tag.line)
      case ("event", .closing):
        if let event { events.append(event) }
        event = nil
      case ("event", .empty), ("trace", .empty): break
      case (_, .opening), (_, .empty):
        // Attributes of attributes say nothing of the event itself.
        if depth == 0, let key = tag.attributes["key"], let value = tag.attributes["value"] {
          if event != nil {
            event?.values[key] = value
            if key != "time:timestamp", key != "lifecycle:transition" { name(key) }
          } else if trace != nil {
            trace?["case:" + key] = value
            name("case:" + key)
          }
        }
        if tag.kind == .opening, trace != nil { depth += 1 }
      case (_, .closing): if trace != nil { depth -= 1 }
      }
    }
    if rows.isEmpty {
      throw ImportFailure([
        Diagnostic(
          file: file, line: withoutStart?.line ?? 1, column: 1,
          message: withoutStart == nil
            ? "there is no trace with events; is it a log in XES?"
            : "no event has a start: how long work takes needs events with lifecycle:transition 'start' "
              + "and 'complete'")
      ])
    }
    columns += ["start", "end"]
    return (columns, rows.map { row in columns.map { row.values[$0] ?? "" } })
  }

  /// Adds a row for each event that begins and is completed.
  ///
  /// - Returns: An event that is completed and never begun, if there is one.
  private static func pair(
    _ events: [Event], _ trace: [String: String], _ rows: inout [Row]
  ) -> Event? {
    var open: [[String]: [Event]] = [:]
    var lonely: Event?
    for event in events {
      let key = ["concept:name", "org:resource"].map { event.values[$0] ?? "" }
      let transition = (event.values["lifecycle:transition"] ?? "complete").lowercased()
      if transition == "start" {
        open[key, default: []].append(event)
      } else if transition == "complete" {
        guard let start = open[key]?.first else {
          lonely = lonely ?? event
          continue
        }
        open[key]?.removeFirst()
        var values = trace.merging(event.values) { $1 }
        values["start"] = start.values["time:timestamp"]
        values["end"] = event.values["time:timestamp"]
        rows.append(Row(values: values))
      }
    }
    return lonely
  }
}
