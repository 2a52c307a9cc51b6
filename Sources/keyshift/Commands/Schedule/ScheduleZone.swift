internal import ArgumentParser
internal import Model
internal import Presentation
internal import RunEngine
internal import Scripting

/// What is said to whoever schedules something and names no zone: the zones of the doors, each with the line to type.
///
/// No zone is taken silently: a schedule keeps it for good, and a house in another zone may come.
struct ScheduleZone {
    /// So many zones are offered.
    private static let most = 5

    let script: Engine.Script
    let terminal: Terminal

    /// The usage error.
    func question() async -> ValidationError {
        let found: [DoorZone]
        do {
            let house = house
            found = try await Session.with(ServerChoice(), options: Engine.Options(), terminal: terminal) { session in
                try await StayDesk(session.engine).zones(ofHouse: house)
            }
        } catch {
            found = []
        }
        return ValidationError(sentence(found))
    }

    private func sentence(_ zones: [DoorZone]) -> String {
        let what = "say in which zone that is, which the schedule keeps"
        guard let first = zones.first else { return "\(what): --zone America/Vancouver, or the zone of your doors" }
        let lines = zones.prefix(Self.most).map { "    keyshift \(ShellWords.line(typed(with: $0.zone)))" }
        let place = house.map { " of \($0.shown)" } ?? ""
        guard zones.count > 1 else {
            return (["\(what); all doors\(place) are in \(first.zone):"] + lines).joined(separator: "\n")
        }
        let all = zones.prefix(Self.most).map { "\($0.zone) (\($0.houses.map(\.shown).joined(separator: ", ")))" }
        let rest = zones.count > Self.most ? " and \(zones.count - Self.most) more" : ""
        return (["\(what); the doors\(place) are in \(all.joined(separator: ", "))\(rest):"] + lines)
            .joined(separator: "\n")
    }

    /// The house that the script is told, nil where it takes none.
    private var house: String? {
        let described = ScriptOutline(of: script.source).arguments ?? []
        return try? ArgumentLine(script.arguments, names: described.map(\.name)).texts["house"]
    }

    /// The line that was typed, with a zone.
    private func typed(with zone: String) -> [String] {
        let words = Array(CommandLine.arguments.dropFirst())
        let end = words.firstIndex(of: "--") ?? words.endIndex
        return words[..<end] + ["--zone", zone] + words[end...]
    }
}
