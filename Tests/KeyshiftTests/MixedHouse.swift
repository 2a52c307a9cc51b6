import Foundation
import Testing

/// Seventy stays of which each kind of row changes some, at the present time: what is there, and what is wanted.
///
/// Twenty stay longer, ten end earlier, ten are cancelled, ten change rooms and keep the front door, and twenty are new, half of
/// them with the front door, too.
struct MixedHouse: Sendable {
    /// A code, as a list of its door has it.
    struct Code: Hashable, Sendable {
        var name: String
        var door: String
        var starts: String
        var ends: String
        var pin: String
    }

    /// The whole second at which the house was made.
    let made = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))

    private static let shifts = (1...20).map { "S\($0)" }
    private static let ends = (1...10).map { "E\($0)" }
    private static let cancels = (1...10).map { "C\($0)" }
    private static let moves = (1...10).map { "M\($0)" }
    private static let news = (1...20).map { "N\($0)" }

    /// The stays that are changed or made, by their names.
    static let names = shifts + ends + cancels + moves + news

    private func instant(_ hours: Double) -> String { made.addingTimeInterval(hours * 3600).ISO8601Format() }

    /// From when until when a stay is there: every other guest is inside, but of those that are cancelled nobody.
    private func hours(_ name: String, _ number: Int) -> (start: Double, end: Double) {
        let isInside = number % 2 == 0 && !name.hasPrefix("C")
        return isInside ? (-20, 50) : (30, 80)
    }

    private func doors(of name: String) -> [String] {
        switch name.first {
        case "M": ["Front", "Room \(name)"]
        case "N": name.hasSuffix("5") || name.hasSuffix("0") ? ["Front", "Room \(name)"] : ["Room \(name)"]
        default: ["Room \(name)"]
        }
    }

    /// The seed of a sandbox.
    var seed: String {
        let rooms = Self.names.map { "Room \($0)" } + Self.moves.map { "New \($0)" }
        let devices = (["Front"] + rooms).map { #"{ "name": "\#($0)", "time_zone": "America/New_York" }"# }
        let there = Self.shifts + Self.ends + Self.cancels + Self.moves
        let groups = there.enumerated().map { place, name in
            let (start, end) = hours(name, place)
            let doors = doors(of: name).map { #""\#($0)""# }.joined(separator: ", ")
            return """
                { "name": "\(name)", "devices": [\(doors)], "code": "\(480_100 + place * 7)", "common_code_key": "key-\(name)",
                  "starts_at": "\(instant(start))", "ends_at": "\(instant(end))" }
                """
        }
        return """
            { "format": 1, "workspaces": [ { "name": "Mixed", "devices": [ \(devices.joined(separator: ", ")) ],
              "groups": [ \(groups.joined(separator: ",\n")) ] } ] }
            """
    }

    /// The script that changes all of it.
    var script: String {
        """
        for stay in groups.all():each() do
          local kind, number = stay.name:match("^(%a)(%d+)$")
          if kind == "S" then stay:extend("2h")
          elseif kind == "E" then stay:shift{ ends = "-3h" }
          elseif kind == "C" then stay:cancel()
          elseif kind == "M" then stay:change_doors{ to = "New " .. stay.name, from = "Room " .. stay.name }
          end
        end
        for n = 1, \(Self.news.count) do
          local doors = { "Room N" .. n }
          if n % 5 == 0 then table.insert(doors, 1, "Front") end
          groups.ensure{ id = "new-" .. n, name = "N" .. n, doors = doors,
            starts_at = "\(instant(30))", ends_at = "\(instant(80))" }
        end
        """
    }

    /// What is wrong with a world, a sentence each; `before` is what was there.
    func faults(in world: [Code], since before: [Code]) -> [String] {
        var faults: [String] = []
        let (old, new) = (Dictionary(grouping: before, by: \.name), Dictionary(grouping: world, by: \.name))
        for name in Self.names {
            let (was, now) = (old[name] ?? [], new[name] ?? [])
            if let fault = fault(of: name, was, now) { faults.append("\(name): \(fault): \(now)") }
        }
        let strangers = Set(new.keys).subtracting(Self.names)
        if !strangers.isEmpty { faults.append("nobody asked for \(strangers)") }
        return faults
    }

    private func fault(of name: String, _ was: [Code], _ now: [Code]) -> String? {
        if name.hasPrefix("C") { return now.isEmpty ? nil : "it was cancelled and is there" }
        let wanted = name.hasPrefix("M") ? ["Front", "New \(name)"] : doors(of: name)
        guard now.map(\.door).sorted() == wanted.sorted() else { return "its doors are not \(wanted)" }
        guard Set(now.map(\.pin)).count == 1, now.allSatisfy({ !$0.pin.isEmpty }) else { return "it has not one PIN" }
        let (start, end) = name.hasPrefix("N") ? (30.0, 80.0) : hours(name, Self.names.firstIndex(of: name) ?? 0)
        let longer = name.hasPrefix("S") ? 2.0 : name.hasPrefix("E") ? -3.0 : 0
        guard now.allSatisfy({ Self.isSame($0.starts, instant(start)) && Self.isSame($0.ends, instant(end + longer)) })
        else { return "its hours are not those that were asked for" }
        let keepsPIN = name.hasPrefix("N") || now.first?.pin == was.first?.pin
        return keepsPIN ? nil : "it lost its PIN"
    }

    private static func isSame(_ text: String, _ other: String) -> Bool {
        func seconds(_ text: String) -> Date? { try? Date(String(text.prefix(19)) + "Z", strategy: .iso8601) }
        return seconds(text) == seconds(other) && seconds(text) != nil
    }
}
