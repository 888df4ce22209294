import Scenarios
import TestSupport
import Testing

@testable import Importers

/// What is said of files that are not what they should be: where, what is wrong, what to do.
@Suite("Mistakes in imported files")
struct ImportMistakeTests {
  private func message(_ work: () throws(ImportFailure) -> Void) -> String {
    do throws(ImportFailure) {
      try work()
      return "no mistake"
    } catch {
      return error.description
    }
  }

  @Test(
    "Job shops in lines", .tags(.failure),
    arguments: [
      (
        "",
        "a:1:1: error: the file ends here; expected a line with the numbers of jobs and machines, such as '6 6'"
      ),
      (
        "2 2\n0 3 1 2\n",
        "a:2:8: error: the file ends here; expected the operations of job 2 of 2, pairs of machine and time"
      ),
      (
        "1 2\n0 3 1\n",
        "a:2:5: error: job 1 has 3 numbers, which are no pairs of machine and time; add what is missing"
      ),
      ("1 2\n0 3 x 2\n", "a:2:5: error: 'x' is not a whole number; expected a machine's number"),
      ("1 2\n0 3 1 two\n", "a:2:7: error: 'two' is not a number; expected a time"),
      ("1 2\n0 3 1 -2\n", "a:2:7: error: -2 is below 0; a time is 0 at least"),
      ("1 1\n0 2e9\n", "a:2:3: error: 2e9 is more than 1e9; a time is less: take a larger unit"),
      ("1 1\n0 0\n", "a:1:1: error: no operation of 'a' takes any time; give the times of work"),
      ("1 2\n0 3 2 2\n", "a:2:5: error: there is no machine 2; there are 2, counted from 0"),
      ("1 2\n1 3 3 2\n", "a:2:5: error: there is no machine 3; there are 2, counted from 1"),
      ("1 2\n0 1e999 1 2\n", "a:2:3: error: '1e999' is not a number; expected a time"),
    ])
  func jobShops(text: String, wanted: String) {
    #expect(
      message { () throws(ImportFailure) in
        _ = try JobShopImporter.scenarios(of: text, name: "a", options: ImportOptions())
      } == wanted)
  }

  @Test(
    "Job shops in JSON", .tags(.failure),
    arguments: [
      (
        #"[{"name": "x", "jobs": 1, "machines": 1, "ops": [[[0, 3]]]"#,
        "a:1:59: error: this is not JSON: did not find expected ',' or '}'; is the file whole?"
      ),
      ("[]", "a:1:1: error: the list has no instances"),
      ("[3]", "a:1:2: error: expected an object, not '3'"),
      (#"[{"name": "x"}]"#, "a:1:2: error: 'machines' is missing: the number of machines"),
      (
        #"[{"machines": 2, "path": "instances/x"}]"#,
        "a:1:2: error: 'ops' is missing; this is an index of other files: import the file that 'path' names"
      ),
      (
        #"[{"machines": 2, "ops": [[[0, 3], [2, 1]]]}]"#,
        "a:1:36: error: 2 is not possible; a machine's number is 0 to 1"
      ),
      (
        #"[{"machines": 2, "ops": [[[0, "3"]]]}]"#,
        "a:1:31: error: expected a time, a number, not the text '3'"
      ),
      (
        #"[{"machines": 2, "ops": [[[0, 3, 1]]]}]"#,
        "a:1:27: error: an operation has 3 values; expected two, a machine and a time"
      ),
      (
        #"[{"machines": 2, "jobs": 2, "ops": [[[0, 3]]]}]"#,
        "a:1:2: error: 'jobs' says 2, and 'ops' has 1; make them the same"
      ),
    ])
  func collections(text: String, wanted: String) {
    #expect(
      message { () throws(ImportFailure) in
        _ = try JobShopImporter.scenarios(of: text, name: "a", options: ImportOptions())
      } == wanted)
  }

  @Test("An instance that is not there", .tags(.failure))
  func instance() throws {
    let text = try fixture("library.txt")
    #expect(
      message { () throws(ImportFailure) in
        _ = try JobShopImporter.scenarios(
          of: text, name: "a", options: ImportOptions(instance: "three"))
      } == "a:1:1: error: there is no instance 'three'; there are one, two")
  }

  @Test(
    "Flexible job shops", .tags(.failure),
    arguments: [
      ("4\n", "a:1:1: error: expected the numbers of jobs and machines, such as '10 6'"),
      (
        "1 2\n2 1 1 5\n",
        "a:2:7: error: the line of job 1 ends here; expected the number of machines of operation 2 of 2"
      ),
      (
        "1 2\n1 2 1 5 2\n",
        "a:2:9: error: the line of job 1 ends here; expected the time of machine 2"
      ),
      (
        "1 2\n1 1 1 5 9\n",
        "a:2:9: error: job 1 has its 1 operations before this; remove what is too much, or say at the "
          + "beginning of the line how many there are"
      ),
      ("1 2\n1 1 3 5\n", "a:2:5: error: there is no machine 3; there are 2, counted from 1"),
      (
        "1 2\n1 0\n",
        "a:2:3: error: 0 is not possible here; expected the number of machines of operation 1 of 1, 1 to "
          + "100000"
      ),
      (
        #"{"machines": 1, "operations": [[[]]]}"#,
        "a:1:33: error: no machine can do this operation; name one"
      ),
    ])
  func flexible(text: String, wanted: String) {
    #expect(
      message { () throws(ImportFailure) in
        _ = try FlexibleJobShopImporter.scenarios(of: text, name: "a", options: ImportOptions())
      } == wanted)
  }

  @Test(
    "Models of jasima", .tags(.failure),
    arguments: [
      ("two\n", "a:1:1: error: 'two' is not a whole number; expected the number of machines"),
      ("1 1\n", "a:1:3: error: expected nothing beside the number of machines; remove '1'"),
      (
        "1\n1\n1 1\n5\n",
        "a:4:1: error: route 1 has 2 machines in line 3 and 1 times here; make them the same"
      ),
      ("1\n1\n2\n5\n", "a:3:1: error: there is no machine '2'; there are 1, counted from 1"),
      ("1\n1\n1;a;b\n5\n", "a:3:1: error: expected a machine, or 'machine;set-up'"),
      ("1\n1\n1\n5;f\n", "a:4:1: error: expected a time, or 'time;family;largest batch'"),
      (
        "1\n1\n1\n5;f;many\n",
        "a:4:1: error: 'many' is no size of a batch; expected a whole number, 1 at least"
      ),
      (
        "1\n1\n1\n5\nsetup\n",
        "a:5:1: error: 'setup' says something of a machine; put the machine's number before"
      ),
      (
        "1\n1\n1\n5\n1\nspeed\n",
        "a:6:1: error: unknown section 'speed'; expected a machine's number, 'machineName', 'numInGroup', "
          + "'setup', 'machineReleaseDates', 'jobs' or 'jobs_dynamic'"
      ),
      (
        "1\n1\n1\n5\n1\nmachineReleaseDates\n0 3\n",
        "a:7:1: error: 2 dates for 1 machines; give one for each ('numInGroup' stands before)"
      ),
      (
        "1\n1\n1\n5\n1\nsetup\n2\nA x 2\nB 3\n",
        "a:9:3: error: row 'B' has 1 times for 2 set-ups; add what is missing"
      ),
      (
        "1\n1\n1\n5\njobs\n1\n1 0 0\n",
        "a:7:5: error: job 1 has 3 values; expected four: route, release, due date and weight"
      ),
      (
        "1\n1\n1\n5\njobs\n1\n2 0 0 1\n",
        "a:7:1: error: there is no route 2; there are 1, counted from 1"
      ),
      (
        "1\n1\n1\n5\njobs_dynamic\nroute\n1\narrivals\nintEmp(1)\n",
        "a:9:1: error: 'intEmp(1)' is not an interval that can be imported; write 'dblExp(mean)' or "
          + "'const(value)'"
      ),
      (
        "1\n1\n1\n5\n",
        "a:1:1: error: the file has no jobs; give a run whose lots enter with '--orders FILE', or for each "
          + "route how often a lot enters with \"--every 'exponential 350 min'\""
      ),
      (
        #"{"rule": "SPT", "lots": []}"#,
        "a:1:1: error: this is a run, not a model; give the model here and this file with '--orders'"
      ),
      (
        #"{"groups": [{"machines": 1}], "routes": [[{"group": 1, "time": 3}]]}"#,
        "a:1:53: error: 1 is not possible; a group's number is 0 to 0"
      ),
    ])
  func jasima(text: String, wanted: String) {
    #expect(
      message { () throws(ImportFailure) in
        _ = try JasimaImporter.scenario(of: text, name: "a", options: ImportOptions())
      } == wanted)
  }

  @Test(
    "Runs of jasima", .tags(.failure),
    arguments: [
      (
        #"{"rule": "BREMEN", "lots": [[0, 0, 5]]}"#,
        "b:1:10: error: the rule 'BREMEN' is not known; choose another with '--rule', such as "
          + ImportRule.knownNames
      ),
      (#"{"lots": []}"#, "b:1:1: error: there are no lots"),
      (
        #"{"lots": [[0, 0]]}"#,
        "b:1:11: error: 2 values; expected a release, a route and a due date"
      ),
      (#"{"lots": [[0, 9, 5]]}"#, "b:1:15: error: 9 is not possible; a route's number is 0 to 1"),
    ])
  func runs(text: String, wanted: String) throws {
    let model = try fixture("model.json")
    #expect(
      message { () throws(ImportFailure) in
        _ = try JasimaImporter.scenario(
          of: model, name: "a", orders: (text, "b"), options: ImportOptions())
      } == wanted)
  }

  @Test("The line is shown with marks below what is wrong", .tags(.failure))
  func excerpt() throws {
    let long = String(repeating: "0 1 ", count: 200) + "0 x"
    do throws(ImportFailure) {
      _ = try JobShopImporter.scenarios(of: "1 2\n\(long)\n", name: "a", options: ImportOptions())
      Issue.record("no mistake")
    } catch {
      #expect(
        error.diagnostics[0].textWithExcerpt == """
          a:2:803: error: 'x' is not a number; expected a time
            2 | 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 x
              |                                         ^
          """)
    }
  }
}

/// Names of rules.
@Suite("Rules by name")
struct ImportRuleTests {
  @Test("Words of the language and names of the literature mean the same", .tags(.exact))
  func names() {
    #expect(ImportRule("spt")?.description == "shortest time")
    #expect(ImportRule("Shortest  time") == ImportRule("SPT"))
    #expect(ImportRule("MWKR, fastest machine")?.description == "[most work left, fastest machine]")
    #expect(ImportRule("best") == nil)
    #expect(ImportRule("SPT,") == nil)
  }

  @Test("Every word of the language stands for itself, and every name for one of them", .tags(.law))
  func words() {
    for word in DispatchWords.all { #expect(ImportRule(word)?.criteria == [word]) }
    for (criterion, names) in ImportRule.abbreviations {
      #expect(DispatchWords.all.contains(criterion))
      for name in names { #expect(ImportRule(name)?.criteria == [criterion]) }
    }
  }
}
