internal import Contestants
internal import Seam

/// Runs the contests and prints an outcome a line, as JSON; `scripts/bench` is how people start it.
@main
struct Scoreboard {
    private var scale = Scale(rounds: 9, divisor: 1)
    private var only: String?

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "--measure": try measure(Array(arguments.dropFirst()))
        case "--work": try work(Array(arguments.dropFirst()))
        default: try Scoreboard(arguments).run()
        }
    }

    private static var contests: [Contest] {
        InterpreterContests.all + ListPageContests.all + WaitingContests.all + RepeatedRunContests.all
            + PaceContests.all
    }

    private init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let value = rest.popFirst()
            switch argument {
            case "--rounds": scale.rounds = try Self.number(value)
            case "--divisor": scale.divisor = try Self.number(value)
            case "--only": only = value
            default: throw BenchError("there is no option \(argument)")
            }
        }
    }

    private static func number(_ text: String?) throws -> Int {
        guard let text, let number = Int(text), number > 0 else {
            throw BenchError("\(text ?? "nothing") is no number from 1")
        }
        return number
    }

    private func run() throws {
        for contest in Self.contests {
            if let only, !contest.name.contains(only) { continue }
            tell("measuring: \(contest.name)")
            print(try Outcome(of: contest, scale).json.serialized())
        }
    }

    /// Measures one thing in this process, on behalf of a parent.
    private static func measure(_ arguments: [String]) throws {
        let all = ListPageContests.measurements
            .merging(WaitingContests.measurements) { first, _ in first }
            .merging(RepeatedRunContests.measurements) { first, _ in first }
        guard arguments.count == 2, let body = all[arguments[0]], let count = Int(arguments[1]) else {
            throw BenchError("there is no measurement \(arguments.joined(separator: " "))")
        }
        let measurement = try body(count)
        print(measurement.seconds, measurement.bytes)
    }

    /// Does a piece of work so many times, for a tool that counts instructions.
    private static func work(_ arguments: [String]) throws {
        guard arguments.count == 2, let body = Work.all[arguments[0]], let count = Int(arguments[1]) else {
            throw BenchError("there is no such work; there are \(Work.all.keys.sorted().joined(separator: ", "))")
        }
        try body(count)
    }
}
