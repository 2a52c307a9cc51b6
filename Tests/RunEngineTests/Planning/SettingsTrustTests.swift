import CivilTime
import Model
import Testing

@testable import RunEngine

/// What a file beside a script may say, over what a trusted file says.
struct SettingsTrustTests {
    private func settings(_ text: String, _ file: String) throws -> Settings { try Settings(json: text, file: file) }

    private func narrowed(_ beside: String, _ trusted: String) throws -> Settings {
        var settings = try settings(beside, "beside.json")
        try settings.narrow(try self.settings(trusted, "own.json"), own: "/home/ana/.config/keyshift/keyshift.json")
        return settings
    }

    /// Every setting that grants something, beside a trusted file that grants less or says nothing.
    @Test(arguments: [
        (#"{ "max_groups": 501 }"#, "{}", "max_groups 501 is more than 500"),
        (#"{ "max_groups": 51 }"#, #"{ "max_groups": 50 }"#, "max_groups 51 is more than 50 in own.json"),
        (#"{ "max_shift": "169h" }"#, "{}", "max_shift 169h is more than 168h"),
        (#"{ "max_shift": "49h" }"#, #"{ "max_shift": "48h" }"#, "max_shift 49h is more than 48h in own.json"),
        (#"{ "shorten": 6 }"#, "{}", "shorten 6 is more than 5"),
        (#"{ "shorten": 3 }"#, #"{ "shorten": 2 }"#, "shorten 3 is more than 2 in own.json"),
        (#"{ "hold_above": "never" }"#, "{}", "hold_above \"never\" is more than"),
        (#"{ "hold_above": 21 }"#, #"{ "hold_above": 20 }"#, "hold_above 21 is more than 20 in own.json"),
        (#"{ "hold_above": 1 }"#, #"{ "hold_above": "always" }"#, "hold_above 1 is more than 0 in own.json"),
        (
            #"{ "allow_lockout": true }"#, #"{ "allow_lockout": false }"#,
            "allow_lockout is true, and own.json says false"
        ),
        (#"{ "allow_direct": true }"#, #"{ "allow_direct": false }"#, "allow_direct is true, and own.json says false"),
        (#"{ "workspace_id": "w2" }"#, #"{ "workspace_id": "w1" }"#, "workspace_id is w2, and own.json allows w1 only"),
        (
            #"{ "zones": { "Shed": "UTC" } }"#, #"{ "zones": { "Shed": "+05:00" } }"#,
            "zones: Shed is UTC, and own.json says +05:00"
        ),
        (
            #"{ "houses": { "A": { "doors": ["*"], "shared_doors": ["*"] } } }"#,
            #"{ "houses": { "a": { "doors": ["*"] } } }"#, "houses: A is described otherwise in own.json"
        ),
        (#"{ "hooks": { "a": { "command": ["/bin/a"] } } }"#, "{}", "hooks start programs"),
        (#"{ "on_code": { "a": { "command": ["/bin/a"] } } }"#, "{}", "on_code gives PINs to programs"),
        (#"{ "journal": "folder" }"#, "{}", "journal decides where everything is kept"),
        (#"{ "secrets": { "a": { "env": "HOOK", "host": "h" } } }"#, "{}", "secrets give away"),
    ])
    func `a file beside a script grants nothing`(beside: String, trusted: String, words: String) {
        do {
            _ = try narrowed(beside, trusted)
            Issue.record("\(beside) over \(trusted) was taken")
        } catch {
            let error = error as? PlanError
            #expect(error?.code == .load)
            #expect(
                error?.message.contains("beside.json: ") == true && error?.message.contains(words) == true,
                "\(error?.message ?? "")"
            )
            #expect(error?.remedy == .trustedSettings(own: "/home/ana/.config/keyshift/keyshift.json"))
        }
    }

    /// Every setting has a line above, or is named here with the reason that none can grant anything.
    @Test func `no setting is forgotten`() throws {
        let error = try #require(
            { () -> PlanError? in
                do { _ = try settings(#"{ "zzzzzzzzzzzzzzz": 1 }"#, "x.json") } catch { return error as? PlanError }
                return nil
            }()
        )
        let keys = error.message.components(afterWord: "there are ")
        #expect(
            Set(keys) == [
                "workspace_id", "max_groups", "max_shift", "shorten", "hold_above", "allow_lockout", "allow_direct",
                "zones", "houses", "hooks", "on_code", "secrets", "journal",
            ]
        )
    }

    @Test func `it narrows what the trusted file allows, and adds what it does not describe`() throws {
        let trusted = """
            { "workspace_id": "w1", "max_groups": 100, "max_shift": "48h", "shorten": 4, "allow_direct": false,
              "zones": { "Shed": "UTC" }, "houses": { "B": { "doors": ["B *"] } },
              "hooks": { "a": { "command": ["/bin/a"] } } }
            """
        let beside = """
            { "max_groups": 10, "allow_lockout": false, "hold_above": 3, "zones": { "Hut": "UTC" },
              "houses": { "A": { "doors": ["A *"] } } }
            """
        let settings = try narrowed(beside, trusted)
        let limits = try settings.limits(maxGroups: nil, maxShift: nil as TimeSpan?)
        #expect(limits == Limits(maxGroups: 10, maxShift: PlanFixture.span(hours: 48), shortenFrom: 4))
        #expect(settings.workspaceID == "w1" && settings.allowsDirect == false && settings.allowsLockout == false)
        #expect(settings.zones == ["Shed": "UTC", "Hut": "UTC"])
        #expect(settings.houses.map(\.name) == ["A", "B"] && settings.hooks.map(\.name) == ["a"])
        #expect(settings.holdAbove(hasPeople: true) == 3)
        #expect(settings.file(of: "max_groups") == "beside.json" && settings.file(of: "max_shift") == "own.json")
    }

    @Test func `an empty file beside a script lifts nothing`() throws {
        let trusted = #"{ "workspace_id": "w1", "max_groups": 100, "max_shift": "48h", "allow_lockout": false }"#
        let settings = try narrowed("{}", trusted)
        let limits = try settings.limits(maxGroups: nil, maxShift: nil as TimeSpan?)
        #expect(limits.maxGroups == 100 && limits.maxShift == PlanFixture.span(hours: 48))
        #expect(settings.workspaceID == "w1" && settings.allowsLockout == false)
    }

    @Test(arguments: [
        (#"{ "file": "/etc/keyshift/hook", "host": "hooks.example" }"#, nil as String?),
        (#"{ "env": "NIGHT_HOOK", "host": "hooks.example" }"#, nil),
        (#"{ "file": "hook", "host": "hooks.example" }"#, "a whole path"),
        (#"{ "file": "/a", "env": "B", "host": "h" }"#, "a place and a host"),
        (#"{ "file": "/a" }"#, "the one host"), (#"{ "host": "h" }"#, "a place and a host"),
        (#"{ "env": "SEAM_API_KEY", "host": "h" }"#, "sent nowhere"),
        (#"{ "env": "KEYSHIFT_JOURNAL", "host": "h" }"#, "sent nowhere"),
        (#"{ "env": "PGPASSWORD", "host": "h" }"#, "sent nowhere"),
        (#"{ "env": "A", "host": "https://h/x" }"#, "the one host"), (#"{ "env": "A", "hots": "h" }"#, "host"),
        ("7", "a place and a host"),
    ])
    func `a secret has a place and one host`(value: String, words: String?) {
        do {
            let read = try settings(#"{ "secrets": { "night": \#(value) } }"#, "own.json")
            #expect(words == nil && read.secrets.map(\.name) == ["night"])
        } catch {
            let message = (error as? PlanError)?.message ?? ""
            #expect(words.map(message.contains) == true, "\(message)")
        }
    }
}

extension String {
    /// The words behind a text, without their commas.
    fileprivate func components(afterWord word: String) -> [String] {
        guard let range = firstRange(of: word) else { return [] }
        return self[range.upperBound...].split(whereSeparator: { ", ".contains($0) }).map(String.init)
    }
}
