import CivilTime
import Model
import Testing

@testable import RunEngine

struct SettingsTests {
    private static let house = """
        {
          "workspace_id": "w1", "max_groups": 100, "max_shift": "48h", "allow_lockout": false, "allow_direct": false,
          "zones": { "Front door": "America/Vancouver", "shed": "-07:00" },
          "houses": {
            "Harbour House": {
              "doors": ["Harbour *", "d9"], "zone": "America/Toronto", "check_in": "15:00", "check_out": "11:00",
              "shared_doors": ["Front door"], "reach": "20m", "staff": ["Cleaner *", "Porter"]
            }
          }
        }
        """

    private func refusal(_ body: () throws -> Void) -> PlanError? {
        do {
            try body()
            return nil
        } catch {
            return error as? PlanError
        }
    }

    @Test func `a house lays down limits, zones and its workspace`() throws {
        let settings = try Settings(json: Self.house, file: "keyshift.json")
        #expect(settings.workspaceID == "w1")
        #expect(settings.zones == ["Front door": "America/Vancouver", "shed": "-07:00"])
        let limits = try settings.limits(maxGroups: nil, maxShift: nil as TimeSpan?)
        #expect(limits == Limits(maxGroups: 100, maxShift: PlanFixture.span(hours: 48)))
    }

    @Test func `hooks are programs by their whole paths, with a level and a time limit`() throws {
        let text = """
            { "hooks": { "pager": { "command": ["/bin/page", "-x"], "level": "urgent", "timeout": "20s" },
                         "mail": { "command": ["/bin/mail"] } } }
            """
        let hooks = try Settings(json: text, file: "keyshift.json").hooks
        #expect(hooks.map(\.name) == ["mail", "pager"])
        #expect(hooks[1].command == ["/bin/page", "-x"] && hooks[1].least == .urgent)
        #expect(hooks[1].limit == TimeSpan(milliseconds: 20_000))
        #expect(hooks[0].least == .warning && hooks[0].limit == TimeSpan(milliseconds: 10_000))
    }

