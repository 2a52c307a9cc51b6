internal import CivilTime
internal import PaceSimulation
internal import RunEngine

/// An apply under the documented limits, in a simulated time: what it takes beside what the busiest device must take.
enum PaceContests {
    private static let groups = 10_000
    private static let devices = 300

    static var all: [Contest] {
        Workload.allCases.flatMap { workload in
            [false, true].flatMap { contests(workload, hasDeadlines: $0) }
        } + [late] + Workload.allCases.flatMap(nodes)
    }

    private static func contests(_ workload: Workload, hasDeadlines: Bool) -> [Contest] {
        let name = "\(workload.rawValue), \(hasDeadlines ? "with" : "without") deadlines"
        let rows = { (scale: Scale) in
            workload.rows(scale.count(groups), devices: devices, frontDoors: 10, hasDeadlines: hasDeadlines)
        }
        return [
            Contest(
                name: "pace: \(name): time",
                rival: "the busiest device's bound",
                unit: .seconds,
                target: .ratio(hasDeadlines ? 1.10 : 1.02),
                row: "pace",
                isExact: true,
            ) { scale in
                let rows = rows(scale)
                return Contestants(
                    ours: { seconds(PaceSimulation.apply(rows).elapsed) },
                    theirs: { seconds(rows.busiestDeviceBound) },
                )
            },
            Contest(
                name: "pace: \(name): answers 429",
                rival: nil,
                unit: .count,
                target: .most(0),
                row: "pace",
                isExact: true,
            ) { scale in
                let rows = rows(scale)
                return Contestants(ours: { Double(PaceSimulation.apply(rows).refusals) })
            },
        ]
    }

    /// Two nodes that send to the same doors, half of the groups each.
    private static func nodes(_ workload: Workload) -> [Contest] {
        let name = "two nodes: \(workload.rawValue)"
        let rows = { (scale: Scale) in
            workload.rows(scale.count(groups), devices: devices, frontDoors: 10, hasDeadlines: false)
        }
        return [
            Contest(
                name: "\(name): time",
                rival: "the busiest device's bound",
                unit: .seconds,
                target: .ratio(1.05),
                row: "nodes",
                isExact: true,
            ) { scale in
                let rows = rows(scale)
                return Contestants(
                    ours: { seconds(NodesSimulation.apply(rows).elapsed) },
                    theirs: { seconds(rows.busiestDeviceBound) },
                )
            },
            Contest(
                name: "\(name): answers 429",
                rival: nil,
                unit: .count,
                target: .most(0),
                row: "nodes",
                isExact: true,
            ) { scale in
                let rows = rows(scale)
                return Contestants(ours: { Double(NodesSimulation.apply(rows).refusals) })
            },
        ]
    }

    /// Small worlds in which an exact solver finds a way for everybody to be in time.
    private static var late: Contest {
        Contest(
            name: "pace: groups that are late in 120 small worlds where none has to be",
            rival: nil,
            unit: .count,
            target: .most(0),
            row: "pace",
            isExact: true,
        ) { scale in
            Contestants(ours: {
                var late = 0
                for seed in 0..<scale.count(60) {
                    var random = SplitMix(seed: UInt64(seed))
                    for world in [SmallWorld.tight(&random), SmallWorld.loose(&random)] where world.isPossible {
                        let rows = world.rows
                        late += PaceSimulation.apply(rows).late(rows).count
                    }
                }
                return Double(late)
            })
        }
    }

    private static func seconds(_ span: TimeSpan) -> Double { Double(span.milliseconds) / 1000 }
}
