import Experiments
import TestSupport
import Testing

@Suite("Searches for other programs")
struct OutsideSearchTests {
  static let begin =
    #"{"begin": {"factors": [{"name": "x", "low": 0, "high": 1}, {"name": "n", "low": 1, "high": 3, "whole": true}, "#
    + #"{"name": "c", "values": ["red", "blue"]}], "noise": "none", "method": "sobol", "seed": 4}}"#

  @Test("A dialogue", .tags(.golden))
  func dialogue() {
    var search = OutsideSearch()
    #expect(
      search.answer(#"{"ask": 1}"#) == #"{"error":"send 'begin' with the factors first"}"#)
    #expect(search.answer(OutsideSearchTests.begin) == #"{"begun":{"factors":3,"trials":0}}"#)
    let asked = search.answer(#"{"ask": 2}"#)
    #expect(
      asked.wholeMatch(
        of:
          #/\{"trials":\[\{"trial":0,"values":\{"x":0[.]\d+,"n":[123],"c":"(red|blue)"\}\},\{"trial":1,"values":\{"x":0[.]\d+,"n":[123],"c":"(red|blue)"\}\}\]\}/#
      ) != nil, "\(asked)")
    #expect(
      search.answer(#"{"recommend": true}"#)
        == #"{"error":"no trial is known that keeps all constraints"}"#)
    #expect(search.answer(#"{"tell": {"trial": 1, "objectives": [2.5]}}"#) == #"{"told":1}"#)
    #expect(search.answer(#"{"tell": {"trial": 0, "failed": "jam"}}"#) == #"{"told":0}"#)
    #expect(
      search.answer(
        #"{"tell": {"values": {"x": 0.25, "n": 2, "c": "blue"}, "objectives": [-1.5]}}"#)
        == #"{"told":2}"#)
    #expect(
      search.answer(#"{"recommend": true}"#)
        == #"{"recommended":{"trial":2,"values":{"x":0.25,"n":2,"c":"blue"},"objectives":[-1.5],"#
        + #""mean":-1.5,"deviation":0,"probability_best":1}}"#)
    #expect(
      search.answer(#"{"tell": {"trial": 1, "objectives": [2]}}"#)
        == #"{"error":"trial 1 is known already"}"#)
    #expect(
      search.answer(#"{"tell": {"trial": 3, "objectives": [2]}}"#)
        == #"{"error":"there is no trial 3; the last is 2"}"#)
  }

  @Test(
    "Two objectives have a front, whichever method asks",
    arguments: [
      "bayesian", "cma-es", "nsga2", "nelder-mead", "random", "sobol",
    ])
  func front(method: String) {
    var search = OutsideSearch()
    _ = search.answer(
      #"{"begin": {"factors": [{"name": "x", "low": 0, "high": 1}], "objectives": 2, "method": ""#
        + method + #""}}"#)
    #expect(search.answer(#"{"recommend": true}"#) == #"{"front":[]}"#)
    for number in 0..<6 {
      let asked = search.answer(#"{"ask": 1}"#)
      #expect(asked.hasPrefix(#"{"trials":[{"trial":\#(number),"#), "\(asked)")
      _ = search.answer(
        #"{"tell": {"trial": \#(number), "objectives": [\#(number), \#(-number)]}}"#)
    }
    let answer = search.answer(#"{"recommend": true}"#)
    #expect(answer.hasPrefix(#"{"front":[{"trial":"#), "\(answer)")
  }

  @Test(
    "Foreign memories do not disturb what is recommended", arguments: ["cma-es", "nelder-mead"])
  func otherMethods(method: String) {
    var search = OutsideSearch()
    _ = search.answer(
      #"{"begin": {"factors": [{"name": "x", "low": 0, "high": 1}, {"name": "y", "low": 0, "high": 1}], "method": ""#
        + method + #""}}"#)
    for number in 0..<12 {
      _ = search.answer(#"{"ask": 1}"#)
      _ = search.answer(
        #"{"tell": {"trial": \#(number), "objectives": [\#((number - 5) * (number - 5))]}}"#)
    }
    #expect(search.answer(#"{"recommend": true}"#).hasPrefix(#"{"recommended":{"trial":"#))
  }

  @Test(
    "What cannot be begun is named", .tags(.failure),
    arguments: [
      (#""factors": []"#, "'factors' is empty"),
      (
        #""factors": [{"name": "x", "low": 0, "high": 1}, {"name": "x", "values": ["a"]}]"#,
        "'x' is there twice"
      ),
      (#""factors": [{"name": "x", "values": []}]"#, "'x' has no values"),
      (#""factors": [{"name": "x", "values": ["a", "a"]}]"#, "'x' has a value twice"),
      (
        #""factors": [{"name": "x", "low": 1, "high": 1}]"#,
        "'x' needs 'low' and 'high', the lower end first, or 'values'"
      ),
      (
        #""factors": [{"name": "x", "low": 1}]"#,
        "'x' needs 'low' and 'high', the lower end first, or 'values'"
      ),
      (
        #""factors": [{"name": "x", "low": 0.5, "high": 2, "whole": true}]"#,
        "'x' is whole, and its ends are not"
      ),
      (
        #""factors": [{"name": "x", "low": 0, "high": 2, "scale": "log"}]"#,
        "'x' has a log scale and low ≤ 0"
      ),
      (
        #""factors": [{"name": "x", "low": 1, "high": 2, "scale": "lin"}]"#,
        "'scale' of 'x' is neither \"linear\" nor \"log\""
      ),
      (
        #""factors": [{"name": "x", "low": 0, "high": 1}], "noise": "some""#,
        "'noise' is none of \"none\", \"known\" and \"inferred\""
      ),
      (
        #""factors": [{"name": "x", "low": 0, "high": 1}], "method": "luck""#,
        "'method' is none of bayesian, cma-es, nsga2, nelder-mead, random, sobol"
      ),
      (
        #""factors": [{"name": "x", "low": 0, "high": 1}], "objectives": 0"#,
        "there are from 1 to 16 objectives and at most 64 constraints"
      ),
      (
        #""factors": [{"name": "x", "low": 0, "high": 1}], "initial": -3"#,
        "'initial' is a number from 1 to 1000"
      ),
      (
        #""factors": [{"name": "x", "low": 0, "high": 1}], "objectives": 2, "reference": [1]"#,
        "'reference' needs a number for each of the 2 objectives"
      ),
    ])
  func refusedBeginning(request: String, message: String) {
    var search = OutsideSearch()
    let quoted = message.replacing("\"", with: "\\\"")
    #expect(search.answer("{\"begin\": {\(request)}}") == "{\"error\":\"\(quoted)\"}")
    // The next request is waited for.
    #expect(search.answer(OutsideSearchTests.begin) == #"{"begun":{"factors":3,"trials":0}}"#)
    #expect(search.answer(OutsideSearchTests.begin) == #"{"error":"the search was begun before"}"#)
  }

  @Test(
    "What cannot be answered is named", .tags(.failure),
    arguments: [
      (
        "",
        "this is no request; send one JSON object a line with 'begin', 'ask', 'tell' or 'recommend'"
      ),
      (
        "[1]",
        "this is no request; send one JSON object a line with 'begin', 'ask', 'tell' or 'recommend'"
      ),
      ("{}", "the request has none of 'begin', 'ask', 'tell' and 'recommend'"),
      (#"{"recommend": false}"#, "the request has none of 'begin', 'ask', 'tell' and 'recommend'"),
      (#"{"ask": 0}"#, "'ask' is a number from 1 to 1000"),
      (#"{"ask": 1001}"#, "'ask' is a number from 1 to 1000"),
      (
        #"{"tell": {"trial": 0}}"#,
        "'objectives' needs 1 finite number, or give 'failed' with the reason"
      ),
      (
        #"{"tell": {"trial": 0, "objectives": [1, 2]}}"#,
        "'objectives' needs 1 finite number, or give 'failed' with the reason"
      ),
      (#"{"tell": {"trial": 0, "objectives": [1]}}"#, "there is no trial 0; there is none yet"),
      (#"{"tell": {"trial": -1, "objectives": [1]}}"#, "there is no trial -1; there is none yet"),
      (
        #"{"tell": {"trial": 0, "objectives": [1], "constraints": [1]}}"#,
        "'constraints' needs 0 finite numbers, kept where they are at most 0"
      ),
      (
        #"{"tell": {"objectives": [1]}}"#,
        "'tell' needs the number of a trial, or the 'values' of a point"
      ),
      (#"{"tell": {"values": {"x": 0.5}, "objectives": [1]}}"#, "'values' lacks 'n'"),
      (
        #"{"tell": {"values": {"x": 0.5, "n": 1, "c": "green"}, "objectives": [1]}}"#,
        "'green' is no value of 'c'"
      ),
      (
        #"{"tell": {"values": {"x": 0.5, "n": 1, "c": 1}, "objectives": [1]}}"#,
        "'c' is a choice of texts"
      ),
      (
        #"{"tell": {"values": {"x": "a", "n": 1, "c": "red"}, "objectives": [1]}}"#,
        "'a' is no value of 'x'"
      ),
      (
        #"{"tell": {"values": {"x": 1.5, "n": 1, "c": "red"}, "objectives": [1]}}"#,
        "1.5 is no value of 'x'"
      ),
      (
        #"{"tell": {"values": {"x": 0.5, "n": 1.5, "c": "red"}, "objectives": [1]}}"#,
        "1.5 is no value of 'n'"
      ),
    ])
  func refused(request: String, message: String) {
    var search = OutsideSearch()
    _ = search.answer(OutsideSearchTests.begin)
    #expect(search.answer(request) == "{\"error\":\"\(message)\"}")
    // Nothing of it is kept.
    #expect(
      search.answer(#"{"tell": {"values": {"x": 0.5, "n": 1, "c": "red"}, "objectives": [1]}}"#)
        == #"{"told":0}"#)
  }

  @Test("Known noise has variances", .tags(.failure))
  func variances() {
    var search = OutsideSearch()
    _ = search.answer(
      #"{"begin": {"factors": [{"name": "x", "low": 1, "high": 100, "scale": "log"}], "noise": "known"}}"#
    )
    let message = #"{"error":"'variances' needs one for each objective, for their noise is known"}"#
    #expect(
      search.answer(#"{"tell": {"values": {"x": 10}, "objectives": [1]}}"#) == message)
    #expect(
      search.answer(#"{"tell": {"values": {"x": 10}, "objectives": [1], "variances": [-1]}}"#)
        == message)
    #expect(
      search.answer(#"{"tell": {"values": {"x": 10}, "objectives": [1], "variances": [0.1]}}"#)
        == #"{"told":0}"#)
  }
}
