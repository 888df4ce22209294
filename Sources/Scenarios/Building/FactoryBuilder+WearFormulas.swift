import FactoryModel
import RandomVariates

/// Quantities that depend on wear: set-points become numbers, wear stays an input.
extension FactoryBuilder {
  /// A number that may depend on the wear of the station's components.
  ///
  /// - Returns: The number for new components and, where it depends on wear, how.
  mutating func wornNumber(
    _ node: TreeNode, _ station: Plant.StationNames, _ expectation: Expectation
  ) -> (new: Double, wear: WearFormula?)? {
    let scope = scope(of: station.name)
    guard case .formula(let formula)? = node.value?.meaning,
      dependsOnWear(formula, scope) || dependsOnLots(formula, scope)
    else {
      return number(node, scope, expectation).map { ($0, nil) }
    }
    guard let expression = worn(formula, node, station, scope), let text = node.text else {
      return nil
    }
    guard let program = program(expression, node) else { return nil }
    let new = program.value(inputs: inputs(wear: 0, of: station).span)
    do throws(ValueProblem) {
      guard new.isFinite else {
        throw ValueProblem("\(quoted(text)) comes to no number for new components")
      }
      try expectation.checkRange(
        new, "\(text) = \(ResolvedValues.number(new)), for new components,", hasUnit: true)
    } catch {
      reading.error(node.place, node.path, error.message)
      return nil
    }
    warnOfChance(program, node, station, expectation)
    let (inputs, count) = (expression.inputs.sorted(), station.components.count)
    guard !inputs.isEmpty else { return (new, nil) }
    return (
      new,
      WearFormula(
        program: program, components: inputs.filter { $0 < count },
        lotProperties: inputs.filter { $0 >= count }.map { $0 - count }, componentCount: count)
    )
  }

  /// What formulas at a station read where all is as worn as that, and the material is as it is in the mean.
  private func inputs(wear: Double, of station: Plant.StationNames) -> [Double] {
    [Double](repeating: wear, count: station.components.count) + lotProperties.map(\.mean)
  }

  /// Warns of a chance that the worn have above 100 % or below zero.
  private mutating func warnOfChance(
    _ program: FormulaProgram, _ node: TreeNode, _ station: Plant.StationNames,
    _ expectation: Expectation
  ) {
    guard expectation.range == .probability else { return }
    let worn = program.value(inputs: inputs(wear: 1, of: station).span)
    guard !(0...1).contains(worn) else { return }
    reading.warn(
      node.place, node.path,
      "comes to \(ResolvedValues.rounded(worn * 100)) % where everything is worn; it is cut to 0 % to "
        + "100 %")
  }

  private func dependsOnWear(_ formula: Formula, _ scope: StationScope) -> Bool {
    formula.inputs.contains { scope.origin(of: $0) == .wear }
  }

  private func dependsOnLots(_ formula: Formula, _ scope: StationScope) -> Bool {
    formula.inputs.contains { scope.origin(of: $0) == .lot }
  }

  /// A formula as an expression of the wear of the station's components, in their order.
  ///
  /// - Returns: `nil` where it depends on something else that changes, or on a component that is not
  ///   there.
  private mutating func worn(
    _ formula: Formula, _ node: TreeNode, _ station: Plant.StationNames, _ scope: StationScope
  ) -> FormulaExpression? {
    let names = NameIndex(
      station.components.map { $0 + StationScope.wear } + lotProperties.map { "lot.\($0.name)" })
    for name in formula.inputs where names.index(of: name) == nil {
      guard scope.origin(of: name) != .wear else {
        reading.unknownName(
          node.place, node.path, String(name.dropLast(StationScope.wear.count)),
          kind: "component", among: station.components)
        return nil
      }
      guard known([name], node, scope) else { return nil }
    }
    return formula.substituting { name in
      if let index = names.index(of: name) { return .input(index) }
      if case .setPoint(let value) = scope.origin(of: name) { return .constant(value) }
      return .constant(.nan)
    }
  }

  // MARK: - Times

