"""M/M/1 at load 0.9 with waiting statistics in SimPy: python mm1.py CUSTOMERS SEED"""

import json
import random
import sys
import time

import simpy

customers, seed = int(sys.argv[1]), int(sys.argv[2])
draw = random.Random(seed).expovariate
count, mean, squares = 0, 0.0, 0.0


def customer(environment, server):
    global count, mean, squares
    arrival = environment.now
    with server.request() as request:
        yield request
        wait = environment.now - arrival
        count += 1
        distance = wait - mean
        mean += distance / count
        squares += distance * (wait - mean)
        yield environment.timeout(draw(1.0))


def source(environment, server):
    for _ in range(customers):
        yield environment.timeout(draw(0.9))
        environment.process(customer(environment, server))


environment = simpy.Environment()
environment.process(source(environment, simpy.Resource(environment)))
start = time.process_time()
environment.run()
seconds = time.process_time() - start
print(json.dumps({"n": customers, "cpu": seconds, "ns": seconds * 1e9 / customers, "mean": mean}))