    @Test(arguments: [
        ("7", "an object of names"), ("{ \"a\": 7 }", "an object with a command"),
        ("{ \"a\": {} }", "an object with a command"),
        ("{ \"a\": { \"command\": [] } }", "whole path"), ("{ \"a\": { \"command\": [\"page\"] } }", "whole path"),
        ("{ \"a\": { \"command\": [\"/bin/a\", 7] } }", "whole path"),
        ("{ \"a\": { \"command\": [\"/a\"], \"level\": \"loud\" } }", "\"warning\" or \"urgent\""),
        ("{ \"a\": { \"command\": [\"/a\"], \"timeout\": \"2m\" } }", "up to"),
        ("{ \"a\": { \"command\": [\"/a\"], \"timeout\": 2 } }", "a duration"),
        ("{ \"a\": { \"command\": [\"/a\"], \"levle\": \"urgent\" } }", "level"),
    ])
    func `a hook that makes no sense is refused with what to write`(value: String, words: String) {
        let error = refusal { _ = try Settings(json: "{ \"hooks\": \(value) }", file: "keyshift.json") }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "none")")
    }

    @Test func `a node has sixteen hooks at the most`() {
        let hooks = (0..<17).map { "\"h\($0)\": { \"command\": [\"/bin/a\"] }" }.joined(separator: ",")
        let error = refusal { _ = try Settings(json: "{ \"hooks\": { \(hooks) } }", file: "keyshift.json") }
        #expect(error?.message.contains("at most 16") == true)
    }

    @Test(arguments: [
        ("Harbour Room 1", "d1", "Harbour House" as String?, "America/Toronto", false),
        ("Annexe", "d9", "Harbour House", "America/Toronto", false),
        ("front  DOOR", "d2", "Harbour House", "America/Toronto", true),
        ("Front door", "d2", "Harbour House", "America/Vancouver", true), ("Shed", "d3", nil, "Europe/Lisbon", false),
    ])
    func `a door has the house, the zone and the sharing of the settings`(
        name: String,
        id: String,
        house: String?,
        zone: String,
        isShared: Bool,
    ) throws {
        let settings = try Settings(json: Self.house, file: "keyshift.json")
        let door = settings.settled(Door(deviceID: id, name: name, zone: "Europe/Lisbon", isOnline: true))
        #expect(door.house == house)
        #expect(door.zone == zone)
        #expect(door.isShared == isShared)
    }

    @Test(arguments: [
        ("Cleaner Ana", "d9", true), ("porter", "d9", true), ("BK-1 Ito", "d9", false), ("Housekeeping", "d9", false),
        ("Housekeeping", "d3", true), ("night staff 2", "d3", true), ("BK-1 Staffa", "d3", false),
        ("Hausmeister", "d3", true), ("Zimmermädchen 2", "d3", true),
        ("Équipe Ménage", "d3", true), ("BK-1 Hausmann", "d3", false), ("", "d3", false),
    ])
    func `staff is told from guests by the patterns of the house, else by words`(
        name: String,
        door: String,
        isStaff: Bool,
    ) throws {
        let settings = try Settings(json: Self.house, file: "keyshift.json")
        let doors = [settings.settled(Door(deviceID: door, name: door, zone: nil, isOnline: true))]
        let code = PlanFixture.code(
            "c1",
            door,
            "key",
            CodeState(startsAt: nil, endsAt: nil, name: name, kind: .ongoing)
        )
        let index = WorkspaceIndex(doors: doors, codes: [code])
        #expect(index.isStaff(.group(commonCodeKey: "key")) == isStaff)
    }

    @Test(arguments: [
        ("{ \"max_group\": 5 }", "has no setting \"max_group\"; did you mean \"max_groups\"?"),
        ("{ \"max_groups\": 0 }", "max_groups must be a whole number above 0"),
        ("{ \"max_groups\": \"5\" }", "max_groups must be a whole number above 0"),
        ("{ \"max_shift\": \"2d\" }", "write \"48h\""),
        ("{ \"allow_lockout\": 1 }", "allow_lockout must be true or false"),
        ("{ \"workspace_id\": \"\" }", "workspace_id must be the id"),
        ("{ \"zones\": { \"Front door\": \"Vancouver\" } }", "America/Vancouver"),
        ("{ \"zones\": [] }", "zones must be an object"),
        ("{ \"houses\": [] }", "houses must be an object of names"),
        ("{ \"houses\": { \"A\": {} } }", "houses: A has no doors; write \"doors\": [\"A *\"]"),
        ("{ \"houses\": { \"A\": { \"door\": [] } } }", "houses: A has no setting \"door\"; did you mean \"doors\"?"),
        ("{ \"houses\": { \"A\": { \"doors\": [1] } } }", "houses: A: doors must be a list of texts"),
        ("{ \"houses\": { \"A\": { \"doors\": [\"x\"], \"zone\": \"Vancouver\" } } }", "America/Vancouver"),
        ("{ \"houses\": { \"A\": { \"doors\": [\"x\"], \"check_in\": \"3pm\" } } }", "such as 15:00"),
        ("{ \"houses\": { \"A\": { \"doors\": [\"x\"] }, \"a \": { \"doors\": [\"y\"] } } }", "are the same name"),
        ("{ \"houses\": { \" \": { \"doors\": [\"x\"] } } }", "a house needs a name"),
        ("[]", "must hold an object"),
        ("{", "is no JSON"),
    ])
    func `a mistake in the settings is named with the file and what to write`(text: String, words: String) {
        let error = refusal { _ = try Settings(json: text, file: "house/keyshift.json") }
        #expect(error?.code == .load)
        #expect(error?.message.contains("house/keyshift.json") == true)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "no error")")
    }

    @Test func `a flag lowers a limit`() throws {
        let settings = try Settings(json: Self.house, file: "keyshift.json")
        let limits = try settings.limits(maxGroups: 5, maxShift: PlanFixture.span(hours: 2))
        #expect(limits == Limits(maxGroups: 5, maxShift: PlanFixture.span(hours: 2)))
        try settings.refuseDirect(false)
        try settings.refuseForeign("w1", name: "Harbour Group")
    }

    @Test func `a flag does not raise a limit`() throws {
        let settings = try Settings(json: Self.house, file: "keyshift.json")
        let refusals = [
            refusal { _ = try settings.limits(maxGroups: 101, maxShift: nil as TimeSpan?) },
            refusal { _ = try settings.limits(maxGroups: nil, maxShift: PlanFixture.span(hours: 49)) },
            refusal { _ = try settings.limits(maxGroups: nil, maxShift: nil as TimeSpan?, allowed: [.lockout]) },
            refusal { try settings.refuseDirect(true) },
            refusal { try settings.refuseForeign("w2", name: "Maple Lodge") },
        ]
        #expect(refusals.map { $0?.code } == [.maxGroups, .maxShift, .lockout, .directEffect, .stalePlan])
        #expect(refusals.allSatisfy { $0?.message.contains("keyshift.json") == true })
    }

    @Test func `a plan beyond a limit of the settings is not told to use a flag`() throws {
        let builder = PlanFixture.builder()
        let later = Change(ends: .by(PlanFixture.span(hours: 2)))
        for key in ["ito", "haas"] {
            try builder.record(later, of: .group(commonCodeKey: key), at: PlanFixture.now)
        }
        let settings = try Settings(json: "{ \"max_groups\": 1 }", file: "keyshift.json")
        let limits = try settings.limits(maxGroups: nil, maxShift: nil as TimeSpan?)
        let proposal = Proposal(
            .script,
            Plan(rows: builder.rows, madeAt: PlanFixture.now),
            limits: limits,
            facts: PlanFixture.facts(builder),
            zoneData: nil,
        )
        let error = PlanFixture.refusal(of: proposal, settings: settings)
        #expect(error?.remedy == .maxGroups(2, pinnedIn: "keyshift.json"))
    }
}