  /// A time of work that may depend on wear.
  ///
  /// - Returns: The time with new components, and what it is multiplied by where it depends on wear.
  mutating func wornTime(
    _ node: TreeNode?, _ station: Plant.StationNames
  ) -> (new: Distribution, factor: WearFormula?)? {
    let scope = scope(of: station.name)
    guard let node, let parts = timeParts(node),
      parts.contains(where: { $0.amount.formula.map { dependsOnWear($0, scope) } == true })
    else { return distribution(node, scope).map { ($0, nil) } }
    var shape: [FormulaExpression] = []
    for part in parts {
      let expression: FormulaExpression
      switch part.amount {
      case .fixed(let quantity): expression = .constant(quantity.value)
      case .formula(let formula):
        if dependsOnLots(formula, scope) {
          refuse(node.place, node.path, "times that depend on the material")
          return nil
        }
        guard let worn = worn(formula, node, station, scope) else { return nil }
        expression = worn
      }
      guard part.isOfTheQuantity || expression.inputs.isEmpty else {
        return notScaled(node, "its \(part.name) changes with wear")
      }
      if part.isOfTheQuantity { shape.append(expression) }
    }
    guard let new = timeOfNew(node, scope) else { return nil }
    return factor(shape, of: new, node, station).map { (new, $0) }
  }

  /// The parameters of a time.
  private func timeParts(_ node: TreeNode) -> [DistributionExpression.Part]? {
    switch node.value?.meaning {
    case .formula(let formula):
      [DistributionExpression.Part(name: "value", amount: .formula(formula), isOfTheQuantity: true)]
    case .distribution(let expression): expression.parts
    default: nil
    }
  }

  private mutating func timeOfNew(_ node: TreeNode, _ scope: StationScope) -> Distribution? {
    do throws(ValueProblem) {
      switch node.value?.meaning {
      case .distribution(let expression):
        return try expression.distribution(inputs: scope.inputsOfNew)
      case .formula(let formula):
        let value = formula.program.value(inputs: scope.inputsOfNew.span)
        let text = node.text ?? ""
        guard value.isFinite else {
          throw ValueProblem("\(quoted(text)) comes to no number for new components")
        }
        try Expectation.workTime.checkRange(
          value, "\(text) = \(ResolvedValues.number(value)), for new components,", hasUnit: true)
        return .constant(value)
      default: return nil
      }
    } catch {
      reading.error(node.place, node.path, error.message)
      return nil
    }
  }

  /// The common factor by which all parameters change with wear.
  private mutating func factor(
    _ shape: [FormulaExpression], of new: Distribution, _ node: TreeNode,
    _ station: Plant.StationNames
  ) -> WearFormula? {
    let count = station.components.count
    let programs = shape.compactMap { program($0, node) }
    let zeros = programs.map { $0.value(inputs: [Double](repeating: 0, count: count).span) }
    guard programs.count == shape.count,
      let leading = zeros.indices.first(where: { !shape[$0].inputs.isEmpty && zeros[$0] != 0 })
    else {
      _ = notScaled(node, "it is zero for new components")
      return nil
    }
    for wear in FactoryBuilder.sampleWears(count) {
      let factor = programs[leading].value(inputs: wear.span) / zeros[leading]
      guard factor.isFinite, factor > 0 else {
        _ = notScaled(node, "it comes to no time at some wear")
        return nil
      }
      for (program, zero) in zip(programs, zeros) {
        let value = program.value(inputs: wear.span)
        guard abs(value - zero * factor) <= 1e-9 * max(abs(value), abs(zero * factor)) else {
          _ = notScaled(node, "its parameters change by different factors")
          return nil
        }
      }
    }
    let scaled = FormulaExpression.operation(.quotient, shape[leading], .constant(zeros[leading]))
    return program(scaled, node).map {
      WearFormula(program: $0, components: shape[leading].inputs.sorted())
    }
  }

  /// Wears at which it is tried whether a time only scales: each component alone, and all together.
  private static func sampleWears(_ count: Int) -> [[Double]] {
    var wears: [[Double]] = []
    for level in [0.15, 0.5, 0.85, 1] {
      for component in 0..<count {
        var wear = [Double](repeating: 0, count: count)
        wear[component] = level
        wears.append(wear)
      }
      wears.append((0..<count).map { level * Double($0 + 1) / Double(count) })
    }
    return wears
  }

  private mutating func notScaled(
    _ node: TreeNode, _ why: String
  ) -> (new: Distribution, factor: WearFormula?)? {
    reading.error(
      node.place, node.path,
      "wear may make a time longer or shorter as a whole, but \(why); let every time in it change by "
        + "the same factor, as in 'lognormal mean (22 s * (1 + 30 % * die.wear)) cv 10 %'")
    return nil
  }
}
