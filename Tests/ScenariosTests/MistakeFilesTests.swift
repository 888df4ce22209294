import Foundation
import Scenarios
import TestSupport
import Testing

/// Files with one mistake each, as planners make them; their first line says which.
@Suite("Files with a mistake")
struct MistakeFilesTests {
  private static let folder = "Tests/Fixtures/mistakes"

  @Test("Every mistake is reported where it is, in words that help", .tags(.golden, .failure))
  func messages() throws {
    let files = try Repository.files(under: MistakeFilesTests.folder, suffix: ".yaml")
    #expect(files.count > 100)
    var text = ""
    for file in files {
      let mistake = try Repository.text(file).split(separator: "\n").first ?? ""
      let path = Repository.url(file).path
      let name = String(file.dropFirst(MistakeFilesTests.folder.count + 1))
      let failure = try #require(
        MistakeFilesTests.failure(path), "\(name) is read without an error")
      let errors = failure.diagnostics.filter { $0.severity == .error }
      #expect(!errors.isEmpty, "\(name)")
      for error in errors {
        #expect((error.line ?? 0) > 0 && error.excerpt != nil, "\(name): \(error)")
        let isRefusal = error.message.hasSuffix("not simulated yet")
        #expect(!isRefusal, "\(name): \(error)")
      }
      let shown = failure.textWithExcerpts.split(
        separator: path, omittingEmptySubsequences: false
      ).joined(separator: name)
        .replacing(Repository.url(MistakeFilesTests.folder).path + "/", with: "")
      text += "\(mistake)\n\(shown)\n\n"
    }
    try expectGolden(text, MistakeFilesTests.folder + "/messages.txt")
  }

  private static func failure(_ path: String) -> ScenarioFailure? {
    let include = [Repository.url("Tests/Fixtures/paper").path]
    do throws(ScenarioFailure) {
      if ExperimentReader.isExperiment(path: path) {
        _ = try ExperimentReader.read(path: path, include: include)
      } else {
        _ = try ScenarioReader.check(path: path, include: include)
      }
      return nil
    } catch {
      return error
    }
  }
}
