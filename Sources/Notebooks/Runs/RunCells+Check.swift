/// The last cell: what was computed is what `summary.json` says.
extension RunCells {
  static let checkText = """
    ## Check

    Means, counts and intervals that were worked out above equal those of `data/summary.json`, but for the \
    rounding of sums: 10⁻⁹ of the largest value that a mean is taken over.
    """

  static func check(hasDifferences: Bool) -> String {
    hasDifferences ? means + "\n" + pairs + "\n" + told : means + "\n" + told
  }

  private static let means = """
    def agree(one, other, scale):
        # Both without a value, or both the same number but for rounding.
        return ((one - other).abs() <= 1e-9 * scale) | (one.isna() & other.isna())


    counted = reported[reported["count"] > 0]
    check = counted.merge(computed, on=["arm", "metric"], suffixes=("", "_computed"), validate="1:1")
    assert len(check) == len(counted) > 0
    scale = check[["min", "max"]].abs().max(axis=1)
    means = check.estimate == "mean"
    assert means.any() and (check["count"] == check.count_computed)[means].all()
    assert agree(check["mean"], check.mean_computed, scale)[means].all()
    assert agree((check.upper - check.lower) / 2, check.half_width, scale)[means].all()
    ratios = check[~means & check.mean_computed.notna()]
    room = 1e-9 * scale[ratios.index]
    assert ratios["mean"].between(ratios["min"] - room, ratios["max"] + room).all()
    checked = f"{means.sum()} means with their intervals and {len(ratios)} ratios"
    """

  private static let pairs = """

    told = differences[differences.metric.map(columns.estimate) == "mean"]
    check = told.merge(paired, on=["arm", "metric"], suffixes=("", "_computed"), validate="1:1")
    assert len(check) == len(told) > 0
    largest = long.assign(value=long.value.abs()).groupby("metric").value.max()
    scale = 2 * check.metric.map(largest)
    assert agree(check["mean"], check.mean_computed, scale).all()
    check = check.reindex(columns=[*check.columns, *({"lower", "upper"} - set(check.columns))])
    assert agree((check.upper - check.lower) / 2, check.half_width, scale).all()
    checked += f", {len(check)} paired differences"
    """

  private static let told = """

    print(f"{checked} agree with summary.json")
    """
}
