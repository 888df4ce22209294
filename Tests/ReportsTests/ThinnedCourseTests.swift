import TestSupport
import Testing

@testable import Reports

@Suite("Courses drawn with few points")
struct ThinnedCourseTests {
  @Test("Of each stretch the least and the greatest reading stay, in their order", .tags(.exact))
  func pairs() {
    let course = ThinnedCourse(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [5, 1, 9, 4, 3, 2, .nan, 7, 7, 8], from: 0, to: 10, most: 2)
    #expect(course.stretches.map(\.least) == [1, 2])
    #expect(course.stretches.map(\.greatest) == [9, 8])
    #expect(course.points.map(\.place) == [1, 2, 5, 9])
    #expect(course.points.map(\.value) == [1, 9, 2, 8])
  }

  @Test("No peak is lost, however short, and there are at most two points a stretch", .tags(.law))
  func peaks() {
    let places = (0..<10_000).map(Double.init)
    var values = places.map { $0.truncatingRemainder(dividingBy: 7) }
    values[4_321] = 99
    values[8_765] = -99
    let course = ThinnedCourse(places, values, from: 0, to: 9_999, most: 300)
    #expect(course.points.count <= 600)
    #expect(course.points.contains { $0.place == 4_321 && $0.value == 99 })
    #expect(course.points.contains { $0.place == 8_765 && $0.value == -99 })
    #expect(zip(course.points, course.points.dropFirst()).allSatisfy { $0.place < $1.place })
  }

  @Test("A stretch with one reading is one point, one without is none", .tags(.exact))
  func few() {
    let course = ThinnedCourse([0, 9], [1, 2], from: 0, to: 10, most: 5)
    #expect(course.points.map(\.value) == [1, 2])
    #expect(ThinnedCourse([3], [1], from: 3, to: 3, most: 5).points.isEmpty)
  }
}
