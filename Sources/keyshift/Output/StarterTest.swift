internal import RunEngine
internal import Scripting

/// The test that `keyshift new --test` writes.
struct StarterTest {
    /// The file of the script, which is in the folder above.
    let script: String
    let outline: ScriptOutline

    /// The test of a script that `keyshift new` has written with it.
    var whole: String {
        """
        \(head)
        test.case("a stay that ends on the day gets more time, and no other does", function()
            local plan = test.plan("../\(script)", { date = "2026-11-24", by = "2h" })
            test.expect(plan, {
                rows = {
                    { name = "BK-1 Ito", before = { ends = "2026-11-24 11:00" }, ends = "2026-11-24 13:00" },
                },
                left_out = {},
            })
        end)

        """
    }

    /// The begin of a test of a script that was there: what it comes to is still to be said.
    var begun: String {
        """
        \(head)
        test.case("what the script does", function()
            local plan = test.plan("../\(script)", { \(arguments) })
            -- Say what it shall come to: rows = { { name = "BK-1 Ito", ends = "2026-11-24 13:00" } }, and so on.
            test.expect(plan, { state = "planned" })
        end)

        """
    }

    private var head: String {
        """
        -- Tests of \(script): keyshift test runs them, on doors that are not there.

        -- The world of every test here. Times are those of the clock of the doors.
        test.world{
            now = "2026-11-24 08:00",
            zone = "Europe/Lisbon",
            doors = { "Front door", "Room 1", { name = "Room 2", online = false } },
            stays = {
                { name = "BK-1 Ito", doors = { "Front door", "Room 1" }, starts = "2026-11-22 15:00", ends = "2026-11-24 11:00" },
                { name = "BK-2 Costa", doors = { "Room 2" }, starts = "2026-11-23 15:00", ends = "2026-11-26 11:00" },
            },
        }
        """
    }

    private var arguments: String {
        let required = (outline.arguments ?? []).filter(\.isRequired)
        // Beside a zone it is a day on which the clocks of the zone change: another may be refused.
        let day = required.contains { $0.kind == .zone } ? "2026-10-25" : "2026-11-24"
        return required.map { argument in
            let value: String =
                switch argument.kind {
                case .text: "\"BK-1 Ito\""
                case .file: "test.file(\"bookings.csv\", \"booking\\nBK-1\\n\")"
                case .date: "\"\(day)\""
                case .time: "\"2026-11-24T13:00:00Z\""
                case .duration: "\"2h\""
                case .clock: "\"13:00\""
                case .zone: "\"Europe/Lisbon\""
                case .number: "1"
                case .choice: "\"\(argument.words.first ?? "")\""
                case .flag: "true"
                }
            return "\(argument.name) = \(value)"
        }
        .joined(separator: ", ")
    }
}
