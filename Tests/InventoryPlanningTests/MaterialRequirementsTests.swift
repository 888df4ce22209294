import InventoryPlanning
import TestDraws
import TestSupport
import Testing

/// Plans of what is needed and when it is ordered.
@Suite("Material requirements")
struct MaterialRequirementsTests {
  @Test("A plan worked by hand", .tags(.exact))
  func byHand() throws {
    // 40 are there, 5 are to be left; the first two periods take 10 and 15. Then 40 - 5 - 25 = 10 are free for 25.
    let plan = try MaterialRequirements(
      requirements: [10, 15, 25, 20, 0, 30], available: 40, safetyStock: 5, leadTime: 2,
      lots: .lotForLot)
    #expect(plan.netRequirements == [15, 20, 0, 30] && plan.orders == [15, 20, 0, 30])
    let lots = try MaterialRequirements(
      requirements: [10, 15, 25, 20, 0, 30], available: 40, safetyStock: 5, leadTime: 2,
      lots: .fixed(25))
    // 25 leave 10 over, which is 10 short of 20; 25 again leave 15, which is 15 short of 30.
    #expect(lots.netRequirements == [15, 10, 0, 15] && lots.orders == [25, 25, 0, 25])
    let firm = try MaterialRequirements(
      requirements: [10, 15, 25, 20, 0, 30], available: 40, safetyStock: 5, leadTime: 2,
      firm: [10, 10], lots: .lotForLot)
    // 5 and then 15 are missing, until orders move again.
    #expect(firm.orders == [10, 10, 15, 30])
    // What can no longer be had in time is ordered at once.
    let late = try MaterialRequirements(
      requirements: [10, 0], available: 3, leadTime: 1, lots: .lotForLot)
    #expect(late.orders == [7])
  }

  @Test("Every plan has enough, and the best one costs least", .tags(.law))
  func laws() throws {
    for number in 0..<200 {
      var draws = Draws("requirements", ordinal: number)
      let lead = draws.whole(0...3)
      let wanted = (0..<(lead + draws.whole(1...9))).map { _ in Double(draws.whole(0...40)) }
      let (available, safety) = (Double(draws.whole(-20...80)), Double(draws.whole(0...15)))
      let (orderCost, holding) = (Double(draws.whole(1...90)), 1.0)
      var least = Double.infinity
      var best = 0.0
      for lots: MaterialRequirements.Lots in [
        .lotForLot, .fixed(Double(draws.whole(1...60))),
        .wagnerWhitin(orderCost: orderCost, holdingCost: holding),
      ] {
        let plan = try MaterialRequirements(
          requirements: wanted, available: available, safetyStock: safety, leadTime: lead,
          lots: lots)
        #expect(plan.orders.count == wanted.count - lead)
        var (stock, cost) = (available - wanted.prefix(lead).reduce(0, +) - safety, 0.0)
        for (period, order) in plan.orders.enumerated() {
          stock += order - wanted[lead + period]
          #expect(stock >= -1e-9, "\(number) \(lots) \(period)")
          cost += (order > 0 ? orderCost : 0) + holding * stock
        }
        if case .wagnerWhitin = lots { best = cost } else { least = min(least, cost) }
      }
      #expect(best <= least + 1e-9, "\(number)")
    }
  }

  @Test("What cannot be is refused", .tags(.failure))
  func refused() {
    #expect(throws: InventoryError.self) {
      try MaterialRequirements(requirements: [1], available: 0, leadTime: 1, lots: .lotForLot)
    }
    #expect(throws: InventoryError.self) {
      try MaterialRequirements(requirements: [-1, 2], available: 0, leadTime: 1, lots: .lotForLot)
    }
    #expect(throws: InventoryError.self) {
      try MaterialRequirements(requirements: [1, 2], available: 0, leadTime: -1, lots: .lotForLot)
    }
  }
}
