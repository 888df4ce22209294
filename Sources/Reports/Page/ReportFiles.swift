import CReportFiles

/// The files that go into every page, as they were compiled in.
enum ReportFiles {
  /// Vega, Vega-Lite and Vega-Embed, minified, as their authors publish them.
  static var vega: String { unsafe text(report_vega()) }
  static var vegaLite: String { unsafe text(report_vega_lite()) }
  static var vegaEmbed: String { unsafe text(report_vega_embed()) }
  /// Their licences.
  static var vegaLicense: String { unsafe text(report_vega_license()) }
  /// How the page looks.
  static var style: String { unsafe text(report_style()) }
  /// Draws the charts.
  static var script: String { unsafe text(report_script()) }
  /// How the page of a replay looks, beside that.
  static var replayStyle: String { unsafe text(report_replay_style()) }
  /// Plays it.
  static var replayScript: String { unsafe text(report_replay_script()) }

  private static func text(_ file: report_file) -> String {
    // Constant bytes of the program, `count` of them.
    let bytes = unsafe UnsafeBufferPointer(start: file.bytes, count: file.count)
    return unsafe String(decoding: bytes, as: UTF8.self)
  }
}
