internal import Contestants

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Runs the contests and prints the table; `scripts/bench` is how people start it.
@main
struct Scoreboard {
    private var scale = Scale.full
    private var only: String?
    private var markdown: String?

    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == "--measure" { return try measure(Array(arguments.dropFirst())) }
        try Scoreboard(arguments).run()
    }

    private static var contests: [Contest] {
        InterpreterContests.all + ListPageContests.all + WaitingContests.all + RepeatedRunContests.all
    }

    private init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": scale = .quick
            case "--only": only = rest.popFirst()
            case "--markdown": markdown = rest.popFirst()
            default: throw BenchError("there is no option \(argument)")
            }
        }
    }

    private func run() throws {
        var table = ScoreTable()
        for contest in Self.contests {
            if let only, !contest.name.contains(only) { continue }
            tell("measuring: \(contest.name)")
            table.add(try Outcome(of: contest, scale))
        }
        print(table.plain, terminator: "")
        guard let markdown else { return }
        guard let file = fopen(markdown, "a") else { throw BenchError("\(markdown) cannot be written") }
        fputs(table.markdown, file)
        fclose(file)
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
}
