import Degradation
import Testing
