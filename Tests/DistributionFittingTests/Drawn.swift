import DistributionFitting
import EventKernel
import RandomVariates

/// A sample of a family.
func drawn(_ family: Distribution.Family, _ count: Int, _ seed: UInt64) -> FitSample {
  let sampler = Sampler(Distribution(family))
  var stream = RandomStream(
    StreamKey(seed: seed, replication: 0, path: "fitting", purpose: "test"))
  return FitSample((0..<count).map { _ in sampler.sample(using: &stream) })
}
