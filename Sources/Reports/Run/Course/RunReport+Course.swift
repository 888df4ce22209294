import Experiments
import FactoryModel
import FactorySimulation

/// The section about how figures go on in time: what comes out, and what waits.
extension RunReport {
  /// Most buffers and stores that are drawn.
  private static let mostLevels = 12

  func course(_ charts: inout ChartList) -> Markup {
    guard showsArms else { return .none }
    var content: [Markup] = []
    var note = ""
    for (arm, look) in zip(arms, looks) {
      switch look {
      case .success(nil): continue
      case .failure(let failure):
        content += heading(of: arm)
        content.append(
          .element(
            "p",
            "This version of Fettle cannot simulate it again: \(failure.explanation)."))
      case .success(let look?):
        if note.isEmpty { note = courseNote(look) }
        content += heading(of: arm)
        content += courses(of: arm, look, &charts)
      }
    }
    guard !content.isEmpty else { return .none }
    return section("How it goes on in time", note, content)
  }

  private func courseNote(_ look: SecondLook) -> String {
    let length = TimeSlices.words(look.slices.length)
    let spread =
      look.replications.count > 1
      ? " The line is the mean over them for each stretch of \(length), the band its 95 % interval."
      : " The line is its value for each stretch of \(length); one replication has no interval."
    let warmUp =
      look.factory.warmUp > 0
      ? " The dashed line is the end of the warm-up (\(TimeSlices.words(look.factory.warmUp))): what "
        + "is before it does not count. Where figures still climb or fall behind it, the warm-up is too "
        + "short."
      : " There is no warm-up: where figures climb at the beginning, give one."
    return look.extent(of: summary.replicationsOfEach) + "." + spread + warmUp
  }

  private func courses(
    of arm: ReportArm, _ look: SecondLook, _ charts: inout ChartList
  ) -> [Markup] {
    var metrics = [(metric: "throughput", title: "throughput")]
    if !arm.factory.products.isEmpty {
      metrics.append((metric: "work_in_process", title: "work in process"))
    }
    let levels = levels(of: arm)
    let courses = TimeCourse.all(of: metrics + levels.prefix(RunReport.mostLevels), in: look)
    guard !courses.isEmpty else { return [] }
    let strips = courses.map { course -> Markup in
      let unit = course.definition.unit == "1" ? "%" : course.definition.unit
      return .element(
        "div", ["class": "strip"],
        [
          .element(
            "h3", [.text(course.title), .element("span", ["class": "unit"], " " + unit)]),
          charts.add(
            Charts.course(course, slices: look.slices, warmUp: look.factory.warmUp),
            label:
              "\(course.title), \(unit), from one stretch of time to the next; the table below "
              + "has the same figures",
            beside: TableBeside(
              row: ["from,to"], columns: ["mean,lower±upper": "\(course.title), \(unit)"])),
        ]
      ).line
    }
    let unit = look.slices.unit
    let rows = (0..<look.slices.count).map { slice -> Markup in
      let times = [courses[0].points[slice].start, courses[0].points[slice].end].map {
        NumberText.shortest(($0 / unit.seconds * 1_000).rounded() / 1_000)
      }
      let cells = courses.map { course -> String in
        let point = course.points[slice]
        let scale = FigureText.scale(of: course.definition.unit)
        return point.mean.map {
          RunReport.measure(
            scale * $0, point.lower.map { scale * $0 }, point.upper.map { scale * $0 })
        } ?? "–"
      }
      return .element(
        "tr",
        [.element("th", ["scope": "row"], "\(times[0]) – \(times[1])")]
          + cells.map { .element("td", ["class": "number"], $0) }
      ).line
    }
    let head =
      ["time, \(unit.name)"]
      + courses.map { course in
        "\(course.title), \(course.definition.unit == "1" ? "%" : course.definition.unit)"
      }
    let more = levels.count - RunReport.mostLevels
    return [
      .element("div", ["class": "strips"], strips),
      more > 0
        ? .element("p", ["class": "note"], "\(more) more buffers and stores are not drawn.")
        : .none,
      PageParts.details(
        "The same as a table (\(rows.count) rows)", [.table(head: head, texts: 1, rows: rows)]),
    ]
  }

  /// The buffers and stores: those with most in them on average first, in the factory's order.
  private func levels(of arm: ReportArm) -> [(metric: String, title: String)] {
    let buffers = arm.factory.stations.map {
      (metric: "stations.\($0.name).queue", title: "in front of \($0.name)")
    }
    let stores = arm.factory.stores.map {
      (metric: "stores.\($0.name).on_hand", title: "in \($0.name)")
    }
    let filled = (buffers + stores).filter { (arm.entry.entry($0.metric)?.mean ?? 0) > 0.005 }
    guard filled.count > RunReport.mostLevels else { return filled }
    let fullest = Set(
      filled.enumerated().sorted {
        (arm.entry.entry($1.element.metric)?.mean ?? 0, $0.offset)
          < (arm.entry.entry($0.element.metric)?.mean ?? 0, $1.offset)
      }.prefix(RunReport.mostLevels).map(\.element.metric))
    return filled.filter { fullest.contains($0.metric) }
      + filled.filter { !fullest.contains($0.metric) }
  }
}

extension ExperimentSummary {
  /// How many replications each arm has; batches are of one.
  var replicationsOfEach: Int { batches == nil ? replicationsFinished : 1 }
}
