import DataTables
import Testing

@testable import Datasets

/// The rules of AI4I 2020, one by one.
@Suite("Rules of the milling table")
struct MillingCutTests {
  private func cut(
    _ variant: MillingCut.Variant, air: Double = 300, process: Double = 310, speed: Double = 1_500,
    torque: Double = 40, wear: Double = 100
  ) -> MillingCut {
    MillingCut(
      variant: variant, airTemperature: air, processTemperature: process, rotationalSpeed: speed,
      torque: torque, toolWear: wear)
  }

  @Test("An ordinary part does not fail")
  func ordinary() {
    let cut = cut(.medium, air: 298.1, process: 308.6, speed: 1_551, torque: 42.8, wear: 0)
    #expect(!cut.failsByHeat && !cut.failsByPower && !cut.failsByOverstrain)
    // 42.8 N m · 1551 / min · 2 π / 60
    #expect(abs(cut.power - 6_951.59) < 0.01)
  }

  @Test("Heat is not carried off below 8.6 K, and below 1380 rpm")
  func heat() {
    #expect(cut(.low, air: 302, process: 310.5, speed: 1_379).failsByHeat)
    #expect(!cut(.low, air: 302, process: 310.5, speed: 1_380).failsByHeat)
    #expect(!cut(.low, air: 302, process: 310.7, speed: 1_379).failsByHeat)
  }

  @Test("A difference of 8.6 K fails where double precision makes it less, as in the public file")
  func roundedDifference() {
    // 307.9 − 299.3 is 8.59999999999997, and 308.6 − 300 is 8.60000000000002.
    #expect(cut(.low, air: 299.3, process: 307.9, speed: 1_300).failsByHeat)
    #expect(!cut(.low, air: 300, process: 308.6, speed: 1_300).failsByHeat)
  }

  @Test("Power fails below 3500 W and above 9000 W")
  func power() {
    // At 3000/π rpm a newton meter is 100 W.
    let speed = 3_000 / Double.pi
    #expect(cut(.low, speed: speed, torque: 34.9).failsByPower)
    #expect(!cut(.low, speed: speed, torque: 35.1).failsByPower)
    #expect(!cut(.low, speed: speed, torque: 89.9).failsByPower)
    #expect(cut(.low, speed: speed, torque: 90.1).failsByPower)
    #expect(cut(.low, torque: 0).failsByPower)
  }

  @Test(
    "A worn tool is strained too much above a product that the variant decides",
    arguments: zip(MillingCut.Variant.allCases, [11_000.0, 12_000, 13_000]))
  func overstrain(variant: MillingCut.Variant, limit: Double) {
    #expect(!cut(variant, torque: limit / 200, wear: 200).failsByOverstrain)
    #expect(cut(variant, torque: limit / 200 + 0.1, wear: 200).failsByOverstrain)
    #expect(!cut(variant, torque: limit / 200 + 0.1, wear: 199).failsByOverstrain)
  }

  @Test("The table has the columns of the public file, in their order")
  func columns() {
    #expect(
      MillingTable.schema.map(\.name) == [
        "UDI", "Product ID", "Type", "Air temperature [K]", "Process temperature [K]",
        "Rotational speed [rpm]", "Torque [Nm]", "Tool wear [min]", "Machine failure", "TWF", "HDF",
        "PWF", "OSF", "RNF",
      ])
  }
}
