/// What was said where.
private struct Said: Hashable {
  var place: Place
  var message: String
}

/// Findings as diagnostics, with the lines on which they stand.
extension Reading {
  /// The findings in the order of the files.
  func diagnostics() -> [Diagnostic] {
    let ordered = findings.enumerated().sorted {
      ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
    }
    var lines: [Int: [Substring]] = [:]
    // What a station says wrongly is wrong for each of its operations.
    var seen: Set<Said> = []
    return ordered.filter { seen.insert(Said(place: $1.place, message: $1.message)).inserted }.map {
      _, finding in
      let source = finding.place.source < sources.count ? sources[finding.place.source] : nil
      guard let source, source.hasLines else {
        return Diagnostic(
          file: source?.name ?? "", severity: finding.severity, path: finding.path,
          message: finding.message)
      }
      if lines[finding.place.source] == nil, let text = source.text {
        lines[finding.place.source] = text.split(
          omittingEmptySubsequences: false, whereSeparator: { $0.isNewline })
      }
      let all = lines[finding.place.source] ?? []
      let line = finding.place.line <= all.count ? all[finding.place.line - 1] : nil
      return diagnostic(finding, source, line)
    }
  }

  private func diagnostic(
    _ finding: Finding, _ source: Source, _ line: Substring?
  ) -> Diagnostic {
    var column = finding.place.column
    var length = 1
    if let line {
      let scalars = Array(line.unicodeScalars)
      let written = Array(finding.text.unicodeScalars)
      if let start = Reading.start(of: written, in: scalars, at: column - 1) {
        column = start + 1 + finding.offset
        length = finding.length ?? (written.count - finding.offset)
        // A quoted value is marked with its quotes.
        if finding.offset == 0, finding.length == nil { column = finding.place.column }
        if finding.offset == 0, finding.length == nil { length += start + 1 - column }
      } else {
        length = Reading.wordLength(in: scalars, at: column - 1)
      }
    }
    return Diagnostic(
      file: source.name, line: finding.place.line, column: column, severity: finding.severity,
      path: finding.path, message: finding.message,
      excerpt: line.map { excerpt(String($0), column: column, length: length) })
  }

  /// Where a value's text begins in its line: at its place, or behind a quote.
  private static func start(
    of written: [Unicode.Scalar], in line: [Unicode.Scalar], at place: Int
  ) -> Int? {
    guard !written.isEmpty, place >= 0 else { return nil }
    for start in [place, place + 1] where start + written.count <= line.count {
      if start > place, line[place] != "\"", line[place] != "'" { continue }
      if line[start..<(start + written.count)].elementsEqual(written) { return start }
    }
    return nil
  }

  /// The length of the word at a place: letters, digits, `_`, `-` and points inside.
  private static func wordLength(in line: [Unicode.Scalar], at place: Int) -> Int {
    var end = place
    while end >= 0, end < line.count,
      line[end].isLetter || ("0"..."9") ~= line[end] || line[end] == "_"
        || line[end] == "-" || (line[end] == "." && end > place)
    {
      end += 1
    }
    return max(1, end - place)
  }

  /// The line, or the part of a long one around the place.
  private func excerpt(_ line: String, column: Int, length: Int) -> Diagnostic.Excerpt {
    let scalars = Array(line.unicodeScalars)
    let start = min(max(0, column - 1), scalars.count)
    let width = 110
    var from = 0
    var to = scalars.count
    if scalars.count > width {
      from = max(0, min(start - 40, scalars.count - width))
      to = min(scalars.count, from + width)
    }
    func text(_ range: Range<Int>) -> String {
      var result = ""
      for scalar in scalars[range] {
        switch scalar.properties.generalCategory {
        case .control where scalar != "\t", .format, .lineSeparator, .paragraphSeparator,
          .surrogate,
          .privateUse, .unassigned:
          result += "\u{FFFD}"
        default: result.unicodeScalars.append(scalar)
        }
      }
      return result
    }
    let before = (from > 0 ? "…" : "") + text(from..<start)
    let marked = text(start..<max(start, min(to, start + length)))
    let after = text(max(start, min(to, start + length))..<to) + (to < scalars.count ? "…" : "")
    return Diagnostic.Excerpt(
      line: before + marked + after, start: before.count, length: max(1, marked.count))
  }
}
